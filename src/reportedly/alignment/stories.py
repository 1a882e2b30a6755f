"""Which documents tell one story: average linkage over rare shared features, damped by time.

The result does not depend on the order of the documents. Pairs come from a sparse product over
features, so documents that share nothing rare are never compared.
"""

from __future__ import annotations

import heapq
import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from reportedly.alignment.profiles import Profile
from reportedly.codec import key, unpack_keys
from reportedly.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from reportedly.codec import Keys

    Ints: TypeAlias = NDArray[np.int64]

# Least average similarity inside a story, by eagerness, in a large and in a small collection: the
# more documents, the more of them resemble one another by chance. Large was chosen on 1,673 local
# reports of 999 incidents (exact clusters F1 .82, pairs .83),
# small on the training events of our own corpus.
LEAST = {"strict": (0.15, 0.06), "balanced": (0.12, 0.04), "eager": (0.09, 0.03)}
SMALL, LARGE = 200, 1500  # documents; between them the threshold moves with the logarithm
FLOOR = 0.02  # pairs below are dropped before linking; lower changes no cluster, only memory
WIDEST = 500  # documents; a feature in more of them ties nothing and costs its square in pairs
BACKGROUND = 300  # pseudo-documents that lend everyday words their rarity in small collections
UNKNOWN_SHARE = 1  # in a hundred: for words the background list lacks
# How much two texts count as one story when the days they name lie apart (same reports as above).
DECAY = ((2, 1.0), (7, 0.8), (30, 0.6), (120, 0.4), (400, 0.25))
LONG_APART = 0.15
UNDATED = 0.8
UNKNOWN = -1  # days between two texts of which one names none
FARTHEST = 1 << 23  # days; more than lie between any two that a date can name
HAIR = 1e-8  # more than rounding adds to a similarity
BLOCK = 512  # rows multiplied at once


@lru_cache(maxsize=4)
def shares(lexicon: Lexicon) -> tuple[Keys, NDArray[np.float64]]:
    """Return the keys of everyday words, sorted, and in how many of a hundred texts each stands."""
    import numpy as np

    of = {
        key(word): float(share)
        for share, words in lexicon.groups("background", "share").items()
        for word in words
    }
    names = sorted(of)
    return np.array(names, dtype=np.uint64), np.array([of[name] for name in names])


def rarity(held: Ints, everyday: NDArray[np.float64], total: int) -> NDArray[np.float64]:
    """Return the weight of features by how many of `total` documents hold each.

    Features of one document tie nothing, but they make it less like any other.
    """
    import numpy as np

    least, which = np.unique(held + BACKGROUND * everyday / 100, return_inverse=True)
    # Not by numpy's logarithm, whose last digit differs between machines.
    logs = [math.log((total + BACKGROUND) / value) for value in least.tolist()]
    return np.array(logs)[which]


def decays(gaps: Ints) -> NDArray[np.float64]:
    """Return how much each two texts may tell of one event, by the days between those they name."""
    import numpy as np

    days, factors = zip(*DECAY, strict=True)
    known = np.array([*factors, LONG_APART])[np.searchsorted(days, gaps)]
    return np.where(gaps == UNKNOWN, UNDATED, known)


class Calendar:
    """The days of all profiles, laid out so that many pairs are compared at once."""

    def __init__(self, profiles: list[Profile]) -> None:
        import numpy as np

        self._counts = np.array([len(p.days) for p in profiles], dtype=np.int64)
        self._firsts = np.cumsum(self._counts) - self._counts
        self._days = np.array([day for p in profiles for day in p.days], dtype=np.int64)
        # A profile's days behind those of all before it: one sorted row that is searched once.
        self._row = self._days + np.repeat(np.arange(len(profiles)), self._counts) * FARTHEST

    def gaps(self, one: Ints, two: Ints) -> Ints:
        """Return the days between the nearest days of each pair; UNKNOWN where one names none."""
        import numpy as np

        gaps = np.full(len(one), UNKNOWN, dtype=np.int64)
        dated = np.flatnonzero((self._counts[one] > 0) & (self._counts[two] > 0))
        if not len(dated):
            return gaps
        one, two = one[dated], two[dated]
        sizes = self._counts[one]
        starts = np.cumsum(sizes) - sizes
        within = np.arange(int(sizes.sum())) - np.repeat(starts, sizes)
        day = self._days[np.repeat(self._firsts[one], sizes) + within]
        other = np.repeat(two, sizes)
        low, high = self._firsts[other], self._firsts[other] + self._counts[other] - 1
        at = np.searchsorted(self._row, day + other * FARTHEST)
        before, behind = np.clip(at - 1, low, high), np.clip(at, low, high)
        near = np.minimum(np.abs(self._days[before] - day), np.abs(self._days[behind] - day))
        gaps[dated] = np.minimum.reduceat(near, starts)
        return gaps


