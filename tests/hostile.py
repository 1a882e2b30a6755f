"""Strings that make a regular expression slow, made from the expression itself and in general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op
from re import _parser as parser

UNITS = (
    " ", "\n", "\t", "a", "A", "1", ".", ",", "-", "'", '"', "“", "”", "(", "<", "/", ":", "&", "é",
    "a ", "A ", "1 ", "1,", "1.", "A.", "a-", "A a ", "1 a ", "a\n", " \n", "\r\n", "a, ", "A, ",
    "a.", "12:30 ", "1/2/", "--", "A'a ", "1-1", "the ", "and ", "of the ", "said ", "\u00a0",
    "May 5, ", "five ", "hundred ", "http://a.", "\u0301",
)  # fmt: skip
SAMPLES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_WORD: "-",
}  # of any other class: a letter


def strings(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield (prefix, unit): the hostile string is the prefix, the unit many times, and a NUL."""
    for unit in UNITS:
        yield "", unit
    tree = parser.parse(pattern.pattern, pattern.flags)
    seen = {("", unit) for unit in UNITS}
    whole = _sample(tree)
    for prefix, unit in [("", whole), ("", whole[:-1]), *_repeats(tree, "")]:
        if unit and (prefix, unit) not in seen:
            seen.add((prefix, unit))
            yield prefix, unit


def hostile(prefix: str, unit: str, size: int) -> str:
    """Return a string of about `size` characters."""
    return prefix + unit * max(1, size // len(unit)) + "\0"


def _repeats(tree: object, before: str) -> Iterator[tuple[str, str]]:
    for code, value in tree:  # type: ignore[attr-defined]
        if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            if value[1] > 1:
                yield before, _sample(value[2])
                yield "", before + _sample(value[2])
            yield from _repeats(value[2], before)
        elif code is op.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        before += _one(code, value)


def _sample(tree: object) -> str:
    """Return a short string that the expression matches, near enough."""
    return "".join(_one(code, value) for code, value in tree)  # type: ignore[attr-defined]


def _one(code: object, value: object) -> str:
    if code is op.LITERAL:
        return chr(value)  # type: ignore[arg-type]
    if code in {op.NOT_LITERAL, op.ANY}:
        return "a"
    if code is op.IN:
        return _of_set(value)
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        least: int = value[0]  # type: ignore[index]
        return _sample(value[2]) * max(1, min(least, 3))  # type: ignore[index]
    if code is op.SUBPATTERN:
        return _sample(value[3])  # type: ignore[index]
    if code is op.ATOMIC_GROUP:
        return _sample(value)
    if code is op.BRANCH:
        return _sample(value[1][0])  # type: ignore[index]
    return ""


def _of_set(value: object) -> str:
    for code, inner in value:  # type: ignore[attr-defined]
        if code is op.NEGATE:
            return "a"
        if code is op.LITERAL:
            return chr(inner)
        if code is op.RANGE:
            return chr(inner[0])
        if code is op.CATEGORY:
            return SAMPLES.get(inner, "a")
    return "a"
