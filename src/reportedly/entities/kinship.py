"""Which documents seem to tell of one story, by the rare capitalised words they share.

Invariant: kinship is symmetric, found through an index of rare words, and never a statement about
events: it only allows joins that a name alone would not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.entities.spelling import fold
from reportedly.records import Document

# A capitalised word of four letters or more that does not open a sentence or a quotation.
CAPITAL = re.compile(r"(?<![.!?:\"“\n]\s)(?<![\w“\"#@])[^\W\d_a-z][^\W\d_]{3,}")
# Over the training and development events, three shared rare words (or two that are a fifth of the
# shorter list) hold for 83 % of pairs within an event and 0.3 % of pairs across events.
SHARED = 3
FEW_SHARED, FEW_SHARE = 2, 0.2
SHARED_KIN = 2  # of two documents that are not kin themselves
RARE_DOCUMENTS = 20  # a word in more documents, or in more than 2 % of all, says little
MOST_DOCUMENTS = 40  # keeps the pairs of 5,000 documents to seconds
MOST_WORDS = 400  # a document


@dataclass(frozen=True, slots=True)
class Kin:
    """Documents by their place in the corpus."""

    of: Mapping[int, frozenset[int]]  # documents that seem to tell of one story
    near: Mapping[int, frozenset[int]]  # later documents with two rare words in common
    shared: Mapping[tuple[int, int], int]  # rare words that two kin share; the earlier first


def kin_of(documents: Sequence[Document]) -> Kin:
    """Return which documents are kin, and which share a little."""
    words = [_capitals(d.text) for d in documents]
    held = Counter(w for own in words for w in own)
    most = min(max(RARE_DOCUMENTS, len(documents) // 50), MOST_DOCUMENTS)
    rare = [sorted(w for w in own if 1 < held[w] <= most) for own in words]
    index: dict[str, list[int]] = defaultdict(list)
    for n, own in enumerate(rare):
        for word in own:
            index[word].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for word in sorted(index):
        held_by = index[word]
        shared.update((a, b) for k, a in enumerate(held_by) for b in held_by[k + 1 :])
    size = [max(1, sum(held[w] <= most for w in own)) for own in words]
    kin: dict[int, set[int]] = defaultdict(set)
    near: dict[int, set[int]] = defaultdict(set)
    close: dict[tuple[int, int], int] = {}
    for (a, b), count in shared.items():
        if count >= FEW_SHARED:
            near[a].add(b)
        if count >= SHARED or (count >= FEW_SHARED and count >= FEW_SHARE * min(size[a], size[b])):
            kin[a].add(b)
            kin[b].add(a)
            close[a, b] = count
    places = range(len(documents))
    return Kin(
        of={n: frozenset(kin[n] | _second(kin, n)) for n in places},
        near={n: frozenset(near[n]) for n in places},
        shared=close,
    )


def _second(kin: Mapping[int, set[int]], n: int) -> set[int]:
    """Return the kin of a document's kin that two of them share."""
    met = Counter(far for near in kin.get(n, ()) for far in kin.get(near, ()))
    return {far for far, times in met.items() if times >= SHARED_KIN and far != n}


def _capitals(text: str) -> frozenset[str]:
    found: dict[str, None] = {}
    for match in CAPITAL.finditer(text):
        found.setdefault(fold(match[0]))
        if len(found) >= MOST_WORDS:
            break
    return frozenset(found)
