"""Run on one machine: take captures in, bring documents up to date, relate them, read them back.

Results do not depend on the order of files or the number of workers: a document's records depend
on the document alone, and the corpus stages see documents sorted by id.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from reportedly import pipeline
from reportedly.captures import Found, gather
from reportedly.codec import decode, digest
from reportedly.engines.spreading import spreading
from reportedly.engines.update import (
    ORDER,
    Task,
    attempt_key,
    is_current,
    settled_records,
    tools_digest,
    update_corpus,
)
from reportedly.engines.workers import Ended, Job, Loaded, all_done
from reportedly.errors import BrokenStage, ReportedlyError
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    Corpus,
    DocId,
    DocumentRecords,
    Rejection,
)
from reportedly.review import about, acts, in_force, settle_alignment, settle_entities
from reportedly.settings import Settings
from reportedly.stage import Marked, Tools
from reportedly.store import Store, decisions, originals, outputs
from reportedly.store import documents as held_documents
from reportedly.store.documents import Held
from reportedly.store.lock import writing
from reportedly.store.outputs import WHOLE, Failure

SMALL_RUN = 400_000  # bytes; below, starting a second process costs more than it saves
TRACE = "last-failure.txt"  # in the ledger's folder
BATCH = 32  # captures written in one transaction
FEW = 64  # documents that are read one by one; more are read a stage at a time

Report = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. `total` is None while it is not known."""

    doing: str
    done: int
    total: int | None
    words: int = 0
    seconds: float = 0.0  # since the first document was begun, models loaded


@dataclass(slots=True, kw_only=True)
class RunResult:
    """What a run did, in counts of documents; filled while it runs."""

    new: int = 0
    known: int = 0
    updated: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0  # reading, without loading models
    relating: float = 0.0  # seconds for the corpus stages
    workers: int = 1


