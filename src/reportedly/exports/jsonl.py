"""Write a corpus as JSON Lines with a manifest: the public interchange format, version 1.

The same corpus gives the same bytes; nothing of the clock or the machine goes in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from reportedly.exports.rows import TABLES, Cell, Row
from reportedly.records import Corpus

FORMAT = "reportedly-jsonl"
VERSION = 1
MANIFEST = "manifest.json"


def _line(row: Row) -> bytes:
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def write_jsonl(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write one file a table and the manifest; return the number of rows by table.

    Args:
        corpus: everything to write.
        folder: made if missing; files of earlier exports are replaced.
        versions: of the tool, the models and the stages, for the manifest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    sums: dict[str, Cell] = {}
    for table, rows in TABLES.items():
        lines = [_line(row) for row in sorted(rows(corpus), key=lambda row: str(row["id"]))]
        body = b"".join(lines)
        (folder / f"{table}.jsonl").write_bytes(body)
        counts[table] = len(lines)
        sums[f"{table}.jsonl"] = hashlib.sha256(body).hexdigest()
    manifest: Row = {
        "format": FORMAT,
        "version": VERSION,
        "versions": dict(sorted(versions.items())),
        "files": sums,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_bytes(text.encode("utf-8"))
    return counts
