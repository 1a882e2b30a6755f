"""Write a corpus as Parquet: one file a table, nested values as lists and structs.

Invariant: a table's columns and types are those of `schema.COLUMNS`, whatever its rows hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import MissingLibrary
from reportedly.exports.csv_tables import sorted_rows
from reportedly.exports.rows import Cell
from reportedly.exports.schema import COLUMNS
from reportedly.records import Corpus

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_types() -> dict[str, pa.DataType]:
    """Return the Arrow type of every kind of cell.

    Raises:
        MissingLibrary: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as err:
        raise MissingLibrary("pyarrow", extra="tables", purpose="Parquet") from err
    text, whole, real = pa.string(), pa.int64(), pa.float64()
    passage = pa.struct({"doc": text, "start": whole, "end": whole})
    block = {"start": whole, "end": whole, "kind": text, "locator": text}
    proof = {"field": text, "value": text, "basis": text, "span": pa.list_(whole)}
    event = {"id": text, "label": text, "date": text, "place": text, "within": text}
    return {
        "text": text,
        "integer": whole,
        "number": real,
        "boolean": pa.bool_(),
        "texts": pa.list_(text),
        "span": pa.list_(whole),
        "spans": pa.list_(pa.list_(whole)),
        "passage": passage,
        "passages": pa.list_(passage),
        "blocks": pa.list_(pa.struct(block)),
        "evidence": pa.list_(pa.struct(proof)),
        "roles": pa.list_(pa.struct({"role": text, "doc": text})),
        "readings": pa.list_(pa.struct({"value": real, "low": real, "high": real, "rule": text})),
        "event": pa.struct(event),
        "tally": pa.map_(text, whole),
    }


def arrow_table(corpus: Corpus, table: str) -> pa.Table:
    """Return one table of the interchange format as an Arrow table, sorted by id.

    Raises:
        MissingLibrary: pyarrow is not installed.
    """
    types = arrow_types()
    import pyarrow as pa

    rows = sorted_rows(corpus, table)
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS[table].items()])
    arrays = [
        pa.array([_value(row[name], kind) for row in rows], type=types[kind])
        for name, kind in COLUMNS[table].items()
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _value(value: Cell, kind: str) -> object:
    """Return a cell as Arrow takes it: maps as pairs, text as Unicode without lone surrogates."""
    if isinstance(value, dict) and kind == "tally":
        return list(value.items())
    return _unicode(value)


def _unicode(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_unicode(part) for part in value]
    if isinstance(value, dict):
        return {name: _unicode(part) for name, part in value.items()}
    return value


def write_parquet(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write one Parquet file a table, versions in its metadata; return rows by table.

    Raises:
        MissingLibrary: pyarrow is not installed.
    """
    counts: dict[str, int] = {}
    for name in COLUMNS:
        table = arrow_table(corpus, name).replace_schema_metadata(dict(sorted(versions.items())))
        _write(table, folder / f"{name}.parquet")
        counts[name] = table.num_rows
    return counts


def _write(table: pa.Table, file: Path) -> None:
    import pyarrow.parquet as pq

    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, file, compression="zstd")
