"""The search for copies, cut into buckets: which pairs of documents are worth aligning.

The steps `prints`, `meetings`, `closeness`, `stock` and `pairs` do together what
`reuse.candidates.candidates` does in memory, and give the same pairs and stock shingles.

Invariant: all fingerprints of one value meet in one bucket, all meetings of two documents in
another; numbers of documents ascend with their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.engines.cluster.reading import read_texts
from reportedly.engines.cluster.tables import (
    read_bucket,
    read_table,
    schema,
    write_buckets,
    write_chunks,
    write_table,
)
from reportedly.records import DocId
from reportedly.reuse.candidates import (
    COMMON,
    MUCH,
    PARTNERS,
    SHARED,
    Ints,
    Prints,
    fingerprint,
    meetings,
)
from reportedly.reuse.vocabulary import vocabulary
from reportedly.reuse.words import Keys, keys_of

if TYPE_CHECKING:
    import pyarrow as pa

    from reportedly.engines.cluster.marks import Counts
    from reportedly.engines.cluster.work import Work

Flags = NDArray[np.bool_]
BATCH_BITS = 16  # of a document's number: the batch it is in; the id's 48 bits stand above
WHOLE = "all"  # the partition of a step that has one
# Fingerprints whose meetings are in memory at a time: PARTNERS each at most, some 600 MB together
STRETCH = 1 << 17


def number_of(doc: DocId, batch: int) -> int:
    """Return the number of a document: ascending with its id, and telling its batch."""
    return (int(doc[1:], 16) << BATCH_BITS) | batch


def batch_of(numbers: Keys) -> Ints:
    """Return the batches that documents are in."""
    return (numbers & np.uint64((1 << BATCH_BITS) - 1)).astype(np.int64)


def bucket_of(values: Keys, buckets: int) -> Ints:
    """Return the bucket of each value, by bits that differ between neighbours."""
    mixed = values ^ (values >> np.uint64(BATCH_BITS)) ^ (values >> np.uint64(37))
    return np.asarray(mixed % np.uint64(buckets), dtype=np.int64)


def make_prints(work: Work) -> Counts:
    """Write the fingerprints of a batch's documents, by buckets of their values."""
    from reportedly.lexicon import load_lexicon

    table = vocabulary(load_lexicon(work.settings.language))
    numbers: list[int] = []
    own: list[Keys] = []
    for part in work.spreading.batches[work.bucket]:
        for doc, document in read_texts(work.storage, part):
            keys = keys_of(document.text, table)
            own.append(fingerprint(keys))
            numbers.append(number_of(doc, work.bucket))
    docs = np.repeat(np.array(numbers, dtype=np.uint64), [len(values) for values in own])
    values = np.concatenate([*own, np.empty(0, dtype=np.uint64)])
    made = _table(doc=docs, value=values)
    bucket = bucket_of(values, work.spreading.buckets)
    write_buckets(work.storage, f"prints/{work.part}", made, bucket=bucket)
    return {"prints": len(values)}


def meet(work: Work) -> Counts:
    """Write which documents meet at the values of a bucket, by buckets of the first of the two."""
    names = [f"prints/{n}" for n in range(len(work.spreading.batches))]
    found = read_bucket(work.storage, names, work.bucket, form=schema(doc="print", value="print"))
    docs, values = _column(found, "doc"), _column(found, "value")
    order = np.lexsort((docs, values))
    docs, values = docs[order], values[order]
    known, places = np.unique(docs, return_inverse=True)
    totals = {"prints": len(values), "meetings": 0, "kept": 0}

    def chunks() -> Iterator[tuple[pa.Table, Ints]]:
        for made, met in _met(Prints(values, places.astype(np.int64)), known):
            totals["meetings"] += met
            totals["kept"] += len(made)
            yield made, bucket_of(_column(made, "a"), work.spreading.buckets)

    write_chunks(work.storage, f"meetings/{work.part}", chunks(), form=_meetings())
    return totals


def _meetings() -> pa.Schema:
    return schema(a="print", b="print", shared="whole", often="whole", value="print")


