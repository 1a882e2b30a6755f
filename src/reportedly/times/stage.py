"""The stage `times`: one document's TimeRef records."""

from __future__ import annotations

from reportedly.records import TimeRef
from reportedly.stage import DocumentStage, Material
from reportedly.times.read import read_times
from reportedly.times.vocabulary import vocabulary


def run(material: Material) -> tuple[TimeRef, ...]:
    """Return the TimeRef records of one document, sorted by span."""
    document = material.records.document
    words = vocabulary(material.tools.lexicon)
    return read_times(document.text, words, doc=document.id, own_date=document.published)


STAGE: DocumentStage[tuple[TimeRef, ...]] = DocumentStage(
    name="times", version=5, needs=("documents",), output=tuple[TimeRef, ...], run=run
)
