"""Align two documents word by word: which runs of words stand in both.

Invariant: a `Passage` holds runs (i, j, n) of equal words that ascend in both documents without
overlap; blocks of text that changed their order become passages of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from reportedly.reuse.candidates import Ints, shingles
from reportedly.reuse.words import Flags, Keys, Words

SEED = 3  # words: finds copies in which every fourth word was changed
# A shingle that one document repeats more often cannot tell where a copy lies, and costs time.
REPEATS = 4
GAP = 12  # words between two runs of one passage, in either document; not yet measured
REACH = 12  # words beyond the outermost runs that are searched for further equal words
LEAST = 5  # words in the runs of a passage before gaps are searched; saves time, not yet measured

Run = tuple[int, int, int]  # first word in a, first word in b, number of words
Passage = tuple[Run, ...]
Place = tuple[int, int]  # a word of a, a word of b


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A document prepared for alignment."""

    words: Words
    stock: Flags  # words of stock phrases and of page furniture: no evidence of copying
    seeds: Keys  # usable shingles, sorted
    places: Ints  # where each of them starts
    cues: tuple[tuple[int, int, int], ...]  # start and end in the text, place of the statement


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two documents that are compared."""

    a: Text
    b: Text


def prepare(words: Words, stock: Flags) -> Text:
    """Return a document with its shingles indexed."""
    values = shingles(words.keys, SEED)
    usable = ~np.logical_and.reduce([stock[i : len(values) + i] for i in range(SEED)])
    places = np.flatnonzero(usable)
    order = places[np.argsort(values[places], kind="stable")]
    seeds = values[order]
    kept = np.searchsorted(seeds, seeds, "right") - np.searchsorted(seeds, seeds, "left") <= REPEATS
    statements = enumerate(words.records.statements)
    cues = sorted((cue.start, cue.end, n) for n, s in statements for cue in s.cue)
    return Text(words, stock, seeds[kept], order[kept], tuple(cues))


def align(pair: Pair) -> list[Passage]:
    """Return the passages two documents share, by their place in `a`."""
    chains = _chains(_runs(*_seeds(pair)))
    if chains and _one_text(pair):
        return [((0, 0, len(pair.a.words.forms)),)]
    return [_filled(chain, pair) for chain in chains if sum(n for _, _, n in chain) >= LEAST]


def _one_text(pair: Pair) -> bool:
    """Tell whether two documents are one text: then even words that recur all the time are copied.

    Not where a part is stock: stock is no copy.
    """
    a, b = pair.a, pair.b
    return a.words.forms == b.words.forms and not (a.stock.any() or b.stock.any())


def _seeds(pair: Pair) -> tuple[Ints, Ints]:
    """Return where equal shingles start in a and in b."""
    a, b = pair.a, pair.b
    low = np.searchsorted(a.seeds, b.seeds, "left")
    many = np.searchsorted(a.seeds, b.seeds, "right") - low
    at_b = np.repeat(b.places, many)
    nth = np.arange(len(at_b)) - np.repeat(np.cumsum(many) - many, many)
    return a.places[np.repeat(low, many) + nth], at_b


def _runs(at_a: Ints, at_b: Ints) -> list[Run]:
    """Return runs of equal words, by their place in a."""
    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_b - at_a))
    i, j = at_a[order], at_b[order]
    fresh = np.flatnonzero(np.r_[True, (np.diff(i) != 1) | (np.diff(j) != 1)])
    sizes = np.diff(np.r_[fresh, len(i)]) + SEED - 1
    return sorted(zip(i[fresh].tolist(), j[fresh].tolist(), sizes.tolist(), strict=True))


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Join runs that follow one another closely in both documents."""
    done: list[list[Run]] = []
    growing: list[list[Run]] = []
    for run in runs:
        done += [c for c in growing if run[0] - _end(c)[0] > GAP]
        growing = [c for c in growing if run[0] - _end(c)[0] <= GAP]
        near = [(_far(chain, run), k) for k, chain in enumerate(growing) if _follows(chain, run)]
        if not near:
            growing.append([run])
            continue
        chain = growing[min(near)[1]]
        over = max(0, _end(chain)[0] - run[0], _end(chain)[1] - run[1])
        if over < run[2]:
            chain.append((run[0] + over, run[1] + over, run[2] - over))
    return sorted(done + growing)


def _end(chain: list[Run]) -> Place:
    i, j, n = chain[-1]
    return i + n, j + n


def _follows(chain: list[Run], run: Run) -> bool:
    """Tell whether a run goes on where a chain ends."""
    i, j, n = chain[-1]
    return run[0] > i and run[1] > j and run[1] - j - n <= GAP


def _far(chain: list[Run], run: Run) -> int:
    i, j = _end(chain)
    return abs(run[0] - i - (run[1] - j)) + max(0, run[0] - i, run[1] - j)


def _filled(chain: list[Run], pair: Pair) -> Passage:
    """Return a chain with the equal words between its runs and just beyond its ends."""
    start, end = chain[0][:2], _end(chain)
    inner: list[Run] = [chain[0]]
    for run in chain[1:]:
        inner += _equal(pair, _end(inner), run[:2])
        inner.append(run)
    before = _equal(pair, (max(0, start[0] - REACH), max(0, start[1] - REACH)), start)
    after = _equal(pair, end, (end[0] + REACH, end[1] + REACH))
    return (*_reached(before, start), *inner, *_going_on(after, end))


def _equal(pair: Pair, start: Place, end: Place) -> list[Run]:
    """Return the runs of a longest common subsequence between two places."""
    a = pair.a.words.forms[start[0] : end[0]]
    b = pair.b.words.forms[start[1] : end[1]]
    if not a or not b or not set(a) & set(b):
        return []
    return [
        (start[0] + block.a, start[1] + block.b, block.size)
        for block in LCSseq.opcodes(a, b).as_matching_blocks()
        if block.size
    ]


def _going_on(runs: list[Run], end: Place) -> Iterator[Run]:
    """Yield runs behind a passage as long as they outweigh half the words skipped."""
    for run in runs:
        if max(run[0] - end[0], run[1] - end[1]) > 2 * run[2]:
            return
        yield run
        end = (run[0] + run[2], run[1] + run[2])


def _reached(runs: list[Run], start: Place) -> list[Run]:
    """Return runs before a passage, as far as `_going_on` goes behind one."""
    kept: list[Run] = []
    for run in reversed(runs):
        if max(start[0] - run[0], start[1] - run[1]) - run[2] > 2 * run[2]:
            break
        kept.append(run)
        start = run[:2]
    return kept[::-1]
