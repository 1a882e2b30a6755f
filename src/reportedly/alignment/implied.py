"""One person counted without a number: "a man was shot dead", "the 22-year-old died", "another".

A document that gives a number for a class is taken at its number; one that gives none is read for a
single person. A document that tells of one person's death tells of his wounds, too, so an injured
person is read beside a dead one only where another is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from reportedly.alignment.answers import Answer
from reportedly.alignment.passages import Passages
from reportedly.alignment.vocabulary import Vocabulary
from reportedly.lexicon import Lexicon, any_of
from reportedly.records import Approximator, Span

BEFORE = 25  # code points in front of a class word in which a word may take it back
STRUCK = "struck"
LONGEST = 6000  # code points read: what happened is told early, the rest is background


@dataclass(frozen=True, slots=True, eq=False)
class Singles:
    """Compiled words for one person and what happened to it."""

    person: re.Pattern[str]
    another: re.Pattern[str]
    joined: re.Pattern[str]  # ", father", " and a teenage boy": one more of a list
    classes: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]  # name, words, exceptions


@lru_cache(maxsize=4)
def singles(lexicon: Lexicon) -> Singles:
    """Compile the words of `implied.toml`."""
    one, more = any_of(lexicon.words("implied", "one")), any_of(lexicon.words("implied", "another"))
    denied = lexicon.groups("implied", "except")
    return Singles(
        person=re.compile(
            r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne) "
            rf"(?:[\w-]{{1,20}} ){{0,4}}?(?:{one})\b"
            r"|\b(?:a |an |the )?\d{1,2}[- ](?:year|month)s?[- ]old\b"
            r"|\b[A-Z][\w'’-]{1,20} (?:[A-Z]\.? )?[A-Z][\w'’-]{1,20}"
            r"(?=,? (?:was|died|has|had|who)\b)"
            r"|\b[A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{0,20}){1,3}, \d{1,2},"
            rf"|\b(?:{one})(?=(?:'s|,| and)\b)|\b(?:himself|herself)\b",
        ),
        another=re.compile(rf"\b(?:{more})\b", re.IGNORECASE),
        joined=re.compile(
            rf"(?:,? and |, )(?:an? |the |his |her |their )?(?:[\w-]{{1,20}} ){{0,2}}?(?:{one})\b",
            re.IGNORECASE,
        ),
        classes=tuple(
            (
                name,
                re.compile(rf"\b(?:{any_of(words)})\b", re.IGNORECASE),
                re.compile(rf"\b(?:{any_of(denied[name])})\s+(?:[\w-]+\s+)?$", re.IGNORECASE),
            )
            for name, words in lexicon.groups("implied", "classes").items()
        ),
    )


def implied(
    read: Passages, given: list[Answer], *, words: Singles, vocabulary: Vocabulary
) -> list[Answer]:
    """Return at most one answer of one person for each class without a number in the document."""
    numbered = {
        a.predicate for a in given if a.unit == "person" and a.verb not in vocabulary.people
    }
    found: list[Answer] = []
    told = False
    for name, pattern, denied in words.classes:
        alone = words.another if told else words.person
        span = None if name in numbered else _single(read, alone, (pattern, denied))
        if span is not None:
            count = 1 if told else _joined(span, read, words)
            found.append(_answer(span, name, (read, Decimal(count)), vocabulary=vocabulary))
        told = told or name in numbered or span is not None
    return found


def struck(given: list[Answer], vocabulary: Vocabulary) -> list[Answer]:
    """Return a story's answers with a class of its own for those hit who may be the dead.

    "Four men were shot, one fatally" does not count four injured. One person told of as wounded in
    one report is the one who died in the next, unless some report tells of dead and injured.
    """
    dead = {a.span.doc for a in given if a.predicate == "killed"}
    sure = [a for a in given if a.predicate == "injured" and not _weak(a, vocabulary)]
    both = any(a.span.doc in dead for a in sure)
    return [
        replace(a, predicate=STRUCK, fate=None)
        if dead
        and a.predicate == "injured"
        and ((_weak(a, vocabulary) and a.span.doc in dead) or (not both and _alone(a, vocabulary)))
        else a
        for a in given
    ]


def _weak(a: Answer, vocabulary: Vocabulary) -> bool:
    """Tell whether only "shot" or "hit" makes those counted injured."""
    return a.unit == "person" and a.verb in vocabulary.people


def _alone(a: Answer, vocabulary: Vocabulary) -> bool:
    return a.figure is None or (_weak(a, vocabulary) and a.value == 1)


def _single(
    read: Passages, person: re.Pattern[str], words: tuple[re.Pattern[str], re.Pattern[str]]
) -> Span | None:
    """Return the first words for one person in a sentence that holds a word of the class."""
    pattern, denied = words
    for match in pattern.finditer(read.text, 0, LONGEST):
        if denied.search(read.text, max(0, match.start() - BEFORE), match.start()):
            continue
        start, end = read.sentence(match.start())
        one = person.search(read.text, start, end)
        if one is not None:
            return Span(read.records.document.id, one.start(), one.end())
    return None


def _joined(span: Span, read: Passages, words: Singles) -> int:
    """Return how many persons a list names: "a mother, father, and toddler"."""
    _, end = read.sentence(span.start)
    count, at = 1, span.end
    while more := words.joined.match(read.text, at, end):
        count, at = count + 1, more.end()
    return count


def _answer(
    span: Span, name: str, told: tuple[Passages, Decimal], *, vocabulary: Vocabulary
) -> Answer:
    read, value = told
    start, end = read.sentence(span.start)
    return Answer(
        span=span,
        figure=None,
        approximator=Approximator.EXACT,
        low=value,
        high=value,
        value=value,
        unit="person",
        counted="person",
        predicate=name,
        fate=name if name in vocabulary.exclusive else None,
        about=read.about(start, end, vocabulary.everyday),
        near=frozenset(),
        position=start,
    )
