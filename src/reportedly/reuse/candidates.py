"""Pairs of documents worth aligning, found in time linear in their number.

Invariant: the outcome depends on the set of documents, not on their order; no step looks at all
pairs. Every run of SHINGLE + WINDOW - 1 equal words is noticed (winnowing: Schleimer, Wilkerson
and Aiken, SIGMOD 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reuse.words import Flags, Keys, Words

Ints = NDArray[np.int64]

SHINGLE = 4  # words
WINDOW = 3  # shingles; first guess, no other value was measured
# Partners one document gets for one shingle. Larger groups form a chain, still connected.
PARTNERS = 40
# A shingle in more documents than this is stock text unless its documents share much else.
COMMON = 20
# Fingerprints two documents share when a common shingle between them is no stock text.
MUCH = 10
PART = 1 << 20  # fingerprints that are sorted at a time: some 300 MB with their meetings
SHARED = 2  # fingerprints; first guess, no other value was measured
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, from the golden ratio


@dataclass(frozen=True, slots=True, eq=False)
class Prints:
    """Fingerprints and the documents they stand in."""

    values: Keys
    documents: Ints  # positions in the list of documents


def shingles(keys: Keys, size: int) -> Keys:
    """Return one number for each run of `size` words; empty for shorter texts."""
    count = len(keys) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for i in range(size):
        total = (total + keys[i : i + count]) * MULTIPLIER
        total ^= total >> np.uint64(29)
    return total


def winnow(values: Keys) -> Keys:
    """Return the least value of every window, each value once, sorted."""
    if len(values) <= WINDOW:
        return np.unique(values)
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW)
    return np.unique(windows.min(axis=1))


def fingerprint(keys: Keys) -> Keys:
    """Return the fingerprints of one document, sorted, each once."""
    return winnow(shingles(keys, SHINGLE))


def together(prints: Iterable[Keys]) -> Prints:
    """Return the fingerprints of all documents, document by document, from those of each."""
    own = list(prints)
    sizes = [len(values) for values in own]
    values = np.concatenate([*own, np.empty(0, dtype=np.uint64)])
    return Prints(values, np.repeat(np.arange(len(own), dtype=np.int32), sizes))


def candidates(prints: Prints, count: int) -> tuple[list[tuple[int, int]], Keys]:
    """Return the pairs of documents (a < b) that share rare shingles, and the stock shingles."""
    shared, often = Totals(), []
    for part in _parts(prints):
        shared.add(meetings(part, count)[0])
        often.append(_in_many(part))
    stock, taken = [np.empty(0, dtype=np.uint64)], Totals()
    for part in often:
        codes, origin = meetings(part, count)
        stock.append(_stock(part, origin, shared.of(codes)))
        taken.add(codes[np.isin(part.values[origin], stock[-1])])
    pairs, counts = shared.sums()
    chosen = pairs[counts - taken.of(pairs) >= SHARED]
    return [divmod(int(c), count) for c in chosen], np.sort(np.concatenate(stock))


def _parts(prints: Prints) -> Iterator[Prints]:
    """Yield the fingerprints of several documents in parts, sorted by value, then document.

    All of one value are in one part; parts keep what is sorted and counted at a time small.
    """
    parts = min(1 + len(prints.values) // PART, 256)
    part_of = (prints.values % np.uint64(parts)).astype(np.uint8)
    for part in range(parts):
        at = np.flatnonzero(part_of == part)
        at = at[np.argsort(prints.values[at], kind="stable")]
        values = prints.values[at]
        if len(values) < 2:
            continue
        same = values[1:] == values[:-1]
        kept = np.r_[False, same] | np.r_[same, False]
        yield Prints(values[kept], prints.documents[at[kept]].astype(np.int64))


class Totals:
    """How often each code was met, added up as parts come in; memory grows with codes alone."""

    def __init__(self) -> None:
        self._added: list[tuple[Ints, Ints]] = []
        self._size = 0  # codes in the first of `_added`, all different

    def add(self, codes: Ints) -> None:
        """Count every code once more for each time it stands in `codes`."""
        self._added.append(np.unique(codes, return_counts=True))
        # Merged when as much again has come in, so that each code is sorted a few times only.
        if sum(len(codes) for codes, _ in self._added[1:]) > self._size:
            self.sums()

    def sums(self) -> tuple[Ints, Ints]:
        """Return the codes, sorted, and how often each was met."""
        if len(self._added) != 1:
            codes = np.concatenate([np.empty(0, dtype=np.int64), *(c for c, _ in self._added)])
            counts = np.concatenate([np.empty(0, dtype=np.int64), *(n for _, n in self._added)])
            order = np.argsort(codes, kind="stable")
            codes, counts = codes[order], counts[order]
            first = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]][: len(codes)])
            summed = np.add.reduceat(counts, first) if len(first) else counts
            self._added = [(codes[first], summed)]
            self._size = len(first)
        return self._added[0]

    def of(self, codes: Ints) -> Ints:
        """Return how often each of `codes` was met."""
        known, counts = self.sums()
        if not len(known):
            return np.zeros(len(codes), dtype=np.int64)
        at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        return np.where(known[at] == codes, counts[at], 0)


def _in_many(part: Prints) -> Prints:
    """Return the fingerprints of more than COMMON documents; `part` is sorted."""
    _, sizes = np.unique(part.values, return_counts=True)
    kept = np.repeat(sizes, sizes) > COMMON
    return Prints(part.values[kept], part.documents[kept])


def meetings(prints: Prints, count: int) -> tuple[Ints, Ints]:
    """Return for each meeting of two documents their code a * count + b and where it was met.

    `prints` are sorted by value, then document.
    """
    codes, origin = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for step in range(1, min(PARTNERS, len(prints.values) - 1) + 1):
        at = np.flatnonzero(prints.values[:-step] == prints.values[step:])
        if not len(at):
            break
        codes.append(prints.documents[at] * count + prints.documents[at + step])
        origin.append(at)
    return np.concatenate(codes), np.concatenate(origin)


def _stock(prints: Prints, origin: Ints, shared: Ints) -> Keys:
    """Return the shingles whose documents share little else: stock phrases, boilerplate.

    Every shingle of `prints` is in more than COMMON documents.
    """
    values, sizes = np.unique(prints.values, return_counts=True)
    group = np.repeat(np.arange(len(values)), sizes)[origin]
    close = np.bincount(group, weights=shared >= MUCH, minlength=len(values))
    met = np.maximum(np.bincount(group, minlength=len(values)), 1)
    return values[2 * close < met]


def stock_words(text: Words, stock: Keys) -> Flags:
    """Return which words of a text stand in stock shingles."""
    flags = text.furniture.copy()
    values = shingles(text.keys, SHINGLE)
    # np.isin would sort all stock shingles anew for every document: quadratic in documents.
    hit = np.searchsorted(stock, values, "right") > np.searchsorted(stock, values, "left")
    for i in range(SHINGLE):
        flags[i : i + len(hit)] |= hit
    return flags
