"""Have the work of corpus stages done in worker processes.

Invariant: results come in the order of the jobs, and a job's result depends on the job alone; so
the number of workers changes no byte. No process is started before a stage has enough to do.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from reportedly import pipeline
from reportedly.engines.collecting import seldom, seldom_here
from reportedly.engines.processes import begun, pool_of
from reportedly.errors import LostWorker
from reportedly.settings import Settings
from reportedly.stage import Job, Tools, Work

# Documents; a process takes 2 CPU seconds to start, and drafting the stories of 1,000 documents 8.
LEAST = 1000
AHEAD = 8  # jobs a worker that are submitted before the first result is waited for


@dataclass(slots=True, eq=False)
class Spreading:
    """Worker processes that start when work first comes and wait for more."""

    settings: Settings
    workers: int
    least: int = LEAST
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[bytes]:
        """Yield what `work` gives for each job, in the order of the jobs.

        Raises:
            LostWorker: a process ended before its work did.
        """
        try:
            yield from self._results(work, jobs)
        except BrokenProcessPool as err:
            raise LostWorker from err

    def _results(self, work: Work, jobs: Iterator[Job]) -> Iterator[bytes]:
        if self._pool is None:
            self._pool = pool_of(_start, self.settings, workers=self.workers)
            begun(self._pool, self.workers)
        submitted: deque[Future[bytes]] = deque()
        for job in jobs:
            submitted.append(self._pool.submit(_work, self.settings, work, job))
            if len(submitted) >= AHEAD * self.workers:
                yield submitted.popleft().result()
        while submitted:
            yield submitted.popleft().result()

    def close(self) -> None:
        """End the processes; after Ctrl-C what waits is not begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def spreading(settings: Settings) -> Iterator[Spreading | None]:
    """Give a way to spread work over as many processes as the settings say; None for one alone."""
    workers = settings.workers or os.cpu_count() or 1
    with seldom_here():
        if workers == 1:
            yield None
            return
        made = Spreading(settings, workers)
        try:
            yield made
        finally:
            made.close()


@cache
def _tools(settings: Settings) -> Tools:
    """Return what a worker process works with, loaded once."""
    return pipeline.load_tools(settings)


def _start(settings: Settings) -> None:
    seldom()
    _tools(settings)


def _work(settings: Settings, work: Work, job: Job) -> bytes:
    return work(job, _tools(settings))
