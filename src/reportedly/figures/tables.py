"""The word tables of one language, compiled once into dictionaries and patterns.

Every alternation is a plain list of words without quantifiers, so each pattern is linear; each is
anchored by the caller to one place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportedly.lexicon import Lexicon


class Telling(NamedTuple):
    """Letters that are several units, and the words beside each that tell which it is."""

    letter: re.Pattern[str]
    words: Mapping[tuple[str, str, str], frozenset[str]]  # (as written, code, class) -> words


NAMED = ("doers", "comparatives")


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Number words, units, currencies, approximators and predicates of one lexicon."""

    words: Mapping[str, tuple[str, Decimal]]  # number word -> class, value
    word: re.Pattern[str]  # digits and number words
    letters: Mapping[str, Decimal]
    doubtful: Mapping[str, Decimal]
    letter: re.Pattern[str]
    money_before: Mapping[str, str]
    money_behind: re.Pattern[str]
    units: Mapping[str, tuple[str, str]]  # as written -> code, class
    unit: re.Pattern[str]
    told_by: Telling
    short: frozenset[str]
    before: Mapping[str, str]
    before_end: re.Pattern[str]
    after: Mapping[str, str]
    after_start: re.Pattern[str]
    kinds: Mapping[str, str]
    low: Mapping[str, str]
    high: Mapping[str, str]
    vague: Mapping[str, tuple[Decimal, Decimal]]
    persons: frozenset[str]
    peoples: frozenset[str]  # lower case: whom a country's people are called
    irregular: Mapping[str, str]
    behind: Mapping[str, str]
    supported: Mapping[str, str]
    nouns: Mapping[str, str]
    up: frozenset[str]
    down: frozenset[str]
    lists: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    personal: frozenset[str]
    ballots: Mapping[str, str]
    arguments: frozenset[str]
    levels: frozenset[str]
    dimensions: Mapping[str, str]
    lengths: Mapping[str, str]
    sums: Mapping[str, str]
    shares: Mapping[str, str]
    named: Mapping[str, Mapping[str, str]]  # tables of nouns by the words that name them


