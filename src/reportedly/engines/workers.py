"""Read documents in worker processes, each with its own models.

Each worker has a confined child of its own for captures that are not plain text.

Invariant: a document that raises, or that kills its worker twice, is one `Failure`; the others
are read all the same. Results come back in any order and do not depend on the number of workers.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from reportedly import pipeline
from reportedly.codec import decode
from reportedly.engines.processes import begun, pool_of, unstoppable
from reportedly.engines.update import Task, update_document
from reportedly.errors import BrokenReader, UnreadableCapture
from reportedly.readers import ReadDocument, isolated, limits_of, read_here, reading_in
from reportedly.records import Document
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.store.outputs import Failure, Output

MISSING = "its original is missing from the ledger"
RESTORE = "restore it from a backup"
REPORT = "please report this with the file; the rest of the run is not affected"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A worker has loaded its models."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that was brought up to date."""

    outputs: tuple[Output, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs for one document."""

    task: Task
    data: bytes | None  # of the capture; None: its original is missing
    known: dict[str, Output]


def work(job: Job, tools: Tools, read: ReadDocument = read_here) -> Ended | Failure:
    """Bring one document up to date; whatever goes wrong is this document's failure alone."""
    if job.data is None:
        return Failure(job.task.doc, "documents", MISSING, RESTORE, "")
    try:
        made = update_document(job.task, job.data, known=job.known, tools=tools, read=read)
    except UnreadableCapture as err:
        return Failure(job.task.doc, "documents", err.reason, err.remedy, "")
    except BrokenReader as err:
        return Failure(job.task.doc, "documents", str(err), REPORT, err.trace)
    except Exception as err:  # noqa: BLE001  # the border: one document must not end the run
        reason = f"{type(err).__name__}: {err}"
        return Failure(job.task.doc, "analysis", reason, REPORT, traceback.format_exc())
    text = next((decode(o.body, Document).text for o in made if o.stage == "documents"), "")
    return Ended(made, len(text.split()))


def all_done(
    jobs: Iterator[Job], *, settings: Settings, workers: int
) -> Iterator[Ended | Failure | Loaded]:
    """Yield what becomes of each job, and `Loaded` each time a worker has loaded its models."""
    if workers > 1:
        yield from _in_processes(jobs, settings=settings, workers=workers)
        return
    tools = pipeline.load_tools(settings)
    tools.reader.load()
    yield Loaded()
    with isolated(limits_of(settings)) as isolation:
        for job in jobs:
            yield work(job, tools, reading_in(isolation))


_tools: Tools | None = None  # one a worker process, set by `_start` alone
_read: ReadDocument = read_here


def prepared(settings: Settings) -> tuple[Tools, ReadDocument]:
    """Return what a worker process works with, loaded.

    The child that reads captures ends with the process.
    """
    tools = pipeline.load_tools(settings)
    tools.reader.load()
    return tools, reading_in(isolated(limits_of(settings)))


def _start(settings: Settings) -> None:
    global _tools, _read  # the only way to hand these to a pool's workers
    _tools, _read = prepared(settings)


def _work(job: Job) -> Ended | Failure:
    assert _tools is not None
    return work(job, _tools, _read)


def _in_processes(
    jobs: Iterator[Job], *, settings: Settings, workers: int
) -> Iterator[Ended | Failure | Loaded]:
    """Yield results as they come; jobs whose worker died are tried once more, each alone."""
    suspects: list[Job] = []
    pool = pool_of(_start, settings, workers=workers)
    try:
        yield from _all_of(jobs, pool, suspects=suspects, workers=workers)
    finally:
        pool.shutdown(cancel_futures=True)  # after Ctrl-C what waits is not begun
    yield from _one_by_one(suspects, settings)


def _all_of(
    jobs: Iterator[Job], pool: ProcessPoolExecutor, *, suspects: list[Job], workers: int
) -> Iterator[Ended | Failure | Loaded]:
    for started in begun(pool, workers):
        started.result()
        yield Loaded()
    running: dict[Future[Ended | Failure], Job] = {}
    for job in jobs:
        running[_submit(pool, job)] = job
        if len(running) >= 3 * workers:
            yield from _finished(running, suspects)
    while running:
        yield from _finished(running, suspects)


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future[Ended | Failure]:
    try:
        return pool.submit(_work, job)
    except BrokenProcessPool as err:
        failed: Future[Ended | Failure] = Future()
        failed.set_exception(err)
        return failed


def _finished(
    running: dict[Future[Ended | Failure], Job], suspects: list[Job]
) -> Iterator[Ended | Failure]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        job = running.pop(future)
        if isinstance(future.exception(), BrokenProcessPool):
            suspects.append(job)
        else:
            yield future.result()


def _one_by_one(suspects: list[Job], settings: Settings) -> Iterator[Ended | Failure]:
    """Try each job alone in one worker, which is replaced only when a job kills it."""
    left = deque(suspects)
    while left:
        with pool_of(_start, settings, workers=1) as pool:
            alive = True
            while left and alive:
                job = left.popleft()
                ended = _alone(job, pool)
                alive = ended is not None
                yield ended or killed(job)


def _alone(job: Job, pool: ProcessPoolExecutor) -> Ended | Failure | None:
    """Return what becomes of a job; None when it killed its worker."""
    try:
        with unstoppable():
            working = pool.submit(_work, job)
        return working.result()
    except BrokenProcessPool:
        return None


def killed(job: Job) -> Failure:
    """Return the failure of a document that killed its worker when it was read alone."""
    reason = "the reading process was killed, most likely for want of memory"
    remedy = "split the file into smaller ones, or give the machine more memory"
    return Failure(job.task.doc, "analysis", reason, remedy, "")
