"""The words alignment works with, compiled once a run from the lexicon.

Nothing here knows a topic: classes of predicates, groups of people and synonyms are data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon import Lexicon, any_of

KNOWN = 65_536  # different words that are remembered, so that memory is bounded
EVERYDAY = ("50", "25", "12", "6")  # background classes whose words say nothing about a subject


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Maps from words to what they mean for a slot."""

    predicate: dict[str, str]  # lemma -> class
    entails: dict[str, frozenset[str]]  # class -> classes that follow from it
    people: dict[str, str]  # lemma -> class, where people are counted
    vehicles: dict[str, str]  # the same, where vehicles are
    negated: dict[str, str]  # lemma -> class of people of whom it is denied: "54 were never found"
    vehicle: frozenset[str]  # counted nouns
    inflected: dict[str, str]  # any form -> class, for texts around a figure
    moved: dict[str, str]  # the same around vehicles
    population: dict[str, str]  # counted noun -> group
    same: dict[str, str]  # counted noun -> the noun that stands for it
    anybody: frozenset[str]
    persons: frozenset[str]  # nouns for one person: "the gunman was 23"
    everyday: frozenset[str]
    events: dict[str, str]  # form -> neutral event noun
    no_place: frozenset[str]
    ageless: frozenset[str]  # words before "is" and a number that is nobody's age
    place: re.Pattern[str]
    totals: frozenset[str]  # labels of table rows that sum up the others
    as_of: tuple[str, ...]
    anniversary: re.Pattern[str]  # group 1: the ordinal
    ordinals: dict[str, int]
    future: frozenset[str]  # words of a sentence about what is to come
    until: frozenset[str]  # those that may also speak of the past
    number_of: re.Pattern[str]  # what stands right before a noun that a later number counts
    illness: re.Pattern[str]  # words of a text in which cases are people who fell ill
    contrast: re.Pattern[str]  # what stands between a number and one in whose place it is given
    change: frozenset[str]  # classes that say how a number moved, not what it counts
    harmed: frozenset[str]  # classes of a participle that outranks the verb people stand with
    rates: frozenset[str]  # nouns that say what a percentage is the rate of
    room: frozenset[str]  # words before a number of people for whom there is room
    unknown: re.Pattern[str]  # what stands right before people of whom nothing is known
    of_people: frozenset[str]  # classes that may be read from a word near a number of people
    of_things: frozenset[str]  # and near a number of things
    exclusive: frozenset[str]  # those of which a row holds one only
    fates: frozenset[str]  # classes a number of people may have


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Compile the alignment words of a lexicon."""
    classes = lexicon.groups("predicates", "classes")
    predicate = _inverted(classes)
    share = lexicon.groups("background", "share")
    before = any_of(lexicon.words("events", "before_place"))
    inflected = _inflected(predicate, lexicon)
    vehicles = dict(lexicon.mapping("events", "vehicles"))
    of_people = frozenset(lexicon.words("events", "of_people"))
    return Vocabulary(
        predicate=predicate,
        entails={
            name: frozenset(found)
            for name, found in lexicon.groups("entailment", "entails").items()
        },
        people=dict(lexicon.mapping("events", "people")),
        vehicles=vehicles,
        negated=dict(lexicon.mapping("events", "negated")),
        vehicle=frozenset(lexicon.words("events", "vehicle")),
        inflected=inflected,
        moved=inflected | {form: name for lemma, name in vehicles.items() for form in forms(lemma)},
        population=_inverted(lexicon.groups("events", "population")),
        same=_inverted(lexicon.groups("events", "same")),
        anybody=frozenset(lexicon.words("events", "anybody")),
        persons=frozenset(lexicon.groups("units", "lists")["persons"]),
        everyday=frozenset(word for name in EVERYDAY for word in share[name]),
        events={f: noun for noun in lexicon.words("events", "event") for f in (noun, noun + "s")},
        no_place=frozenset(lexicon.words("events", "no_place")),
        ageless=frozenset(lexicon.words("events", "ageless")),
        place=re.compile(
            rf"\b(?:{before})\s(?:the\s)?((?:[A-Z][\w'’-]{{1,30}})(?:\s[A-Z][\w'’-]{{1,30}}){{0,3}})"
        ),
        totals=frozenset(lexicon.words("events", "totals")),
        as_of=lexicon.words("events", "as_of"),
        anniversary=_anniversary(lexicon),
        ordinals={w: int(n) for w, n in lexicon.mapping("events", "ordinals").items()},
        until=frozenset(lexicon.words("events", "until")),
        future=frozenset(lexicon.words("events", "future")),
        number_of=_number_of(lexicon.words("events", "number_of")),
        illness=re.compile(rf"\b(?:{any_of(lexicon.words('events', 'illness'))})", re.IGNORECASE),
        contrast=_contrast(lexicon.words("events", "contrast")),
        change=frozenset(lexicon.words("events", "change")),
        harmed=frozenset(lexicon.words("events", "harmed")),
        rates=frozenset(lexicon.words("events", "rates")),
        room=frozenset(lexicon.words("events", "room")),
        unknown=re.compile(rf"\b(?:{any_of(lexicon.words('events', 'unknown'))})\s(?:the\s)?$"),
        of_people=of_people,
        of_things=frozenset(lexicon.words("events", "of_things")),
        exclusive=of_people - frozenset(lexicon.words("events", "beside")),
        fates=of_people | frozenset(lexicon.words("events", "fates")),
    )


def _inflected(predicate: dict[str, str], lexicon: Lexicon) -> dict[str, str]:
    """Return the class of each form of the predicate lemmas."""
    found = {form: name for lemma, name in reversed(predicate.items()) for form in forms(lemma)}
    irregular = lexicon.mapping("predicates", "irregular")
    return found | {form: predicate[lemma] for form, lemma in irregular.items()}


def _anniversary(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern for "32nd anniversary" and "first anniversary"."""
    ordinals = "|".join(lexicon.mapping("events", "ordinals"))
    nouns = any_of(lexicon.words("events", "anniversary"))
    return re.compile(rf"\b(\d{{1,3}}(?:st|nd|rd|th)|{ordinals})[ -](?:{nouns})\b", re.IGNORECASE)


