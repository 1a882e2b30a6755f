"""Which classes a rule's pattern can begin with, read off the pattern itself.

Only what the patterns of this package use is known: letters, sets, groups, "|", quantifiers and
looks ahead or behind. Invariant: a class that is left out cannot begin a match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUANTIFIER = re.compile(r"[?*+]|\{(\d+)(?:,\d*)?\}")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_GROUP = "(?:"


@dataclass(frozen=True, slots=True)
class _Part:
    """What a piece of a pattern can begin with, whether it may be empty, and where it ends."""

    letters: frozenset[str]
    empty: bool
    end: int


def first_letters(pattern: str) -> frozenset[str]:
    """Return the letters that a match of a compiled pattern's text can begin with."""
    return _choice(pattern, 0).letters


def _choice(pattern: str, at: int) -> _Part:
    """Read alternatives up to the end or a closing bracket."""
    letters: frozenset[str] = frozenset()
    empty = False
    while True:
        part = _sequence(pattern, at)
        letters, empty, at = letters | part.letters, empty or part.empty, part.end
        if at >= len(pattern) or pattern[at] != "|":
            return _Part(letters, empty, at)
        at += 1


def _sequence(pattern: str, at: int) -> _Part:
    """Read one alternative: letters count as long as everything before them may be empty."""
    letters: frozenset[str] = frozenset()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        part = _quantified(pattern, _atom(pattern, at))
        if empty:
            letters |= part.letters
        empty, at = empty and part.empty, part.end
    return _Part(letters, empty, at)


def _atom(pattern: str, at: int) -> _Part:
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return _Part(frozenset(pattern[at + 1 : end]), False, end + 1)
    if pattern[at] != "(":
        return _Part(frozenset(pattern[at]), False, at + 1)
    look = next((mark for mark in _LOOKS if pattern.startswith(mark, at)), None)
    inner = _choice(pattern, at + len(look or _GROUP))
    if look is not None:
        return _Part(frozenset(), True, inner.end + 1)
    return _Part(inner.letters, inner.empty, inner.end + 1)


def _quantified(pattern: str, part: _Part) -> _Part:
    match = _QUANTIFIER.match(pattern, part.end)
    if match is None:
        return part
    least = match[1] if match[1] else "1" if match[0] == "+" else "0"
    return _Part(part.letters, part.empty or least == "0", match.end())
