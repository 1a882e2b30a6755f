"""Align the pairs that the search chose: the steps `texts`, `links` and `origins`.

Invariant: a bucket's pairs and all documents they need lie in one partition before it is aligned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from reportedly.codec import decode, encode
from reportedly.engines.cluster.copies import number_of, read_stock
from reportedly.engines.cluster.reading import records_in
from reportedly.engines.cluster.tables import (
    read_bucket,
    read_table,
    schema,
    table_of,
    write_chunks,
    write_table,
)
from reportedly.lexicon import load_lexicon
from reportedly.records import DocumentRecords, ReuseLink
from reportedly.reuse.align import Pair
from reportedly.reuse.find import links_of
from reportedly.reuse.origins import origins
from reportedly.reuse.shelf import Shelf, in_groups
from reportedly.reuse.vocabulary import vocabulary

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from reportedly.engines.cluster.marks import Counts
    from reportedly.engines.cluster.storage import Storage
    from reportedly.engines.cluster.work import Work

LINKS, ORIGINS = "links", "origins"


def send_texts(work: Work) -> Counts:
    """Write the records of a batch's documents for each bucket of pairs that needs them."""
    wanted: dict[int, list[int]] = {}  # buckets by document
    for bucket in range(work.spreading.buckets):
        found = read_bucket(
            work.storage, [f"needs/{bucket}"], work.bucket, form=schema(doc="print")
        )
        for doc in found.column("doc").to_pylist():
            wanted.setdefault(doc, []).append(bucket)
    write_chunks(work.storage, f"texts/{work.part}", _sent(work, wanted), form=_form())
    return {"texts": len(wanted)}


def _form() -> pa.Schema:
    return schema(doc="print", body="bytes")


def _sent(work: Work, wanted: dict[int, list[int]]) -> Iterator[tuple[pa.Table, NDArray[np.int64]]]:
    for part in work.spreading.batches[work.bucket]:
        rows: list[tuple[object, ...]] = []
        buckets: list[int] = []
        for records in records_in(work.storage, part):
            number = number_of(records.document.id, work.bucket)
            to = wanted.get(number, [])
            body = encode(records) if to else b""
            rows += [(number, body)] * len(to)
            buckets += to
        yield table_of(rows, _form()), np.array(buckets, dtype=np.int64)


class _Sent(Sequence[DocumentRecords]):
    """The documents of a bucket, each decoded when it is asked for."""

    def __init__(self, bodies: pa.ChunkedArray) -> None:
        self._bodies = bodies

    def __len__(self) -> int:
        return len(self._bodies)

    @overload
    def __getitem__(self, place: int) -> DocumentRecords: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[DocumentRecords]: ...
    def __getitem__(self, place: int | slice) -> DocumentRecords | Sequence[DocumentRecords]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        return decode(self._bodies[place].as_py(), DocumentRecords)


def align_pairs(work: Work) -> Counts:
    """Write the links between the pairs of a bucket, sorted by id."""
    batches = range(len(work.spreading.batches))
    names = [f"texts/{n}" for n in batches]
    found = read_bucket(work.storage, names, work.bucket, form=_form())
    place = {doc: n for n, doc in enumerate(found.column("doc").to_pylist())}
    table = vocabulary(load_lexicon(work.settings.language))
    shelf = Shelf(_Sent(found.column("body")), table, read_stock(work))
    pairs = read_table(work.storage, f"pairs/{work.part}")
    both = (pairs.column(c).to_pylist() for c in ("a", "b"))
    links = [
        link
        for a, b in in_groups([(place[a], place[b]) for a, b in zip(*both, strict=True)])
        for link in links_of(
            Pair(shelf.text(a), shelf.text(b)), table=table, shortest=work.settings.copy_words
        )
    ]
    rows = [(link.id, encode(link)) for link in sorted(links, key=lambda link: link.id)]
    write_table(work.storage, f"{LINKS}/{work.part}", table_of(rows, _bodies()))
    return {"links": len(rows)}


def _bodies() -> pa.Schema:
    return schema(id="text", body="bytes")


def read_links(storage: Storage, part: str) -> Iterator[ReuseLink]:
    """Yield the links of a bucket, sorted by id."""
    for body in read_table(storage, f"{LINKS}/{part}", ["body"]).column("body"):
        yield decode(body.as_py(), ReuseLink)


def join_origins(work: Work) -> Counts:
    """Write the origins behind all links, sorted by id; links are in memory one by one."""
    links = 0

    def every() -> Iterator[ReuseLink]:
        nonlocal links
        for bucket in range(work.spreading.buckets):
            for link in read_links(work.storage, str(bucket)):
                links += 1
                yield link

    rows = [(origin.id, encode(origin)) for origin in origins(every())]
    write_table(work.storage, f"{ORIGINS}/{work.part}", table_of(rows, _bodies()))
    return {"links": links, "origins": len(rows)}
