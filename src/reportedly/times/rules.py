"""All rules in one table, and the scan that applies them to a token string.

The longest match at a token wins, then the rule that stands first. Each token belongs to at most
one expression.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from reportedly.times import clocks, dates, deictic, durations, ranges, recurring, references
from reportedly.times.drafts import Draft
from reportedly.times.firsts import first_letters
from reportedly.times.grammar import LETTERS, OTHER, letters
from reportedly.times.lexer import Tokens
from reportedly.times.rule import Rule

RULES: tuple[Rule, ...] = (
    *ranges.RULES,
    *clocks.RULES,
    *dates.RULES,
    *deictic.RULES,
    *recurring.RULES,
    *durations.RULES,
    *references.RULES,
)

# Classes that no expression begins with; tokens of these are skipped without trying a rule.
_NEVER_FIRST = {
    OTHER,
    *(
        LETTERS[name]
        for name in [
            "OF",
            "IN",
            "ON",
            "AT",
            "FROM",
            "BETWEEN",
            "TO",
            "AND",
            "OR",
            "AGO",
            "BEFORE",
            "COMMA",
            "PERIOD",
            "HYPHEN",
            "OPEN",
            "CLOSE",
            "COLON",
            "SLASH",
            "BREAK",
            "ZONE",
            "AMPM",
            "OCLOCK",
            "OLD",
            "PARTS",
        ]
        if name in LETTERS
    ),
}


def _by_first_class() -> dict[str, tuple[Rule, ...]]:
    """Return for each class the rules whose patterns can begin with it."""
    table: dict[str, list[Rule]] = defaultdict(list)
    for item in RULES:
        for letter in first_letters(item.pattern.pattern) - _NEVER_FIRST:
            table[letter].append(item)
    return {letter: tuple(rules) for letter, rules in table.items()}


_TABLE = _by_first_class()
_SKIP = re.compile("[^" + re.escape("".join(sorted(_TABLE))) + "]+")


# An article may belong to a longer expression behind it: "the Aug. 7 fire", "a year-earlier loss".
_WEAK_START = letters("THE", "AN", "LAST", "THIS", "THAT", "APPROX")


def scan(tokens: Tokens) -> Iterator[tuple[int, int, Draft, Rule]]:
    """Yield the token range, draft and rule of each expression, in reading order."""
    classes, place = tokens.classes, 0
    while place < len(classes):
        skipped = _SKIP.match(classes, place)
        if skipped:
            place = skipped.end()
            continue
        found = _longest(tokens, place)
        if found is None:
            place += 1
            continue
        if classes[place] in _WEAK_START:
            better = _longest(tokens, place + 1) if place + 1 < len(classes) else None
            if better is not None and better[0] > found[0]:
                place += 1
                continue
        end, draft, used = found
        yield place, end, draft, used
        place = end


def _longest(tokens: Tokens, i: int) -> tuple[int, Draft, Rule] | None:
    """Return the longest reading at a token."""
    ends: list[tuple[int, int, Rule]] = []
    for order, item in enumerate(_TABLE.get(tokens.classes[i], ())):
        match = item.pattern.match(tokens.classes, i)
        if match and match.end() > i:
            ends.append((-match.end(), order, item))
    for negative, _, item in sorted(ends, key=lambda end: end[:2]):
        draft = item.make(tokens, i, -negative)
        if draft is not None:
            return -negative, draft, item
    return None