def _met(prints: Prints, known: Keys) -> Iterator[tuple[pa.Table, int]]:
    """Yield what meets at a stretch of sorted fingerprints, and how many meetings these were.

    A pair that meets in two stretches has a row from each; readers add them up.
    """
    in_many = _in_many(prints.values)
    for start in range(0, len(prints.values), STRETCH):
        # The last fingerprints of a stretch meet the first of the next
        reach = slice(start, start + STRETCH + PARTNERS)
        part = Prints(prints.values[reach], prints.documents[reach])
        codes, origin = meetings(part, len(known))
        own = origin < STRETCH
        codes, origin = codes[own], origin[own] + start
        often = in_many[origin]
        pairs, counts = np.unique(codes[~often], return_counts=True)
        every = np.concatenate([pairs, codes[often]])
        many = int(often.sum())
        made = _table(
            a=known[every // len(known)],
            b=known[every % len(known)],
            shared=np.concatenate([counts, np.ones(many, dtype=np.int64)]).astype(np.int64),
            often=(np.arange(len(every)) >= len(pairs)).astype(np.int64),
            value=np.concatenate([np.zeros(len(pairs), np.uint64), prints.values[origin[often]]]),
        )
        yield made, len(codes)


def _in_many(values: Keys) -> Flags:
    """Tell for each fingerprint whether its value is in more than COMMON documents; sorted."""
    sizes = np.searchsorted(values, values, "right") - np.searchsorted(values, values, "left")
    return np.asarray(sizes > COMMON)


class _Met:
    """The meetings of a bucket of pairs, and the pair each belongs to."""

    def __init__(self, work: Work) -> None:
        names = [f"meetings/{n}" for n in range(work.spreading.buckets)]
        found = read_bucket(work.storage, names, work.bucket, form=_meetings())
        self.often = found.column("often").to_numpy() > 0
        self.shared = found.column("shared").to_numpy()
        self.value = _column(found, "value")
        a, b = _column(found, "a"), _column(found, "b")
        self.docs, places = np.unique(np.concatenate([a, b]), return_inverse=True)
        codes = places[: len(a)] * max(len(self.docs), 1) + places[len(a) :]
        self.pairs, self.pair = np.unique(codes, return_inverse=True)

    def total(self, chosen: Flags) -> Ints:
        """Return how many fingerprints each pair shares, of those chosen."""
        weights = np.where(chosen, self.shared, 0)
        return np.bincount(self.pair, weights=weights, minlength=len(self.pairs)).astype(np.int64)


def count_closeness(work: Work) -> Counts:
    """Write for each value of many documents how many of its pairs share much else."""
    met = _Met(work)
    close = (met.total(np.ones(len(met.pair), dtype=np.bool_)) >= MUCH)[met.pair[met.often]]
    values, group = np.unique(met.value[met.often], return_inverse=True)
    made = _table(
        value=values,
        met=np.bincount(group, minlength=len(values)).astype(np.int64),
        close=np.bincount(group[close], minlength=len(values)).astype(np.int64),
    )
    write_table(work.storage, f"closeness/{work.part}", made)
    return {"values": len(values)}


def find_stock(work: Work) -> Counts:
    """Write the shingles of many documents that share little else, sorted."""
    import pyarrow as pa

    parts = [read_table(work.storage, f"closeness/{n}") for n in range(work.spreading.buckets)]
    found = pa.concat_tables(parts)
    values, group = np.unique(_column(found, "value"), return_inverse=True)
    met = np.bincount(group, weights=found.column("met").to_numpy(), minlength=len(values))
    close = np.bincount(group, weights=found.column("close").to_numpy(), minlength=len(values))
    stock = values[2 * close < met]
    write_table(work.storage, f"stock/{WHOLE}", _table(value=stock))
    return {"stock": len(stock)}


def read_stock(work: Work) -> Keys:
    """Return the stock shingles, sorted."""
    return _column(read_table(work.storage, f"stock/{WHOLE}"), "value")


def choose_pairs(work: Work) -> Counts:
    """Write the pairs of a bucket that share enough, and by batches which documents they need."""
    met = _Met(work)
    rare = ~(met.often & np.isin(met.value, read_stock(work)))
    chosen = met.pairs[met.total(rare) >= SHARED]
    a, b = met.docs[chosen // max(len(met.docs), 1)], met.docs[chosen % max(len(met.docs), 1)]
    write_table(work.storage, f"pairs/{work.part}", _table(a=a, b=b))
    docs = np.unique(np.concatenate([a, b]))
    write_buckets(work.storage, f"needs/{work.part}", _table(doc=docs), bucket=batch_of(docs))
    return {"pairs": len(a)}


def _column(table: pa.Table, name: str) -> Keys:
    return np.asarray(table.column(name).to_numpy(), dtype=np.uint64)


def _table(**columns: Keys | Ints) -> pa.Table:
    import pyarrow as pa

    kinds = {name: "print" if c.dtype == np.uint64 else "whole" for name, c in columns.items()}
    arrays = [pa.array(column) for column in columns.values()]
    return pa.Table.from_arrays(arrays, schema=schema(**kinds))
