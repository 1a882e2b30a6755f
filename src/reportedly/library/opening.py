"""Open a ledger, or an export in JSON Lines, for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.library.asking import OpenLedger

if TYPE_CHECKING:
    from reportedly.store import Address


def open_ledger(path: str | Path | Address) -> OpenLedger:
    """Return what a ledger, or an export in JSON Lines, holds.

    A shared ledger is named by its address: `postgresql://USER@HOST/DATABASE`.

    Raises:
        BadLedger: there is neither.
        BadExport: the export is damaged.
    """
    from reportedly.exports.reading import is_export, read_jsonl, read_manifest
    from reportedly.store import documents, open_store, place_of

    place = place_of(path) if isinstance(path, (str, Path)) else path
    if isinstance(place, Path) and is_export(place):
        return OpenLedger(corpus=read_jsonl(place), versions=read_manifest(place), name=place.name)
    from reportedly import pipeline
    from reportedly.engines import load_corpus
    from reportedly.exports import tool_versions

    store = open_store(place)
    return OpenLedger(
        corpus=load_corpus(store),
        versions=tool_versions(pipeline.versions()),
        rejections=documents.left_out(store),
        name=Path(store.title).stem,
    )