def similarities(profiles: list[Profile], lexicon: Lexicon) -> list[tuple[int, int, float]]:
    """Return (i, j, similarity) of every pair i < j that shares enough, sorted."""
    import numpy as np

    matrix, calendar = _matrix(profiles, lexicon), Calendar(profiles)
    found: list[tuple[int, int, float]] = []
    for start in range(0, matrix.shape[0], BLOCK):
        product = (matrix[start : start + BLOCK] @ matrix[start:].T).tocoo()
        one, two = product.row.astype(np.int64) + start, product.col.astype(np.int64) + start
        close = (product.data >= FLOOR) & (one < two)
        one, two = one[close], two[close]
        values = product.data[close] * decays(calendar.gaps(one, two))
        near = values >= FLOOR - HAIR
        cells = zip(one[near].tolist(), two[near].tolist(), values[near].tolist(), strict=True)
        found.extend((a, b, round(value, 9)) for a, b, value in cells)
    return sorted(pair for pair in found if pair[2] >= FLOOR)


def _matrix(profiles: list[Profile], lexicon: Lexicon) -> csr_matrix:
    """Return a row of length one for each profile: its features that not too many hold, sorted."""
    import numpy as np
    from scipy.sparse import csr_matrix

    own = [unpack_keys(p.features) for p in profiles]
    every = np.concatenate([np.empty(0, dtype=np.uint64), *own])
    names, column, held = np.unique(every, return_inverse=True, return_counts=True)
    everyday = np.full(len(names), float(UNKNOWN_SHARE))
    told, share = shares(lexicon)
    common = np.isin(names, told)
    everyday[common] = share[np.searchsorted(told, names[common])]
    weights = rarity(held, everyday, len(profiles))
    counts = np.array([count for p in profiles for count in p.counts], dtype=np.int64)
    kept = held[column] <= WIDEST
    values = (weights[column] * _often(counts))[kept]
    ends = np.cumsum([0, *map(len, own)])
    firsts = np.r_[0, np.cumsum(kept)][ends]
    lengths = [_length(values[a:b].tolist()) for a, b in pairwise(firsts.tolist())]
    values /= np.repeat(lengths, np.diff(firsts))
    return csr_matrix((values, column[kept], firsts), shape=(len(profiles), max(len(names), 1)))


def _often(counts: Ints) -> NDArray[np.float64]:
    """Return how much more a feature weighs for standing so often in a document."""
    import numpy as np

    most = int(counts.max(initial=0))
    return np.array([1.0, *(1 + math.log(count) for count in range(1, most + 1))])[counts]


def _length(row: list[float]) -> float:
    return math.sqrt(math.fsum(value * value for value in row)) or 1.0


def link(count: int, pairs: list[tuple[int, int, float]], threshold: float) -> list[int]:
    """Return for each of `count` items the smallest index in its cluster (average linkage)."""
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    for i, j, value in pairs:
        sums[i][j] = sums[j][i] = value
    members = [[i] for i in range(count)]
    heap = [(-value, i, j) for i, j, value in pairs if value >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if not (members[i] and members[j]) or _average(sums, members, (i, j)) != -negative:
            continue
        _merge(sums, members, (i, j))
        size = len(members[i])
        for k, total in sums[i].items():
            average = total / (size * len(members[k]))
            if average >= threshold:
                heapq.heappush(heap, (-average, min(i, k), max(i, k)))
    label = list(range(count))
    for i, inside in enumerate(members):
        for k in inside:
            label[k] = i
    return label


def _average(
    sums: list[dict[int, float]], members: list[list[int]], pair: tuple[int, int]
) -> float:
    i, j = min(pair), max(pair)
    return sums[i].get(j, 0.0) / (len(members[i]) * len(members[j]))


def _merge(sums: list[dict[int, float]], members: list[list[int]], pair: tuple[int, int]) -> None:
    i, j = pair
    for k, value in sums[j].items():
        del sums[k][j]
        if k != i:
            sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + value
    sums[j] = {}
    members[i] += members[j]
    members[j] = []


def stories(profiles: list[Profile], lexicon: Lexicon, *, merge: str) -> list[int]:
    """Return for each document the index of its story's first document."""
    pairs = similarities(profiles, lexicon)
    return link(len(profiles), pairs, least(len(profiles), merge))


def least(count: int, merge: str) -> float:
    """Return the threshold for a collection of `count` documents."""
    large, small = LEAST[merge]
    share = math.log(max(count, 1) / SMALL) / math.log(LARGE / SMALL)
    return small + (large - small) * min(max(share, 0.0), 1.0)
