"""Typed views of the cue tables, built once a lexicon.

Invariant: verbs are lemmas, a verb with a particle is "point out".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon import Lexicon

TABLE = "cues"
Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Which words credit somebody with what, by the frame that follows them."""

    speech: Words
    thought: Words
    finding: Words
    quoting: Words  # only beside a quotation
    silent: Words
    addressed: Words  # the object is the hearer
    infinitive: Words
    infinitive_indirect: Words
    acts: Words  # with an object
    reported: Words  # with an object, not an act
    naming: Words
    clause_acts: Words
    countings: Words  # "reports 41 dead"
    figures: Words  # "gives 109"
    asking: Words
    loose: Words  # acts only when somebody does them
    gerund: Words
    raised: Words  # "is said to"
    split_objects: Mapping[str, Words]  # "put the toll at 46"
    person_endings: tuple[str, ...]
    prepositions: Mapping[str, Words]
    indirect_prepositions: Words
    light_verbs: Words  # "made the claim that"
    light: Words  # "went on to say": the verb before belongs to the cue
    withholding: Words  # "declined to say"
    nouns: Words
    infinitive_nouns: Words
    of_nouns: Words
    for_nouns: Words
    adjectives: Words
    documents: Words
    people: Words
    pronouns: Words
    according: tuple[str, ...]
    account_nouns: Words
    account_prepositions: Words
    headline_sources: Words
    denials: Words
    clause_phrases: tuple[str, ...]
    no_labels: Words
    wishes: Words  # what one does not do by saying it
    anonymity: Words
    misspelt: Words
    honorifics: Words
    offices: Words

    @property
    def clause(self) -> Words:
        """Every verb that takes a clause."""
        return self.speech | self.thought | self.finding


@lru_cache(maxsize=4)
def cues_of(lexicon: Lexicon) -> Cues:
    """Return the cue tables of a language.

    Raises:
        BadLexicon: `cues.toml` lacks a list.
    """

    def words(section: str, key: str) -> Words:
        return frozenset(lexicon.groups(TABLE, section)[key])

    prepositions = lexicon.mapping(TABLE, "prepositional")
    return Cues(
        speech=words("clause", "speech"),
        thought=words("clause", "thought"),
        finding=words("clause", "finding"),
        clause_acts=words("clause", "acts"),
        countings=words("object", "countings"),
        figures=words("object", "figures"),
        asking=words("clause", "asking"),
        loose=words("object", "loose"),
        gerund=words("infinitive", "gerund"),
        raised=words("infinitive", "raised"),
        split_objects={v: frozenset(p.split()) for v, p in lexicon.mapping(TABLE, "split").items()},
        person_endings=lexicon.groups(TABLE, "people")["endings"],
        quoting=words("quotation", "words"),
        silent=words("silent", "verbs"),
        addressed=words("addressee", "verbs"),
        infinitive=words("infinitive", "verbs"),
        infinitive_indirect=words("infinitive", "indirect"),
        light_verbs=words("nouns", "light"),
        light=words("infinitive", "light"),
        withholding=words("infinitive", "withholding"),
        acts=words("object", "act"),
        reported=words("object", "indirect"),
        naming=words("object", "naming"),
        denials=words("object", "denials"),
        prepositions={verb: frozenset(words.split()) for verb, words in prepositions.items()},
        indirect_prepositions=words("indirect", "prepositional"),
        nouns=words("nouns", "clause"),
        infinitive_nouns=words("nouns", "infinitive"),
        of_nouns=words("nouns", "of"),
        for_nouns=words("nouns", "for"),
        adjectives=words("adjectives", "words"),
        documents=words("people", "documents"),
        people=words("people", "people"),
        pronouns=words("people", "pronouns"),
        according=lexicon.groups(TABLE, "according")["leading"],
        account_nouns=words("according", "nouns"),
        account_prepositions=words("according", "prepositions"),
        headline_sources=words("headline", "sources"),
        clause_phrases=lexicon.groups(TABLE, "phrases")["before_clause"],
        wishes=words("infinitive", "wishes"),
        anonymity=words("infinitive", "anonymity"),
        misspelt=words("quotation", "misspelt"),
        no_labels=words("layout", "no_labels"),
        honorifics=words("layout", "honorifics"),
        offices=words("layout", "offices"),
    )
