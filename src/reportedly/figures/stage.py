"""The stage `figures`: one document's Figure records."""

from __future__ import annotations

from reportedly.figures.build import figures
from reportedly.records import Figure
from reportedly.stage import DocumentStage, Material


def run(material: Material) -> tuple[Figure, ...]:
    """Return the Figure records of one document, sorted by span."""
    return figures(material)


STAGE: DocumentStage[tuple[Figure, ...]] = DocumentStage(
    name="figures",
    version=11,
    needs=("documents", "times", "statements"),
    output=tuple[Figure, ...],
    run=run,
)