def _number_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for what stands right before a noun: "the number of", "a total of about"."""
    return re.compile(rf"\b(?:{any_of(words)})\s(?:[\w'’-]{{1,30}}\s){{0,2}}$")


def _contrast(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for what stands between two numbers one of which takes the other's place."""
    return re.compile(
        rf"[^.!?;:\d\n]{{0,60}}?[\s,.;\"”’]{{1,3}}(?:{any_of(words)})(?:\sthe)?\s", re.IGNORECASE
    )


def _inverted(groups: object) -> dict[str, str]:
    out: dict[str, str] = {}
    if isinstance(groups, dict):
        for name, words in groups.items():
            for word in words:
                out.setdefault(word, name)
    return out


def forms(lemma: str) -> tuple[str, ...]:
    """Return the regular inflections of a lemma; irregular ones are listed as lemmas."""
    if " " in lemma:
        head, _, rest = lemma.partition(" ")
        return tuple(f"{form} {rest}" for form in forms(head))
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    doubled = lemma + lemma[-1]
    return (
        lemma,
        lemma + "s",
        lemma + "es",
        lemma + "ed",
        lemma + "ing",
        doubled + "ed",
        doubled + "ing",
    )


WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}")


def telling(text: str, everyday: frozenset[str]) -> frozenset[str]:
    """Return the stems of the words of a passage that say what it is about.

    A stem is a word's first six letters: enough to join "killed" and "killing", and cheap.
    """
    words = set(map(_plain, WORD.findall(text))) - everyday
    return frozenset([w[:6] for w in words if len(w) >= 3])


@lru_cache(maxsize=KNOWN)
def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")
