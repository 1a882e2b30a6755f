"""Pairs of documents worth aligning, found in time linear in their number.

Invariant: the outcome depends on the set of documents, not on their order; no step looks at all
pairs. Every run of SHINGLE + WINDOW - 1 equal words is noticed (winnowing: Schleimer, Wilkerson
and Aiken, SIGMOD 2003).
"""

from __future__ import annotations

from collections.abc import Sequence
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
SHARED = 2  # fingerprints; first guess, no other value was measured
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, from the golden ratio


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of all documents, sorted by value, then document."""

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


def fingerprints(texts: Sequence[Words]) -> Prints:
    """Return the fingerprints of all documents."""
    own = [winnow(shingles(text.keys, SHINGLE)) for text in texts]
    sizes = [len(values) for values in own]
    values = np.concatenate([*own, np.empty(0, dtype=np.uint64)])
    documents = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    order = np.argsort(values, kind="stable")
    return Prints(values[order], documents[order])


def candidates(prints: Prints, count: int) -> tuple[list[tuple[int, int]], Keys]:
    """Return the pairs of documents (a < b) that share rare shingles, and the stock shingles."""
    codes, origin = meetings(prints, count)
    pairs, place, shared = np.unique(codes, return_inverse=True, return_counts=True)
    stock = _stock(prints, origin, shared[place])
    if len(stock):
        kept = ~np.isin(prints.values[origin], stock)
        pairs, shared = np.unique(codes[kept], return_counts=True)
    return [divmod(int(c), count) for c in pairs[shared >= SHARED]], stock


def meetings(prints: Prints, count: int) -> tuple[Ints, Ints]:
    """Return for each meeting of two documents their code a * count + b and where it was met."""
    codes, origin = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for step in range(1, min(PARTNERS, len(prints.values) - 1) + 1):
        at = np.flatnonzero(prints.values[:-step] == prints.values[step:])
        if not len(at):
            break
        codes.append(prints.documents[at] * count + prints.documents[at + step])
        origin.append(at)
    return np.concatenate(codes), np.concatenate(origin)


def _stock(prints: Prints, origin: Ints, shared: Ints) -> Keys:
    """Return the shingles of many documents that share little else: stock phrases, boilerplate."""
    values, sizes = np.unique(prints.values, return_counts=True)
    group = np.repeat(np.arange(len(values)), sizes)[origin]
    close = np.bincount(group, weights=shared >= MUCH, minlength=len(values))
    met = np.maximum(np.bincount(group, minlength=len(values)), 1)
    return values[(sizes > COMMON) & (2 * close < met)]


def stock_words(text: Words, stock: Keys) -> Flags:
    """Return which words of a text stand in stock shingles."""
    flags = text.furniture.copy()
    values = shingles(text.keys, SHINGLE)
    # np.isin would sort all stock shingles anew for every document: quadratic in documents.
    hit = np.searchsorted(stock, values, "right") > np.searchsorted(stock, values, "left")
    for i in range(SHINGLE):
        flags[i : i + len(hit)] |= hit
    return flags
