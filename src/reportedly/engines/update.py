"""Bring a document, or the corpus, up to date: only what is out of date runs.

Each stage's key is the digest of all that decides its output; the same key means no work, and
the same output digest means no work downstream. Reviewers' decisions are laid over a stage's
output when the next one reads it, so an output is always what the machine proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportedly import documents, pipeline
from reportedly.codec import decode, digest, encode
from reportedly.errors import BrokenStage, LostWorker
from reportedly.language import reader_digest
from reportedly.lexicon import Lexicon
from reportedly.readers import ReadDocument, read_here
from reportedly.records import (
    Capture,
    Cast,
    Corpus,
    Decision,
    DocId,
    Document,
    DocumentRecords,
    Figure,
    Statement,
    TimeRef,
)
from reportedly.review import (
    settle,
    settle_alignment,
    settle_cast,
    settle_document,
    settle_entities,
    settled_digest,
)
from reportedly.settings import Settings
from reportedly.stage import Earlier, Marked, Material, Tools, task_key
from reportedly.store.outputs import WHOLE, Output

# The record type that decisions about a stage's output name
SETTLED = {
    "documents": "Document",
    "times": "TimeRef",
    "statements": "Statement",
    "figures": "Figure",
    "entities": "Entity",
    "alignment": "Witness",
}
ORDER = ("documents", *(stage.name for stage in pipeline.DOCUMENT_STAGES))
NEEDS = {stage.name: stage.needs for stage in pipeline.DOCUMENT_STAGES}
KeyAndDigest = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """One document to bring up to date: its capture, and the decisions about it."""

    doc: DocId
    capture: Capture
    decisions: tuple[Decision, ...] = ()  # in force, in order


def tools_digest(settings: Settings, lexicon: Lexicon, *, corpus: bool) -> bytes:
    """Return the digest of the settings, words and models that stages depend on.

    Raises:
        MissingModel: no language model is installed.
    """
    chosen = [settings.language, str(settings.use_model)]
    if corpus:
        chosen += [settings.merge, settings.aggregation, str(settings.copy_words)]
    parts = (*chosen, lexicon.digest, reader_digest())
    return digest(*(part.encode() for part in parts)).encode()


def _key(name: str, task: Task, *, tools: bytes, digests: Mapping[str, str]) -> str:
    """Return the key of a document stage, given the digests of what ran before it."""
    if name == "documents":
        capture = task.capture
        inputs: tuple[str, ...] = (
            capture.id,
            capture.location,
            capture.media_type,
            repr(capture.given),
        )
        return task_key(name, documents.VERSION, tools=b"", inputs=inputs)
    version = pipeline.versions()[name]
    inputs = tuple(
        settled_digest(digests[need], task.decisions, SETTLED.get(need, "")) for need in NEEDS[name]
    )
    return task_key(name, int(version), tools=tools, inputs=inputs)


def is_current(task: Task, known: Mapping[str, KeyAndDigest], tools: bytes) -> bool:
    """Tell whether every stage of a document has run on what it would read today."""
    digests: dict[str, str] = {}
    for name in ORDER:
        found = known.get(name)
        if found is None or found[0] != _key(name, task, tools=tools, digests=digests):
            return False
        digests[name] = found[1]
    return True


def attempt_key(task: Task, tools: bytes, settings: Settings) -> str:
    """Return the digest of all that decides whether a document can be read (hex)."""
    capture = task.capture
    inputs = (capture.id, capture.location, capture.media_type, repr(capture.given))
    made = tuple(decision.id for decision in task.decisions)
    limits = (
        str(settings.max_file_mb),
        str(settings.ocr),
        repr(sorted(pipeline.versions().items())),
    )
    return digest(tools, *(part.encode() for part in (*inputs, *made, *limits)))


def update_document(
    task: Task,
    data: bytes,
    *,
    known: Mapping[str, Output],
    tools: Tools,
    read: ReadDocument = read_here,
) -> tuple[Output, ...]:
    """Return the outputs of a document that changed, in stage order.

    Args:
        task: the document.
        data: the bytes of its capture.
        known: earlier outputs by stage.
        tools: loaded tools.
        read: makes the encoded document of the bytes, in this process or in another.

    Raises:
        UnreadableCapture: the bytes could not be read as a document.
        BrokenReader: `read` found a defect.
    """
    base = tools_digest(tools.settings, tools.lexicon, corpus=False)
    digests: dict[str, str] = {}
    changed: list[Output] = []
    material: Material | None = None
    for name in ORDER:
        key = _key(name, task, tools=base, digests=digests)
        old = known.get(name)
        if old is not None and old.key == key:
            body = old.body
        else:
            if material is None:
                body = read(task.capture, data, doc=task.doc, settings=tools.settings)
            else:
                body = _run(name, material)
            changed.append(Output(name, task.doc, key, digest(body), body))
        digests[name] = digest(body)
        material = _settled(name, body, material=material, task=task, tools=tools)
    return tuple(changed)


def _run(name: str, material: Material) -> bytes:
    stage = next(stage for stage in pipeline.DOCUMENT_STAGES if stage.name == name)
    return encode(stage.of(material))


def _settled(
    name: str, body: bytes, *, material: Material | None, task: Task, tools: Tools
) -> Material:
    """Return the material that the next stage sees: this output with decisions laid over it."""
    if material is None:
        document = settle_document(decode(body, Document), task.decisions)
        return Material(DocumentRecords(document=document), tools)
    return material.extended(name, _decoded(name, body, material.records, made=task.decisions))


def _decoded(
    name: str, body: bytes, records: DocumentRecords, *, made: tuple[Decision, ...]
) -> object:
    """Return a stage's output with decisions laid over it; `records` hold what came before."""
    document = records.document
    if name == "times":
        return settle(decode(body, tuple[TimeRef, ...]), document, made, kind="TimeRef")
    if name == "statements":
        return settle(decode(body, tuple[Statement, ...]), document, made, kind="Statement")
    if name == "figures":
        return settle(decode(body, tuple[Figure, ...]), document, made, kind="Figure")
    return settle_cast(decode(body, Cast), records, made)


