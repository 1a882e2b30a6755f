"""Keep the search index in step with the ledger, and ask it.

Invariant: one build at a time, behind the pages; a search that comes meanwhile waits a moment,
then asks the index as it is and says so.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

from reportedly.codec import digest, encode
from reportedly.errors import BadLedger
from reportedly.records import DocId
from reportedly.store import Store, search
from reportedly.store.search import Hit, Passage, Passages, Query
from reportedly.views.search import copied_parts, passages
from reportedly.web.snapshot import Snapshot

PATIENCE = 2.0  # seconds a search waits for the index to be in step
BATCH = 200  # documents indexed in one transaction


class SearchIndex:
    """The search index of one bench."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guard = threading.Lock()
        self._state = ""  # of the snapshot that it was built from

    def follow(self, shot: Snapshot) -> threading.Thread | None:
        """Begin to bring the index up to date with a snapshot; None when it is."""
        if self._state == shot.state:
            return None
        thread = threading.Thread(target=self._behind, args=(shot,), name="search", daemon=True)
        thread.start()
        return thread

    def _behind(self, shot: Snapshot) -> None:
        with suppress(BadLedger):  # who may only read asks the index as others left it
            self.build(shot)

    def build(self, shot: Snapshot) -> None:
        """Index the documents that have changed, and drop those that are gone."""
        with self._guard:
            if self._state == shot.state:
                return
            with search.opened(self._store) as found:
                _index(found, shot)
            self._state = shot.state

    def find(
        self, shot: Snapshot, query: Query, *, limit: int, offset: int
    ) -> tuple[tuple[Hit, ...], int, bool]:
        """Return a page of hits, how many there are, and whether the index is in step."""
        thread = self.follow(shot)
        if thread is not None:
            thread.join(PATIENCE)
        with search.opened(self._store) as found:
            hits, total = found.find(query, limit=limit, offset=offset)
        return hits, total, self._state == shot.state


def _index(index: Passages, shot: Snapshot) -> None:
    """Index what has changed, a batch of documents a transaction."""
    known = index.held()
    for number, (doc, mark, found) in enumerate(_documents(shot)):
        if known.pop(doc, "") != mark:
            index.put(doc, digest=mark, passages=found)
        if number % BATCH == BATCH - 1:
            index.commit()
    for gone in known:
        index.put(gone, digest="")
    index.commit()


def _documents(shot: Snapshot) -> Iterator[tuple[DocId, str, tuple[Passage, ...]]]:
    """Yield each document with its passages and the digest of all that is indexed of it."""
    index = shot.index
    copied = copied_parts(index)
    for records in index.corpus.documents:
        doc = records.document.id
        found = passages(index, records, copied.get(doc, ()))
        yield doc, digest(encode(found)), found
