"""The word tables that `reuse` works with, read once from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.lexicon import Lexicon

SHORTEST_MONTH = 3  # letters; "may" is its own full form, so no short form clashes with a word


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Spellings that count as equal, and everyday words; a name for itself where words are kept."""

    forms: Mapping[str, str]  # spelled number -> digits, short month -> month
    tens: frozenset[str]  # as digits: "20" ... "90"
    units: frozenset[str]  # words for 1 to 9
    everyday: frozenset[str]  # words of half of all reports


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the tables of one language."""
    small = lexicon.mapping("numerals", "small")
    tens = lexicon.mapping("numerals", "tens")
    return Vocabulary(
        forms={**_months(lexicon.mapping("times", "MONTH")), **small, **tens},
        tens=frozenset(tens.values()),
        units=frozenset(word for word, value in small.items() if 1 <= int(value) <= 9),
        everyday=frozenset(lexicon.groups("background", "share")["50"]),
    )


def _months(numbers: Mapping[str, str]) -> dict[str, str]:
    """Return short name -> full name: the longest word for the same month."""
    full: dict[str, str] = {}
    for word, number in numbers.items():
        full[number] = max(full.get(number, ""), word, key=len)
    return {word: full[number] for word, number in numbers.items() if word != full[number]}
