"""The interchange format: fields, spans and sameness of bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from reportedly import pipeline
from reportedly.exports import tool_versions, write_jsonl
from reportedly.exports.rows import TABLES
from reportedly.records import Corpus

FIELDS = {
    "documents": "id path sha256 media_type text title byline outlet published published_basis "
    "language blocks",
    "statements": "id doc mode basis content cue source speaker parent denied confidence rule "
    "made_by",
    "entities": "id name kind aliases roles members",
    "mentions": "doc start end entity kind",
    "figures": "id doc start end number value low high approximator readings unit counted "
    "counted_span predicate statement part_of rule",
    "times": "id doc start end type timex edtf earliest latest anchor rule",
    "copies": "id a b similarity direction direction_basis",
    "origins": "id passages",
    "rows": "id event predicate counted unit low high most_repeated witnesses documents origins "
    "independent speakers label",
    "witnesses": "id row doc start end statement figure time value low high speaker chain as_of "
    "origin",
    "relations": "id kind row witnesses why rule",
    "forecasts": "id statement due state witnesses",
}


def rows_of(folder: Path, table: str) -> list[dict[str, object]]:
    lines = (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_table_has_the_published_fields(demo: Corpus, tmp_path: Path) -> None:
    counts = write_jsonl(demo, tmp_path, {})

    assert set(counts) == set(FIELDS) == set(TABLES)
    for table, names in FIELDS.items():
        for row in rows_of(tmp_path, table):
            assert set(names.split()) <= set(row), table


def test_the_demo_fills_every_table_but_forecasts(demo: Corpus, tmp_path: Path) -> None:
    counts = write_jsonl(demo, tmp_path, {})

    assert [name for name, count in counts.items() if not count and name != "forecasts"] == []


def spans(row: object) -> list[tuple[int, int]]:
    """Return every span of a row that lies in the row's own document."""
    if not isinstance(row, dict):
        return []
    found = [(row["start"], row["end"])] if "start" in row else []
    for key in ("content", "cue", "source", "blocks"):
        value = row.get(key) or []
        found += [(v["start"], v["end"]) if isinstance(v, dict) else (v[0], v[1]) for v in value]
    found += [tuple(row[k]) for k in ("number", "counted_span", "predicate_span") if row.get(k)]
    return found


def test_every_span_lies_inside_its_text(demo: Corpus, tmp_path: Path) -> None:
    write_jsonl(demo, tmp_path, {})
    texts = {str(d["id"]): str(d["text"]) for d in rows_of(tmp_path, "documents")}
    seen = 0

    for table in FIELDS:
        for row in rows_of(tmp_path, table):
            inside = [row] if "doc" in row or table == "documents" else []
            inside += [row[k] for k in ("a", "b") if k in row]  # type: ignore[misc]
            inside += row.get("passages", [])  # type: ignore[arg-type]
            for part in inside:
                text = texts[str(part.get("doc", part.get("id")))]
                for start, end in spans(part):
                    assert 0 <= start < end <= len(text), (table, row)
                    assert text[start:end].strip()
                    seen += 1
    assert seen > 100


def test_ids_are_unique_sorted_and_lead_somewhere(demo: Corpus, tmp_path: Path) -> None:
    write_jsonl(demo, tmp_path, {})
    ids: dict[str, list[str]] = {}
    for table in FIELDS:
        ids[table] = [str(row["id"]) for row in rows_of(tmp_path, table)]
        assert ids[table] == sorted(set(ids[table])), table

    known = {name: set(found) for name, found in ids.items()}
    for w in rows_of(tmp_path, "witnesses"):
        assert w["row"] in known["rows"]
        assert w["statement"] is None or w["statement"] in known["statements"]
        assert w["figure"] is None or w["figure"] in known["figures"]
    for s in rows_of(tmp_path, "statements"):
        assert s["speaker"] is None or s["speaker"] in known["entities"]
        assert s["parent"] is None or s["parent"] in known["statements"]
    for m in rows_of(tmp_path, "mentions"):
        assert m["entity"] in known["entities"]
    for r in rows_of(tmp_path, "relations"):
        assert set(r["witnesses"]) <= known["witnesses"]  # type: ignore[call-overload]


def test_the_manifest_names_versions_and_the_hash_of_each_file(
    demo: Corpus, tmp_path: Path
) -> None:
    write_jsonl(demo, tmp_path, tool_versions(pipeline.versions()))
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))

    assert (manifest["format"], manifest["version"]) == ("reportedly-jsonl", 1)
    assert {"reportedly", "reader", "stage figures"} <= set(manifest["versions"])
    for name, hash_ in manifest["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == hash_
