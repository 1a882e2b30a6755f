"""Partitions as Parquet files, whole or in buckets.

A file in buckets holds one row group for each bucket that has rows, and says which bucket each row
group belongs to; a reader of a bucket reads these groups of all files and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from reportedly.engines.cluster.storage import Storage

    Buckets: TypeAlias = NDArray[np.int64]

BUCKETS = b"buckets"  # key of a file's metadata: the bucket of each row group, as JSON
PACKING = "zstd"
ROWS = 1_000_000  # of a row group at most


def schema(**columns: str) -> pa.Schema:
    """Return a schema of Arrow types by name, none of them nullable."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "bytes": pa.large_binary(),
        "whole": pa.int64(),
        "print": pa.uint64(),
    }
    fields = [pa.field(name, types[kind], nullable=False) for name, kind in columns.items()]
    return pa.schema(fields)


def table_of(rows: Iterable[tuple[object, ...]], form: pa.Schema) -> pa.Table:
    """Return rows as a table."""
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) or [() for _ in form.names]
    arrays = [pa.array(c, type=f.type) for c, f in zip(columns, form, strict=True)]
    return pa.Table.from_arrays(arrays, schema=form)


def write_table(storage: Storage, name: str, table: pa.Table) -> None:
    """Write a partition."""
    import pyarrow.parquet as pq

    with storage.writing(f"{name}.parquet") as out:
        pq.write_table(table, out, compression=PACKING)


def read_table(storage: Storage, name: str, columns: list[str] | None = None) -> pa.Table:
    """Return a partition.

    Raises:
        FileNotFoundError: it was never written, or is lost.
    """
    import pyarrow.parquet as pq

    with storage.files.open_input_file(storage.path(f"{name}.parquet")) as stream:
        return pq.ParquetFile(stream).read(columns=columns)


def write_buckets(storage: Storage, name: str, table: pa.Table, *, bucket: Buckets) -> None:
    """Write a partition whose row i belongs to the bucket `bucket[i]`; the order inside is kept."""
    write_chunks(storage, name, [(table, bucket)], form=table.schema)


def write_chunks(
    storage: Storage, name: str, chunks: Iterable[tuple[pa.Table, Buckets]], *, form: pa.Schema
) -> None:
    """Write a partition in buckets chunk by chunk, for what memory does not hold at once."""
    import pyarrow.parquet as pq

    groups: list[int] = []
    with (
        storage.writing(f"{name}.parquet") as out,
        pq.ParquetWriter(out, form, compression=PACKING) as writer,
    ):
        for table, bucket in chunks:
            for number, part in _cut(table, bucket):
                writer.write_table(part, row_group_size=ROWS)
                groups.append(number)
        writer.add_key_value_metadata({BUCKETS: json.dumps(groups).encode()})


def _cut(table: pa.Table, bucket: Buckets) -> Iterator[tuple[int, pa.Table]]:
    """Yield the rows of each bucket, at most ROWS at a time."""
    import numpy as np

    order = np.argsort(bucket, kind="stable")
    numbers, starts = np.unique(bucket[order], return_index=True)
    edges = [*starts.tolist(), len(order)]
    for number, start, end in zip(numbers.tolist(), edges, edges[1:], strict=False):
        for first in range(start, end, ROWS):
            yield number, table.take(order[first : min(end, first + ROWS)])


def read_bucket(
    storage: Storage, names: Iterable[str], bucket: int, *, form: pa.Schema
) -> pa.Table:
    """Return the rows of a bucket from all files, in the order of `names`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = [form.empty_table()]
    for name in names:
        with storage.files.open_input_file(storage.path(f"{name}.parquet")) as stream:
            file = pq.ParquetFile(stream)
            numbers = json.loads((file.metadata.metadata or {}).get(BUCKETS, b"[]"))
            groups = [n for n, number in enumerate(numbers) if number == bucket]
            if groups:
                parts.append(file.read_row_groups(groups).replace_schema_metadata(None))
    return pa.concat_tables(parts)
