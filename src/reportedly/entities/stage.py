"""The stages `cast` (one document) and `entities` (all documents)."""

from __future__ import annotations

from reportedly.entities.casting import cast_of
from reportedly.entities.joining import joined
from reportedly.entities.page import page_of
from reportedly.entities.vocabulary import vocabulary
from reportedly.entities.wholes import wholes_of
from reportedly.records import Cast, Corpus, Entity
from reportedly.stage import CorpusStage, DocumentStage, Material, Tools


def run_document(material: Material) -> Cast:
    """Return who appears in one document and which statements each is credited with."""
    records = material.records
    words = vocabulary(material.tools.lexicon)
    page = page_of(records.document.text, material.parse, words)
    return cast_of(records.document, page, records.statements)


def run_corpus(corpus: Corpus, tools: Tools) -> tuple[Entity, ...]:
    """Return the entities over all documents, sorted by id."""
    words = vocabulary(tools.lexicon)
    return wholes_of(joined(corpus, words, merge=tools.settings.merge))


STAGE: DocumentStage[Cast] = DocumentStage(
    name="cast", version=6, needs=("documents", "statements"), output=Cast, run=run_document
)
CORPUS_STAGE: CorpusStage[tuple[Entity, ...]] = CorpusStage(
    name="entities", version=2, needs=("cast",), output=tuple[Entity, ...], run=run_corpus
)
