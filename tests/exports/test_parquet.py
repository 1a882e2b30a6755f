"""Parquet: typed columns, nested values, the same rows as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reportedly.errors import MissingLibrary
from reportedly.exports import write_jsonl, write_parquet
from reportedly.exports.schema import COLUMNS
from reportedly.records import Corpus


def test_parquet_holds_what_json_lines_hold(demo: Corpus, tmp_path: Path) -> None:
    write_jsonl(demo, tmp_path, {})
    counts = write_parquet(demo, tmp_path, {"reportedly": "1"})

    for table in COLUMNS:
        lines = (tmp_path / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        found = pq.read_table(tmp_path / f"{table}.parquet").to_pylist(maps_as_pydicts="strict")
        assert found == [json.loads(line) for line in lines]
        assert counts[table] == len(lines)


def test_an_empty_ledger_has_the_same_types_as_a_full_one(demo: Corpus, tmp_path: Path) -> None:
    write_parquet(demo, tmp_path / "full", {})
    write_parquet(Corpus(documents=()), tmp_path / "empty", {})

    for table in COLUMNS:
        one, two = (pq.read_schema(tmp_path / f / f"{table}.parquet") for f in ("full", "empty"))
        assert one.equals(two)


def test_without_pyarrow_the_message_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(MissingLibrary, match=r"pip install 'reportedly\[tables\]'"):
        write_parquet(Corpus(documents=()), tmp_path, {})
