"""The lexicon's time words as one table from word to class and value.

Compiled once a lexicon: a `Lexicon` never changes, so the result may be kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.errors import BadLexicon
from reportedly.lexicon import Lexicon
from reportedly.times.grammar import LETTERS, WORD_CLASSES

_MARK = re.compile(r"([-.'])")

Phrase = tuple[tuple[str, ...], str]  # the words after the first, and class letter, blank, value


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything the lexer and the rules look words up in. Words are in lower case."""

    words: dict[str, tuple[str, str]]  # word -> letter of its class, value
    phrases: dict[str, tuple[Phrase, ...]]  # first word -> phrases, longest first
    lists: dict[str, frozenset[str]]  # by name: words beside an expression that decide about it


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the compiled time words of a lexicon.

    Raises:
        BadLexicon: a word stands in two classes.
    """
    words: dict[str, tuple[str, str]] = {}
    for name in WORD_CLASSES:
        for word, value in lexicon.mapping("times", name).items():
            _add(words, word, (LETTERS[name], value))
    for table in ("small", "tens", "scales"):
        for word, value in lexicon.mapping("numerals", table).items():
            words.setdefault(word, (LETTERS["NUMWORD"], value))
    words.setdefault("dozen", (LETTERS["NUMWORD"], "12"))
    for word, value in lexicon.mapping("times", "ordinals").items():
        words[word] = (LETTERS["ORD"], value)
    return Vocabulary(
        words=words,
        phrases=_phrases(
            PHRASE=lexicon.mapping("times", "phrases"),
            APPROX=lexicon.mapping("times", "approximations"),
            HOLIDAY=lexicon.mapping("holidays", "days"),
        ),
        lists={
            name: frozenset(items)
            for table in ("doubtful", "tense", "neighbours")
            for name, items in lexicon.groups("times", table).items()
        },
    )


def _add(words: dict[str, tuple[str, str]], word: str, entry: tuple[str, str]) -> None:
    if word in words:
        raise BadLexicon(f"times.toml: expected each word in one class, found {word!r} in two")
    words[word] = entry


def _phrases(**tables: Mapping[str, str]) -> dict[str, tuple[Phrase, ...]]:
    """Return all phrases by their first word; a value begins with the letter of its class."""
    found: dict[str, list[Phrase]] = {}
    for name, table in tables.items():
        for phrase, value in table.items():
            first, *rest = _MARK.sub(r" \1 ", phrase).split()
            found.setdefault(first, []).append((tuple(rest), f"{LETTERS[name]} {value}"))
    return {
        first: tuple(sorted(items, key=lambda item: (-len(item[0]), item[0])))
        for first, items in found.items()
    }
