"""The stages `cast` (one document) and `entities` (all documents)."""

from __future__ import annotations

from reportedly.records import Cast, Corpus, Entity
from reportedly.stage import CorpusStage, DocumentStage, Material, Tools


def run_document(material: Material) -> Cast:
    """Return who appears in one document and which statements each is credited with."""
    return Cast()


def run_corpus(corpus: Corpus, tools: Tools) -> tuple[Entity, ...]:
    """Return the entities over all documents, sorted by id."""
    return ()


STAGE: DocumentStage[Cast] = DocumentStage(
    name="cast", version=1, needs=("documents", "statements"), output=Cast, run=run_document
)
CORPUS_STAGE: CorpusStage[tuple[Entity, ...]] = CorpusStage(
    name="entities", version=1, needs=("cast",), output=tuple[Entity, ...], run=run_corpus
)
