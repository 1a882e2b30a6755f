"""The step `documents`: the document stages, as they are, on each document of a partition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.codec import decode
from reportedly.engines.cluster import marks
from reportedly.engines.cluster.tables import read_table, schema, table_of, write_table
from reportedly.engines.cluster.taking import plain, read_captures
from reportedly.engines.update import Task, attempt_key, settled_records, tools_digest
from reportedly.engines.workers import Job, killed, prepared, work
from reportedly.records import DocId, Document, DocumentRecords
from reportedly.store.outputs import Failure, Output

if TYPE_CHECKING:
    from reportedly.engines.cluster.marks import Counts
    from reportedly.engines.cluster.storage import Storage
    from reportedly.engines.cluster.work import Work
    from reportedly.readers import ReadDocument
    from reportedly.settings import Settings
    from reportedly.stage import Tools

OUTPUTS, FAILURES = "outputs", "failures"
DOCUMENTS = "documents"  # the step, and the stage whose output holds the text


def read_documents(work_: Work) -> Counts:
    """Write the outputs of a partition's documents, and which could not be read."""
    settings = work_.settings
    tools, read = _prepared(settings)
    base = tools_digest(settings, tools.lexicon, corpus=False)
    made: list[Output] = []
    failed: list[Failure] = []
    words = 0
    for job in _jobs(work_):
        task = job.task
        ended = killed(job) if job.data is None else work(job, tools, read)
        if isinstance(ended, Failure):
            failed.append(replace(ended, key=attempt_key(task, base, settings)))
            continue
        made += ended.outputs
        words += ended.words
    write_outputs(work_.storage, work_.part, made)
    _write_failures(work_.storage, work_.part, failed)
    return {"documents": len({o.doc for o in made}), "failed": len(failed), "words": words}


def _jobs(work_: Work) -> Iterator[Job]:
    """Yield the documents of a partition; without its bytes one that was set aside.

    When the partition has killed workers, the document at hand is noted each time.
    """
    storage, part = work_.storage, work_.part
    bad: set[str] = set()
    if work_.careful:
        bad = {one.document for one in marks.aside(storage, DOCUMENTS) if one.part == part}
    for held, data in read_captures(storage, part, data=True):
        if work_.careful and held.doc not in bad:
            marks.take_up(storage, DOCUMENTS, part, document=held.doc)
        yield Job(Task(held.doc, held.capture), None if held.doc in bad else data, {})
    if work_.careful:
        marks.lay_down(storage, DOCUMENTS, part)


@lru_cache(maxsize=1)
def _prepared(settings: Settings) -> tuple[Tools, ReadDocument]:
    return prepared(settings)  # once a worker process


def write_outputs(storage: Storage, part: str, made: list[Output]) -> None:
    """Write what the stages made of a partition's documents."""
    form = schema(doc="text", stage="text", key="text", digest="text", body="bytes")
    rows = [(o.doc, o.stage, o.key, o.digest, o.body) for o in made]
    write_table(storage, f"{OUTPUTS}/{part}", table_of(rows, form))


def _write_failures(storage: Storage, part: str, failed: list[Failure]) -> None:
    form = schema(doc="text", stage="text", reason="text", remedy="text", trace="text", key="text")
    rows = [
        (f.doc, f.stage, plain(f.reason), plain(f.remedy), plain(f.trace), f.key) for f in failed
    ]
    write_table(storage, f"{FAILURES}/{part}", table_of(rows, form))


def read_outputs(storage: Storage, part: str) -> Iterator[tuple[DocId, tuple[Output, ...]]]:
    """Yield each document of a partition that was read, with its outputs."""
    by: dict[DocId, list[Output]] = {}
    for row in read_table(storage, f"{OUTPUTS}/{part}").to_pylist():
        output = Output(row["stage"], DocId(row["doc"]), row["key"], row["digest"], row["body"])
        by.setdefault(output.doc, []).append(output)
    for doc, outputs in by.items():
        yield doc, tuple(outputs)


def read_texts(storage: Storage, part: str) -> Iterator[tuple[DocId, Document]]:
    """Yield each document of a partition that was read."""
    for doc, outputs in read_outputs(storage, part):
        (body,) = (o.body for o in outputs if o.stage == DOCUMENTS)
        yield doc, decode(body, Document)


def read_failures(storage: Storage, part: str) -> tuple[Failure, ...]:
    """Return the documents of a partition that could not be read."""
    return tuple(Failure(**row) for row in read_table(storage, f"{FAILURES}/{part}").to_pylist())


def records_in(storage: Storage, part: str) -> Iterator[DocumentRecords]:
    """Yield the records of each document of a partition that was read."""
    captured = read_captures(storage, part, data=False)
    tasks = {held.doc: Task(held.doc, held.capture) for held, _ in captured}
    for doc, outputs in read_outputs(storage, part):
        yield settled_records(tasks[doc], {o.stage: o.body for o in outputs})
