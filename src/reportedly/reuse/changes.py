"""What a copy changed, in words a person understands.

Invariant: every remark quotes the words of both documents as they stand; "became" and "dropped"
are said only when it is known which text came first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportedly.records import Direction, Statement
from reportedly.reuse.align import Pair, Text
from reportedly.reuse.edges import Match

LONGEST = 12  # words of a replaced or dropped phrase that are worth quoting
SHOWN = 90  # code points of a dropped sentence that are quoted

Piece = tuple[int, int]  # words [start, end)
Rule = Callable[["Gap"], Iterator[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """What stands between two equal runs: the earlier text's words, then the later text's."""

    old: Text
    new: Text
    was: Piece
    now: Piece
    ordered: bool  # which one came first is known


def changes(match: Match, pair: Pair, direction: Direction) -> tuple[str, ...]:
    """Return what differs between two copies, in reading order, each remark once."""
    found: list[str] = []
    for gap in _gaps(match, pair, direction):
        for rule in RULES:
            found += rule(gap)
    return tuple(dict.fromkeys(found))


def _gaps(match: Match, pair: Pair, direction: Direction) -> Iterator[Gap]:
    bounds = ((match.a0, match.b0, 0), *match.runs, (match.a1, match.b1, 0))
    swapped = direction is Direction.B_FIRST
    ordered = direction is not Direction.UNKNOWN
    for (i, j, n), (i2, j2, _) in pairwise(bounds):
        in_a, in_b = (i + n, i2), (j + n, j2)
        if in_a[0] >= in_a[1] and in_b[0] >= in_b[1]:
            continue
        if swapped:
            yield Gap(pair.b, pair.a, in_b, in_a, ordered)
        else:
            yield Gap(pair.a, pair.b, in_a, in_b, ordered)


def figures(gap: Gap) -> Iterator[str]:
    """Name replaced numbers: "41 became 43"."""
    was, now = _numbers(gap.old, gap.was), _numbers(gap.new, gap.now)
    for old, new in zip(was, now, strict=False):
        yield _replaced(old, new, gap)


def _numbers(text: Text, piece: Piece) -> list[str]:
    words = text.words
    return [words.cut(k, k + 1) for k in range(*piece) if words.forms[k][:1].isdigit()]


def names(gap: Gap) -> Iterator[str]:
    """Name replaced names: "Ruiz became Navarro"."""
    was, now = _name(gap.old, gap.was), _name(gap.new, gap.now)
    if was and now and was.casefold() != now.casefold():
        yield _replaced(was, now, gap)


def _name(text: Text, piece: Piece) -> str:
    """Return the capitalised words of a piece when it holds nothing longer than a name."""
    if not 0 < piece[1] - piece[0] <= LONGEST:
        return ""
    words = text.words
    capital = [k for k in range(*piece) if words.text[words.starts[k]].isupper()]
    if not capital or (len(capital) == 1 and _opens_sentence(text, capital[0])):
        return ""
    return text.words.cut(capital[0], capital[-1] + 1)


def _opens_sentence(text: Text, word: int) -> bool:
    return text.words.bounds(text.words.sentence[word])[0] == word


def credits(gap: Gap) -> Iterator[str]:
    """Name a saying that only one text has: 'dropped "the ministry said"'."""
    was, now = _saying(gap.old, gap.was), _saying(gap.new, gap.now)
    if was and not now:
        yield f'dropped "{was}"' if gap.ordered else f'only one has "{was}"'
    if now and not was:
        yield f'added "{now}"' if gap.ordered else f'only one has "{now}"'
    if was and now and was.casefold() != now.casefold():
        yield _replaced(f'"{was}"', f'"{now}"', gap)


def _saying(text: Text, piece: Piece) -> str:
    """Return the source and cue of a statement whose cue stands in a piece."""
    words = text.words
    if piece[0] >= piece[1]:
        return ""
    low, high = words.starts[piece[0]], words.ends[piece[1] - 1]
    begun = text.cues[bisect_left(text.cues, (low,)) : bisect_left(text.cues, (high,))]
    inside = [n for _, end, n in begun if end <= high]
    if not inside:
        return ""
    return _credit_words(words.records.statements[min(inside)], text, (low, high))


def _credit_words(statement: Statement, text: Text, inside: tuple[int, int]) -> str:
    spans = [
        s
        for s in (*statement.source, *statement.cue)
        if inside[0] <= s.start and s.end <= inside[1]
    ]
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    return text.words.text[low:high]


def _replaced(old: str, new: str, gap: Gap) -> str:
    return f"{old} became {new}" if gap.ordered else f"{old} here, {new} there"


def dropped(old: Text, start: int, end: int) -> tuple[str, ...]:
    """Name the sentences among the words [start, end) of the earlier text."""
    found = []
    while start < end:
        low, high = old.words.bounds(old.words.sentence[start])
        if low >= start and high <= end:
            found.append(f'dropped the sentence "{_shown(old.words.cut(low, high))}"')
        start = high
    return tuple(found)


def _shown(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " ..."


RULES: tuple[Rule, ...] = (figures, names, credits)
