"""The only file that names the stages together, in the order in which they run.

`analyse` is the library's way in: one text, all document stages, in memory. `relate` runs the
corpus stages over documents that are already read.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeAlias

from reportedly import alignment, captures, documents, entities, figures, ledger, reuse, statements
from reportedly import times as times_stage
from reportedly.codec import digest
from reportedly.language import load_reader
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    Capture,
    CaptureId,
    Corpus,
    DocId,
    Document,
    DocumentRecords,
)
from reportedly.settings import Settings
from reportedly.stage import CorpusStage, DocumentStage, Material, Tools

AnyDocumentStage: TypeAlias = DocumentStage[object]
AnyCorpusStage: TypeAlias = CorpusStage[object]

DOCUMENT_STAGES: tuple[AnyDocumentStage, ...] = (
    times_stage.STAGE,
    statements.STAGE,
    figures.STAGE,
    entities.STAGE,
)
CORPUS_STAGES: tuple[AnyCorpusStage, ...] = (
    entities.CORPUS_STAGE,
    reuse.STAGE,
    alignment.STAGE,
    ledger.STAGE,
)


def versions() -> dict[str, str]:
    """Return the version of every stage, for manifests."""
    found = {"documents": str(documents.VERSION)}
    found |= {stage.name: str(stage.version) for stage in DOCUMENT_STAGES}
    return found | {stage.name: str(stage.version) for stage in CORPUS_STAGES}


def load_tools(settings: Settings) -> Tools:
    """Load the lexicon and the models that the settings ask for."""
    return Tools(settings=settings, lexicon=load_lexicon(settings.language), reader=load_reader())


def capture_of(found: captures.Found) -> Capture:
    """Return the capture record of found bytes."""
    return Capture(
        id=CaptureId(hashlib.sha256(found.data).hexdigest()),
        location=found.location,
        media_type=found.media_type,
        size=len(found.data),
        given=found.given,
    )


def doc_id(capture: Capture) -> DocId:
    """Return the id of the document a capture holds: its bytes and its place decide."""
    return DocId("d" + digest(capture.location.encode(), capture.id.encode())[:12])


def read_records(document: Document, tools: Tools) -> DocumentRecords:
    """Run every document stage on one document, in memory."""
    material = Material(DocumentRecords(document=document), tools)
    for stage in DOCUMENT_STAGES:
        material = material.extended(stage.name, stage.of(material))
    return material.records


def relate(records: tuple[DocumentRecords, ...], tools: Tools) -> Corpus:
    """Run every corpus stage over documents, in memory."""
    corpus = Corpus(documents=tuple(sorted(records, key=lambda r: r.document.id)))
    for stage in CORPUS_STAGES:
        output = stage.run(corpus, tools)
        corpus = replace(corpus, **{stage.name: output})  # type: ignore[arg-type]  # by stage name
    return corpus


def analyse(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    tools: Tools | None = None,
) -> DocumentRecords:
    """Return the records of one text; `published` is an EDTF date.

    Pass `tools` (from `load_tools`) to analyse many texts without loading the model each time.

    Raises:
        MissingModel: the language model is not installed.
    """
    tools = tools or load_tools(Settings())
    given = {"published": published, "outlet": outlet}
    found = captures.Found(
        location="text",
        media_type="text/plain",
        data=text.encode("utf-8", "surrogatepass"),
        given=tuple((name, value) for name, value in sorted(given.items()) if value),
    )
    capture = capture_of(found)
    document = documents.read(capture, found.data, doc=doc_id(capture), settings=tools.settings)
    return read_records(document, tools)
