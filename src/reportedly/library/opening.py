"""Open a ledger folder, or an export in JSON Lines, for reading."""

from __future__ import annotations

from pathlib import Path

from reportedly.library.asking import OpenLedger


def open_ledger(path: str | Path) -> OpenLedger:
    """Return what a ledger folder, or an export in JSON Lines, holds.

    Raises:
        BadLedger: the folder is neither.
        BadExport: the export is damaged.
    """
    from reportedly.exports.reading import is_export, read_jsonl, read_manifest

    root = Path(path)
    if is_export(root):
        return OpenLedger(corpus=read_jsonl(root), versions=read_manifest(root), name=root.name)
    from reportedly import pipeline
    from reportedly.engines import load_corpus
    from reportedly.exports import tool_versions
    from reportedly.store import documents, open_store

    store = open_store(root)
    return OpenLedger(
        corpus=load_corpus(store),
        versions=tool_versions(pipeline.versions()),
        rejections=documents.left_out(store),
        name=root.stem,
    )
