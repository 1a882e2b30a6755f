"""Documents at hand while pairs of them are aligned.

Invariant: no more than HELD words are kept, whatever the number of documents; a document that was
put away is read again and is the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.records import DocumentRecords
from reportedly.reuse.align import Text, prepare
from reportedly.reuse.candidates import stock_words
from reportedly.reuse.groups import join, least
from reportedly.reuse.vocabulary import Vocabulary
from reportedly.reuse.words import Keys, words

HELD = 600_000  # words; some 400 bytes each


class Shelf:
    """Texts prepared for alignment, the last used ones kept."""

    def __init__(
        self, documents: Sequence[DocumentRecords], table: Vocabulary, stock: Keys
    ) -> None:
        self._documents = documents
        self._table = table
        self._stock = stock
        self._kept: dict[int, Text] = {}  # the last used last
        self._words = 0

    def text(self, n: int) -> Text:
        """Return document `n`, prepared."""
        found = self._kept.pop(n, None)
        if found is None:
            read = words(self._documents[n], self._table)
            found = prepare(read, stock_words(read, self._stock))
            self._words += len(read)
        self._kept[n] = found
        while self._words > HELD and len(self._kept) > 2:  # the two of a pair always stay
            oldest = next(iter(self._kept))
            self._words -= len(self._kept.pop(oldest).words)
        return found


def in_groups(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs so that those that hang together follow one another, each group sorted.

    A document is then read once, however far its copies lie apart, unless its group is too large
    for the shelf.
    """
    above: dict[int, int] = {}
    for a, b in pairs:
        join(above, a, b)
    return sorted(pairs, key=lambda pair: (least(above, pair[0]), pair))