def choice(words: Iterable[str]) -> str:
    """Return an alternation of words, longest first; inner blanks match one blank or line break.

    Words stand behind their first two letters, so that most places in a text are left after two
    comparisons.
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    groups: dict[str, dict[str, list[str]]] = {}
    for word in ordered:
        groups.setdefault(word[:1], {}).setdefault(word[1:2], []).append(word[2:])
    return "|".join(
        re.escape(first)
        + _either(_spaced(second) + _either(map(_spaced, rest)) for second, rest in seconds.items())
        for first, seconds in groups.items()
    )


def _either(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(parts)})"


def _spaced(word: str) -> str:
    return re.escape(word).replace("\\ ", r"[ \u00a0\n]")


# A small fraction; groups of three after blanks or apostrophes; digits with dots and commas; ".5".
DIGITS = (
    r"(?<![\w/.,])[1-9]/[2-9](?![\w/]|[.,]\d)|"
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?![\d\w])(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*"
    r"|(?<![\w.])\.\d+"
)


@lru_cache(maxsize=4)
def tables(lexicon: Lexicon) -> Tables:
    """Return the compiled tables of a lexicon.

    Raises:
        BadLexicon: a list is missing or of the wrong kind.
    """
    words = _number_words(lexicon)
    vague = _vague(lexicon)
    units = _units(lexicon)
    letters = _decimals(lexicon, "letters")
    doubtful = _decimals(lexicon, "doubtful")
    before = lexicon.mapping("bounds", "before")
    after = lexicon.mapping("bounds", "after")
    change = lexicon.groups("predicates", "change")
    lists = lexicon.groups("units", "lists")
    signs = "".join(lexicon.mapping("numerals", "signs"))
    money_before = lexicon.mapping("currencies", "before")
    return Tables(
        words=words,
        word=re.compile(
            rf"(?P<digits>{DIGITS})"
            rf"|\b(?P<word>{choice([*words, *vague])})\b(?![’']s?\b)|(?P<sign>[{signs}])",
            re.IGNORECASE,
        ),
        letters=letters,
        doubtful=doubtful,
        letter=re.compile(rf"[ \u00a0-]?({choice([*letters, *doubtful])})(?!\w)"),
        money_before=money_before,
        money_behind=re.compile(rf"(?:{choice(money_before)})[ \u00a0]?$"),
        units=units,
        unit=re.compile(rf"[ \u00a0\n-]?({choice(units)})(?!\w)"),
        told_by=_told_by(lexicon),
        short=frozenset(lists["short"]),
        before=before,
        before_end=re.compile(
            rf"(?:(?<!\w)|^)({choice(before)})[ \u00a0\n]{{0,2}}$", re.IGNORECASE
        ),
        after=after,
        after_start=re.compile(rf"[ \u00a0]?({choice(after)})(?!\w)", re.IGNORECASE),
        kinds=lexicon.mapping("bounds", "kind"),
        named={table: lexicon.mapping("units", table) for table in NAMED},
        low=lexicon.mapping("bounds", "low"),
        high=lexicon.mapping("bounds", "high"),
        vague=vague,
        persons=frozenset(lists["persons"]),
        peoples=frozenset().union(*lexicon.groups("places", "countries").values()),
        irregular=lexicon.mapping("units", "irregular"),
        behind=lexicon.mapping("predicates", "behind"),
        supported=lexicon.mapping("predicates", "supported"),
        nouns=lexicon.mapping("predicates", "nouns"),
        up=frozenset(change["up"]),
        down=frozenset(change["down"]),
        lists=lists,
        arguments=frozenset(lexicon.groups("predicates", "prepositions")["arguments"]),
        levels=frozenset(lexicon.groups("predicates", "prepositions")["levels"]),
        personal=_personal(lexicon),
        ballots=lexicon.mapping("predicates", "ballots"),
        dimensions=lexicon.mapping("units", "dimensions"),
        lengths=lexicon.mapping("units", "lengths"),
        sums=lexicon.mapping("units", "sums"),
        shares=lexicon.mapping("units", "shares"),
        names={k: frozenset(v) for k, v in lexicon.groups("numerals", "names").items()},
    )


def _vague(lexicon: Lexicon) -> dict[str, tuple[Decimal, Decimal]]:
    """Return the bounds of each vague word."""
    high = lexicon.mapping("bounds", "vague_high")
    low = lexicon.mapping("bounds", "vague_low")
    return {w: (Decimal(least), Decimal(high[w])) for w, least in low.items()}


def _personal(lexicon: Lexicon) -> frozenset[str]:
    """Return the predicates that befall people."""
    classes = lexicon.groups("predicates", "classes")
    people = lexicon.groups("predicates", "people")["classes"]
    return frozenset(lemma for name in people for lemma in classes[name])


def _told_by(lexicon: Lexicon) -> Telling:
    words: dict[tuple[str, str, str], frozenset[str]] = {}
    for key, telling in lexicon.groups("units", "told_by").items():
        written, code, family = key.split(" ")
        words[written, code, family] = frozenset(telling)
    written_as = choice(written for written, _, _ in words)
    return Telling(re.compile(rf"[ \u00a0]?({written_as})(?![\w’'])"), words)


def _decimals(lexicon: Lexicon, key: str) -> dict[str, Decimal]:
    return {w: Decimal(v) for w, v in lexicon.mapping("numerals", key).items()}


def _number_words(lexicon: Lexicon) -> dict[str, tuple[str, Decimal]]:
    kinds = ("small", "tens", "scales", "dozens", "fractions", "signs", "times", "folds", "zeros")
    return {
        w.lower(): (kind, value) for kind in kinds for w, value in _decimals(lexicon, kind).items()
    }


def _units(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """Return spelling -> (code, class); an earlier class wins a spelling."""
    found: dict[str, tuple[str, str]] = {}
    for kind in ("share", "physical", "time", "index"):
        for code, spellings in lexicon.groups("units", kind).items():
            for written in (case for spelling in spellings for case in _cases(spelling)):
                found.setdefault(written, (code, kind))
    for key, kind in (("after", "money"), ("small", "cents")):
        for spelling, code in lexicon.mapping("currencies", key).items():
            for written in _cases(spelling):
                found.setdefault(written, (code, kind))
    return found


def _cases(spelling: str) -> tuple[str, ...]:
    """Return a spelling and, for a word of four letters or more, its capitals."""
    if len(spelling) < 4 or not spelling[0].isalpha():
        return (spelling,)
    return spelling, spelling.capitalize(), spelling.upper()
