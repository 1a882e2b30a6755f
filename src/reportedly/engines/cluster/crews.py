"""Who does the work: processes of this machine, or the machines of a Ray cluster.

A crew takes messages from a queue, has each answered by `steps.perform` in some worker process and
yields the answers in any order. Invariant: a worker that dies costs the answer to its own message
alone; the queue's owner sees it at once and may put the message back.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from reportedly.engines.cluster.steps import perform
from reportedly.engines.processes import one_thread_each
from reportedly.errors import BadSetting, MissingLibrary, ReportedlyError

Answer = tuple[bytes, bytes | None]  # a message; its answer, None when its worker died
Crew = Callable[[deque[bytes]], Iterator[Answer]]
ENGINES = ("processes", "ray")


@contextmanager
def crew_of(engine: str, workers: int) -> Iterator[Crew]:
    """Yield the crew of an engine, and send it home at the end.

    Args:
        engine: one of ENGINES.
        workers: that work at once; 0 means one for each core, of the machine or of the cluster.

    Raises:
        BadSetting: there is no such engine.
        MissingLibrary: the engine is not installed.
    """
    one_thread_each()
    if engine not in ENGINES:
        raise BadSetting(f"engine: expected one of {', '.join(ENGINES)}, found {engine!r}")
    with (_processes if engine == "processes" else _ray)(workers) as crew:
        yield crew


@dataclass(slots=True, eq=False)
class _Worker:
    """A process of this machine, and the message it is about."""

    process: SpawnProcess
    line: Connection
    message: bytes | None = None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def _serve(line: Connection) -> None:
    """Answer messages until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    try:
        while True:
            line.send_bytes(perform(line.recv_bytes()))
    except (EOFError, OSError):
        return


def _hired() -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _processes(workers: int) -> Iterator[Crew]:
    places: list[_Worker | None] = [None] * (workers or os.cpu_count() or 1)

    def crew(waiting: deque[bytes]) -> Iterator[Answer]:
        while waiting or any(w and w.message for w in places):
            for n, worker in enumerate(places):
                if waiting and (worker is None or worker.message is None):
                    places[n] = _given(worker or _hired(), waiting.popleft())
            yield from _answers(places)

    try:
        yield crew
    finally:
        for worker in places:
            if worker:
                worker.end()


def _given(worker: _Worker, message: bytes) -> _Worker:
    """Return the worker that has a message now; another one when it died with nothing to do."""
    try:
        worker.line.send_bytes(message)
    except OSError:
        worker.end()
        return _given(_hired(), message)
    worker.message = message
    return worker


def _answers(places: list[_Worker | None]) -> Iterator[Answer]:
    """Wait for an answer or a death, and yield what came."""
    busy = {w.line: n for n, w in enumerate(places) if w and w.message}
    for line in wait(list(busy)):
        place = busy[line]  # type: ignore[index]  # these are the lines that were given
        worker = places[place]
        assert worker is not None
        assert worker.message is not None
        message, worker.message = worker.message, None
        try:
            yield message, worker.line.recv_bytes()
        except (EOFError, OSError):
            worker.end()
            places[place] = None
            yield message, None


@contextmanager
def _ray(workers: int) -> Iterator[Crew]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # else it reports to its makers
    try:
        import ray
    except ImportError as err:
        raise MissingLibrary("ray", extra="cluster", purpose="the engine ray") from err
    ours = not ray.is_initialized()
    if ours:
        try:  # the cluster it is told of, or one of this machine
            ray.init(log_to_driver=False, logging_level=logging.ERROR)
        except Exception as err:  # the border: it raises bare exceptions, also when it starts late
            raise ReportedlyError(f"Ray did not start: {err}; what was done is kept") from err
    most = workers or int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call]  # of Ray
    answer = ray.remote(max_retries=0, num_cpus=1)(perform)

    def crew(waiting: deque[bytes]) -> Iterator[Answer]:
        running: dict[ray.ObjectRef[bytes], bytes] = {}
        while waiting or running:
            while waiting and len(running) < most:
                message = waiting.popleft()
                running[answer.remote(message)] = message
            for reference in ray.wait(list(running), num_returns=1)[0]:
                message = running.pop(reference)
                try:
                    yield message, ray.get(reference)
                except ray.exceptions.RayError:  # perform answers what it can; its worker is gone
                    yield message, None

    try:
        yield crew
    finally:
        if ours:
            ray.shutdown()
