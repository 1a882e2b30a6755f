"""The stage `times`: one document's TimeRef records."""

from __future__ import annotations

from reportedly.records import TimeRef
from reportedly.stage import DocumentStage, Material


def run(material: Material) -> tuple[TimeRef, ...]:
    """Return the TimeRef records of one document, sorted by span."""
    return ()


STAGE: DocumentStage[tuple[TimeRef, ...]] = DocumentStage(
    name="times", version=1, needs=("documents",), output=tuple[TimeRef, ...], run=run
)
