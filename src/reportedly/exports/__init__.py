"""Ledgers as files for other tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from reportedly.exports.annotations import write_annotations
from reportedly.exports.csv_tables import write_csv
from reportedly.exports.event_tables import write_incidents, write_ucdp
from reportedly.exports.followthemoney import write_followthemoney
from reportedly.exports.jsonl import write_jsonl
from reportedly.exports.parquet import write_parquet
from reportedly.exports.prov import write_prov
from reportedly.exports.schema_org import write_schema_org
from reportedly.exports.sqlite import write_sqlite
from reportedly.exports.xlsx import write_xlsx
from reportedly.language.weights import reader_digest
from reportedly.records import Corpus

__all__ = ["WRITERS", "tool_versions", "write_csv", "write_jsonl", "write_parquet", "write_xlsx"]

# Each writes a corpus into a folder, with what made it, and returns the number of lines by table
WRITERS: dict[str, Callable[[Corpus, Path, Mapping[str, str]], dict[str, int]]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "sqlite": write_sqlite,
    "schema-org": write_schema_org,
    "annotations": write_annotations,
    "prov": write_prov,
    "followthemoney": write_followthemoney,
    "ucdp": write_ucdp,
    "incidents": write_incidents,
}


def tool_versions(stages: Mapping[str, str]) -> dict[str, str]:
    """Return what made an export: the tool's, the models' and the stages' versions."""
    named = {f"stage {name}": number for name, number in stages.items()}
    return {"reportedly": version("reportedly"), "reader": reader_digest(), **named}
