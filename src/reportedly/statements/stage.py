"""The stage `statements`: one document's Statement records."""

from __future__ import annotations

from reportedly.records import Statement
from reportedly.stage import DocumentStage, Material
from reportedly.statements.rules import propose
from reportedly.statements.scene import scene_of
from reportedly.statements.settle import settled


def run(material: Material) -> tuple[Statement, ...]:
    """Return the Statement records of one document, sorted by span."""
    scene = scene_of(material)
    return settled(scene, propose(scene))


STAGE: DocumentStage[tuple[Statement, ...]] = DocumentStage(
    name="statements", version=1, needs=("documents",), output=tuple[Statement, ...], run=run
)
