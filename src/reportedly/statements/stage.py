"""The stage `statements`: one document's Statement records."""

from __future__ import annotations

from reportedly.records import Statement
from reportedly.stage import DocumentStage, Material
from reportedly.statements.combine import combine
from reportedly.statements.model import model_proposals
from reportedly.statements.rules import propose
from reportedly.statements.scene import scene_of
from reportedly.statements.settle import settled

# The model was trained on windows of whole reports (the shortest has 150 words) and misses plain
# sentences that stand alone: there the rules stand alone too.
SHORT = 120  # tokens


def run(material: Material) -> tuple[Statement, ...]:
    """Return the Statement records of one document, sorted by span."""
    scene = scene_of(material)
    found = propose(scene)
    if material.tools.settings.use_model and len(scene.parse.tokens) >= SHORT:
        found = combine(found, model_proposals(scene, material.tools.reader.tagger))
    return settled(scene, found)


STAGE: DocumentStage[tuple[Statement, ...]] = DocumentStage(
    name="statements", version=11, needs=("documents",), output=tuple[Statement, ...], run=run
)
