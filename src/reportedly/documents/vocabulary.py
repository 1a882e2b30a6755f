"""The word lists of this package as compiled patterns, made once a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from re import Pattern

from reportedly.lexicon import Lexicon, load_lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Patterns and word sets of one language; compared by identity."""

    whole: frozenset[str]
    links: Pattern[str]
    starts: Pattern[str]
    contacts: Pattern[str]
    comment_heads: frozenset[str]
    rights: Pattern[str]
    labels: Pattern[str]
    not_places: frozenset[str]
    byline_starts: Pattern[str]
    desks: Pattern[str]
    credit_verbs: Pattern[str]
    credit_starts: Pattern[str]
    outlet_words: frozenset[str]
    months: dict[str, str]
    date: str  # pattern source of a calendar date, without groups


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of a language.

    Raises:
        BadLexicon: there is no such language, or a list is missing.
    """
    lexicon = load_lexicon(language)
    months = dict(lexicon.mapping("datelines", "months"))
    return Vocabulary(
        whole=frozenset(lexicon.words("boilerplate", "whole")),
        links=_start(lexicon, "boilerplate", "links", tail=r"\s*(?:[:>»|]|$)"),
        starts=_start(lexicon, "boilerplate", "starts"),
        contacts=_start(lexicon, "boilerplate", "contacts", tail=r"\s*:"),
        comment_heads=frozenset(lexicon.words("boilerplate", "comment_heads")),
        rights=re.compile(_any(lexicon.words("boilerplate", "rights")), re.I),
        labels=_start(lexicon, "boilerplate", "labels", tail=r"(?!\w)"),
        not_places=frozenset(lexicon.words("datelines", "not_places")),
        byline_starts=_start(lexicon, "datelines", "byline_starts", tail=r"(?:\s*:|\s)\s*"),
        desks=re.compile(rf"(?:{_any(lexicon.words('datelines', 'desks'))})$", re.I),
        credit_verbs=re.compile(
            rf"(?<!\s)\s++(?:{_any(lexicon.words('datelines', 'credit_verbs'))})\.$"
        ),
        credit_starts=_start(lexicon, "datelines", "credit_starts", tail=r"\s*:?\s*"),
        outlet_words=frozenset(lexicon.words("datelines", "outlet_words")),
        months=months,
        date=_date(months),
    )


def _any(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))


def _start(lexicon: Lexicon, table: str, key: str, *, tail: str = "") -> Pattern[str]:
    return re.compile(rf"\A[\s>»*_(\[#-]{{0,8}}(?:{_any(lexicon.words(table, key))}){tail}", re.I)


def _date(months: dict[str, str]) -> str:
    month = rf"(?:{_any(tuple(months))})(?:\.(?=\s?\d))?"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    year = r"(?:,?\s(?:1[89]|2[01])\d\d)?"
    iso = r"(?:1[89]|2[01])\d\d-[01]\d-[0-3]\d"
    return rf"(?:(?i:{month}\s{day}{year}|{day}\s{month}{year})|{iso})(?!\w)"