def take_in(
    store: Store,
    paths: Iterable[str],
    *,
    settings: Settings,
    report: Report,
    result: RunResult,
    names: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Keep the originals of everything under `paths`; note what cannot be read.

    `names` says under which name a file is kept that lies here for the time being.
    """
    known = held_documents.held(store)
    places = {(h.resolved, h.capture.id) for h in known.values()}
    waiting: list[Held] = []
    for item in gather(paths, settings):
        item = _named(item, names)  # noqa: PLW2901  # the same item from here on
        if isinstance(item, Rejection):
            result.rejected.append(item)
            continue
        capture = pipeline.capture_of(item)
        new = Held(pipeline.doc_id(capture), capture, resolved(item.location))
        if new.doc in known or (new.resolved, capture.id) in places:
            result.known += 1
            continue
        originals.put(store, item.data)
        waiting.append(new)
        places.add((new.resolved, capture.id))
        result.new += 1
        if len(waiting) >= BATCH:
            held_documents.add(store, waiting)
            waiting.clear()
        report(Progress(doing="taking in", done=result.new + result.known, total=None))
    held_documents.add(store, waiting)
    held_documents.reject(store, result.rejected)


def _named(item: Found | Rejection, names: Mapping[str, str]) -> Found | Rejection:
    """Return what was found with its file's own name in place of where it lies now."""
    for lies in (item.location, item.location.partition("#")[0]):
        if lies in names:
            return replace(item, location=names[lies] + item.location[len(lies) :])
    return item


def resolved(location: str) -> str:
    """Return where a file, or a record in it, lies, whatever the way that led there."""
    file, mark, record = location.partition("#")
    return str(Path(file).resolve()) + mark + record


def run(
    store: Store,
    paths: Iterable[str],
    *,
    settings: Settings,
    report: Report = lambda _progress: None,
    names: Mapping[str, str] = MappingProxyType({}),
    retry: bool = False,
) -> RunResult:
    """Bring a ledger up to date with what lies under `paths` and with all decisions.

    `names` gives files that lie here for the time being the names they are kept under. A document
    that failed is tried again when its input, the program or `retry` gives a reason to. While
    another run has a shared ledger, this one waits and reports whose it is.

    Raises:
        BadLedger: another run holds the folder, or the disk is full or may not be written to.
        ReportedlyError: relating failed; what was read is kept.
        MissingModel: no language model is installed.
    """
    result = RunResult()

    def waiting(who: str) -> None:
        report(Progress(doing=f"waiting for the run of {who} to end", done=0, total=None))

    with writing(store, waiting=waiting):
        originals.sweep(store)
        if retry:
            outputs.forget_failures(store)
        take_in(store, paths, settings=settings, report=report, result=result, names=names)
        read_documents(store, settings=settings, report=report, result=result)
        began = time.monotonic()
        report(Progress(doing="relating", done=0, total=None))
        _relate(store, settings)
        result.relating = time.monotonic() - began
    return result


def _relate(store: Store, settings: Settings) -> None:
    """Relate, and leave a defect's traceback in the ledger's folder for who looks into it."""
    trace = store.root / TRACE
    try:
        relate(store, settings=settings)
        trace.unlink(missing_ok=True)
    except BrokenStage as err:
        with suppress(OSError):
            trace.parent.mkdir(parents=True, exist_ok=True)
            trace.write_text("".join(traceback.format_exception(err)), encoding="utf-8")
        raise ReportedlyError(f"{err}; please report this with {trace}") from err


def tasks(store: Store) -> dict[DocId, Task]:
    """Return one task a document with the decisions in force about it, sorted by document."""
    made = in_force(decisions.decisions(store))
    return {
        doc: Task(doc, h.capture, about(made, h.capture.id))
        for doc, h in held_documents.held(store).items()
    }


def read_documents(store: Store, *, settings: Settings, report: Report, result: RunResult) -> None:
    """Run the document stages on every document that is out of date."""
    base = tools_digest(settings, load_lexicon(settings.language), corpus=False)
    known = outputs.known(store)
    failed = {f.doc: f.key for f in outputs.failures(store)}
    held = tasks(store)
    keys = {doc: attempt_key(task, base, settings) for doc, task in held.items()}
    stale = [
        task
        for doc, task in held.items()
        if failed.get(doc) != keys[doc]
        and not is_current(task, {s: known[s, doc] for s in ORDER if (s, doc) in known}, base)
    ]
    again = {task.doc for task in stale}
    result.failed += [f for f in outputs.failures(store) if f.doc in held and f.doc not in again]
    before = len(result.failed)
    if not stale:
        return
    report(Progress(doing="loading the language model", done=0, total=len(stale)))
    result.workers = _workers(settings, stale)
    began: float | None = None
    jobs = (job_of(store, task) for task in stale)
    for ended in all_done(jobs, settings=settings, workers=result.workers):
        if isinstance(ended, Loaded):
            began = began or time.monotonic()
            continue
        _note(store, ended, result=result, keys=keys)
        result.seconds = time.monotonic() - (began or time.monotonic())
        done = result.updated + len(result.failed) - before
        report(
            Progress(
                doing="reading",
                done=done,
                total=len(stale),
                words=result.words,
                seconds=result.seconds,
            )
        )


def job_of(store: Store, task: Task) -> Job:
    """Return what a worker needs for a document, read from the ledger."""
    data = originals.find(store, task.capture.id)
    return Job(task, data, outputs.of_document(store, task.doc))


def _note(
    store: Store, ended: Ended | Failure, *, result: RunResult, keys: Mapping[DocId, str]
) -> None:
    if isinstance(ended, Failure):
        outputs.save_failure(store, replace(ended, key=keys[ended.doc]))
        result.failed.append(ended)
        return
    outputs.save(store, ended.outputs)
    result.updated += 1
    result.words += ended.words


def _workers(settings: Settings, stale: list[Task]) -> int:
    if sum(task.capture.size for task in stale) < SMALL_RUN and settings.workers == 0:
        return 1
    return min(settings.workers or os.cpu_count() or 1, len(stale))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Records:
    """The settled records of all documents, and what they were made from."""

    records: tuple[DocumentRecords, ...]  # sorted by document
    marks: dict[DocId, str]  # digest of a document's outputs and of its decisions, sorted


def read_records(store: Store, *, before: Records | None = None) -> Records:
    """Return the settled records of all documents; what has not changed is that of `before`."""
    known = outputs.known(store)
    todo = tasks(store)
    marks = {
        doc: digest(
            *(known[name, doc][1].encode() for name in ORDER),
            *(d.id.encode() for d in task.decisions if acts(d)),
        )
        for doc, task in todo.items()
        if all((name, doc) in known for name in ORDER)
    }
    kept = {r.document.id: r for r in before.records} if before else {}
    same = before.marks if before else {}
    stale = [doc for doc in marks if marks[doc] != same.get(doc) or doc not in kept]
    for doc, body in _bodies(store, stale):
        kept[doc] = settled_records(todo[doc], body)
    found = [doc for doc in marks if doc in kept]
    return Records(
        records=tuple(kept[doc] for doc in found),
        marks={doc: marks[doc] for doc in found},
    )


def _bodies(store: Store, wanted: list[DocId]) -> Iterator[tuple[DocId, dict[str, bytes]]]:
    """Yield the bodies of documents by stage; what a run takes away meanwhile is left out."""
    if len(wanted) > FEW:
        every = {name: outputs.bodies(store, name) for name in ORDER}
        for doc in wanted:
            if all(doc in every[name] for name in ORDER):
                yield doc, {name: every[name][doc] for name in ORDER}
        return
    for doc in wanted:
        here = outputs.of_document(store, doc)
        if all(name in here for name in ORDER):
            yield doc, {name: here[name].body for name in ORDER}


def relate(store: Store, *, settings: Settings, tools: Tools | None = None) -> Corpus:
    """Run the corpus stages that are out of date, keep their outputs, return the corpus."""
    found = read_records(store)
    made = in_force(decisions.decisions(store))
    tools = tools or pipeline.load_tools(settings)
    known = outputs.of_document(store, WHOLE)
    with spreading(settings) as spread:
        corpus, changed = update_corpus(
            Marked(corpus=Corpus(documents=found.records), marks=found.marks),
            replace(tools, spread=spread),
            known=known,
            decisions=made,
        )
    outputs.save(store, changed)
    return corpus


def load_corpus(store: Store, *, found: Records | None = None) -> Corpus:
    """Return the corpus as last related, without loading a model.

    Args:
        store: the ledger.
        found: its records, when they have been read already.

    Raises:
        ReportedlyError: the ledger has not been related since its documents changed.
    """
    records = (found or read_records(store)).records
    kept = outputs.of_document(store, WHOLE)
    missing = [stage.name for stage in pipeline.CORPUS_STAGES if stage.name not in kept]
    if missing:
        raise ReportedlyError(f"{store.name}: {missing[0]} has not run; run: reportedly run")
    corpus = Corpus(documents=records)
    made = in_force(decisions.decisions(store))
    for stage in pipeline.CORPUS_STAGES:
        output = decode(kept[stage.name].body, stage.output)
        corpus = replace(corpus, **{stage.name: output})  # type: ignore[arg-type]  # by stage name
        if stage.name == "entities":
            corpus = replace(corpus, entities=settle_entities(corpus.entities, records, made))
        if stage.name == "alignment":
            settled = settle_alignment(corpus.alignment, records, made)
            corpus = replace(corpus, alignment=settled)
    return corpus
