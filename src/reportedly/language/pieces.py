"""A text as word pieces with the signs the tagger reads beside them: quotation marks and case.

Invariant: every piece knows its code points; pieces that stand for a line end or for the text's
edge have an empty range. Training and running use this one function, so both see the same input.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.language.remembered import Remembered

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
BREAK, EDGE = 1, 2  # ids of the word list's unused entries
OUTSIDE, INSIDE, OPENS, CLOSES, CONTINUED, SINGLE = range(6)  # what a quotation mark does
SPACED = re.compile(r"[^ \t\n\r]+")  # what the tokenizer splits further by itself
LONGEST = 64  # code points of a word that is remembered, so that memory is bounded
CASES = 3  # lower or none, first letter capital, capitals
MARKS = 6 * CASES
QUOTES = re.compile(
    r"(?P<line>\n\s*)|(?P<open>[“„«]|``)|(?P<close>[”»]|'')|(?P<both>[\"＂])"
    r"|(?P<left>(?<!\w)['‘](?=\w))|(?P<right>(?<=[\w.,!?…])['’](?!\w))"
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Parallel arrays, one entry a piece."""

    ids: Ints  # in the word list
    marks: Ints  # 3 * quotation state + case, below MARKS
    starts: Ints  # code points, half-open
    ends: Ints
    heads: NDArray[np.bool_]  # True where a word begins

    def __len__(self) -> int:
        return len(self.ids)


class WordPieces:
    """A tokenizer that remembers the pieces of words between blanks: what stands round a word
    does not change its pieces (see the tests), and half of its time went into words seen before.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: Remembered[str, tuple[list[int], list[int], list[int]]] = Remembered()

    def of(self, word: str) -> tuple[list[int], list[int], list[int]]:
        """Return ids, first and end code points of the pieces of a text without blanks."""
        found = self._known.get(word)
        if found is None:
            made = self._tokenizer.encode(word, add_special_tokens=False)
            found = made.ids, [a for a, _ in made.offsets], [b for _, b in made.offsets]
            if len(word) <= LONGEST:
                self._known[word] = found
        return found


def pieces_of(text: str, tokenizer: WordPieces, ranges: Sequence[tuple[int, int]]) -> Pieces:
    """Return the pieces of the given code-point ranges, in reading order.

    Between two ranges stands a line end; an edge stands before the first and behind the last.
    """
    parts = [_part(text, tokenizer, span) for span in ranges]
    ids = np.concatenate([np.empty(0, np.int64), *(p[0] for p in parts)])
    starts = np.concatenate([np.empty(0, np.int64), *(p[1] for p in parts)])
    ends = np.concatenate([np.empty(0, np.int64), *(p[2] for p in parts)])
    firsts = np.cumsum([0, *(len(p[0]) for p in parts)])[:-1]
    lines = np.asarray([m.start() for m in re.finditer("\n", text)], dtype=np.int64)
    count = np.searchsorted(lines, starts)
    broken = np.flatnonzero(np.diff(count, prepend=0) > 0)
    breaks = np.union1d(broken, firsts)
    breaks = breaks[(breaks > 0) & (breaks < len(ids))]
    places = np.concatenate([[0], breaks, [len(ids)]]).astype(np.int64)
    values = np.concatenate([[EDGE], np.full(len(breaks), BREAK), [EDGE]]).astype(np.int64)
    at = np.append(starts, len(text))[np.minimum(places, len(starts))]
    marks = _states(text, starts) * CASES + _cases(text, starts)
    heads = _heads(text, starts, ends)
    return Pieces(
        ids=np.insert(ids, places, values),
        marks=np.insert(marks, places, 0),
        starts=np.insert(starts, places, at),
        ends=np.insert(ends, places, at),
        heads=np.insert(heads, places, True),
    )


def _part(text: str, tokenizer: WordPieces, span: tuple[int, int]) -> tuple[Ints, Ints, Ints]:
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    at: list[int] = []
    counts: list[int] = []
    for word in SPACED.finditer(text, *span):
        some, firsts, lasts = tokenizer.of(word[0])
        ids += some
        starts += firsts
        ends += lasts
        at.append(word.start())
        counts.append(len(some))
    moved = np.repeat(np.asarray(at, dtype=np.int64), counts)
    return (
        np.asarray(ids, dtype=np.int64),
        np.asarray(starts, dtype=np.int64) + moved,
        np.asarray(ends, dtype=np.int64) + moved,
    )


def _heads(text: str, starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """True where the piece does not continue a word (letters or digits on both sides)."""
    joined = np.zeros(len(starts), dtype=bool)
    touching = np.flatnonzero(starts[1:] == ends[:-1]) + 1
    for i in touching.tolist():
        at = int(starts[i])
        joined[i] = text[at].isalnum() and text[at - 1].isalnum()
    return ~joined


def _cases(text: str, starts: Ints) -> Ints:
    codes = np.frombuffer((text + "  ").encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known, index = np.unique(codes, return_inverse=True)
    upper = np.asarray([chr(c).isupper() for c in known.tolist()], dtype=np.int64)[index]
    return np.asarray(upper[starts] * (1 + upper[starts + 1]), dtype=np.int64)


def _states(text: str, starts: Ints) -> Ints:
    """Return what quotation marks say of each code point in `starts`.

    A line end closes; a mark that opens the next line then goes on with the same quotation.
    """
    at, states = [0], [OUTSIDE]
    now = before = OUTSIDE
    for found in QUOTES.finditer(text):
        kind = str(found.lastgroup)
        if kind == "line":
            before, now = now, OUTSIDE
            at.append(found.start())
            states.append(OUTSIDE)
            continue
        new = _after(kind, now, before)
        if new != now:
            at += [found.start(), found.end()]
            states += [CLOSES if new == OUTSIDE else OPENS, new]
            now, before = new, OUTSIDE
    places = np.searchsorted(np.asarray(at), starts, side="right") - 1
    return np.asarray(states, dtype=np.int64)[places]


def _after(kind: str, now: int, before: int) -> int:
    """Return the state behind a mark; `before` is how the line above ended."""
    if kind in ("left", "right"):
        turn = (OUTSIDE, SINGLE) if kind == "left" else (SINGLE, OUTSIDE)
        return turn[1] if now == turn[0] else now
    if now in (INSIDE, CONTINUED):
        return now if kind == "open" else OUTSIDE
    if kind == "close":
        return now
    return CONTINUED if before in (INSIDE, CONTINUED) else INSIDE
