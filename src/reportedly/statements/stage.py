"""The stage `statements`: one document's Statement records."""

from __future__ import annotations

from reportedly.records import Statement
from reportedly.stage import DocumentStage, Material


def run(material: Material) -> tuple[Statement, ...]:
    """Return the Statement records of one document, sorted by span."""
    return ()


STAGE: DocumentStage[tuple[Statement, ...]] = DocumentStage(
    name="statements", version=1, needs=("documents",), output=tuple[Statement, ...], run=run
)