def settled_records(task: Task, bodies: Mapping[str, bytes]) -> DocumentRecords:
    """Return a document's records from its stages' bodies, with decisions laid over them."""
    document = settle_document(decode(bodies["documents"], Document), task.decisions)
    records = DocumentRecords(document=document)
    for name in ORDER[1:]:
        output = _decoded(name, bodies[name], records, made=task.decisions)
        records = replace(records, **{name: output})  # type: ignore[arg-type]  # by stage name
    return records


def base_of(marks: Mapping[DocId, str]) -> str:
    """Return the digest of the settled records of all documents, from that of each."""
    return digest(*(part.encode() for pair in marks.items() for part in pair))


def update_corpus(
    given: Marked,
    tools: Tools,
    *,
    known: Mapping[str, Output],
    decisions: tuple[Decision, ...],
) -> tuple[Corpus, tuple[Output, ...]]:
    """Run the corpus stages that are out of date; return the corpus and the changed outputs.

    Args:
        given: the settled records of all documents, sorted by document.
        tools: loaded tools.
        known: earlier outputs by stage.
        decisions: in force, about speakers across documents.

    Raises:
        BrokenStage: a stage has a defect.
        LostWorker: a process that `tools` spread work to was killed.
    """
    corpus, records = given.corpus, given.corpus.documents
    settings = tools_digest(tools.settings, tools.lexicon, corpus=True)
    digests: list[str] = [base_of(given.marks)]
    changed: list[Output] = []
    for stage in pipeline.CORPUS_STAGES:
        key = task_key(stage.name, stage.version, tools=settings, inputs=tuple(digests))
        old = known.get(stage.name)
        if old is not None and old.key == key:
            output = decode(old.body, stage.output)
            body = old.body
        else:
            output, notes = _related(stage, replace(given, corpus=corpus), tools, known=known)
            body = encode(output)
            changed.append(Output(stage.name, WHOLE, key, digest(body), body))
            if notes is not None:
                of = _notes_key(stage, tools, output=digest(body))
                changed.append(Output(_noted(stage), WHOLE, of, digest(notes), notes))
        digests.append(settled_digest(digest(body), decisions, SETTLED.get(stage.name, "")))
        corpus = replace(corpus, **{stage.name: output})  # type: ignore[arg-type]  # by stage name
        if stage.name == "entities":
            settled = settle_entities(corpus.entities, records, decisions)
            corpus = replace(corpus, entities=settled)
        if stage.name == "alignment":
            settled_questions = settle_alignment(corpus.alignment, records, decisions)
            corpus = replace(corpus, alignment=settled_questions)
    return corpus, tuple(changed)


def _related(
    stage: pipeline.AnyCorpusStage, given: Marked, tools: Tools, *, known: Mapping[str, Output]
) -> tuple[object, bytes | None]:
    """Return what a corpus stage gives, and its notes for the next time where it takes some."""
    try:
        if stage.resume is None:
            return stage.run(given.corpus, tools), None
        old, notes = known.get(stage.name), known.get(_noted(stage))
        earlier = None
        if old and notes and notes.key == _notes_key(stage, tools, output=old.digest):
            earlier = Earlier(output=decode(old.body, stage.output), notes=notes.body)
        return stage.resume(given, tools, earlier)
    except LostWorker:
        raise  # no defect of the stage
    except Exception as err:  # the border: a defect here must not look like a lost ledger
        raise BrokenStage(stage.name, f"{type(err).__name__}: {err}") from err


def _noted(stage: pipeline.AnyCorpusStage) -> str:
    """Return the name under which a stage's notes are kept beside its output."""
    return f"{stage.name}.notes"


def _notes_key(stage: pipeline.AnyCorpusStage, tools: Tools, *, output: str) -> str:
    """Return the key of notes: they hold for one output, one program and one choice of settings."""
    settings = tools_digest(tools.settings, tools.lexicon, corpus=True)
    return task_key(_noted(stage), stage.version, tools=settings, inputs=(output,))
