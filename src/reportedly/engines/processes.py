"""Start the worker processes of an engine so that Ctrl-C ends all of them in one place.

Invariant: a worker never hears Ctrl-C, from its first instruction on; its parent ends it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from threading import current_thread, main_thread

from reportedly.settings import Settings

Start = Callable[[Settings], None]  # a function of a module: what a worker does first


def one_thread_each() -> None:
    """Let processes that are started from now on multiply matrices on one thread each.

    The libraries look when they are loaded, before anything of a worker's own runs. Two workers
    with two threads each, on two cores, read 3,410 words a second, with one each 4,530.
    """
    os.environ["OMP_NUM_THREADS"] = "1"


def pool_of(start: Start, settings: Settings, *, workers: int) -> ProcessPoolExecutor:
    """Return a pool whose processes are started when work is first submitted."""
    one_thread_each()
    return ProcessPoolExecutor(
        max_workers=workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(start, settings),
    )


def _begin(start: Start, settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    start(settings)


def begun(pool: ProcessPoolExecutor, workers: int) -> list[Future[None]]:
    """Start the processes of a pool; each future is done when one of them has started."""
    with unstoppable():
        return [pool.submit(_ready) for _ in range(workers)]


def _ready() -> None:
    """Do nothing: a process that does it has started."""


@contextmanager
def unstoppable() -> Iterator[None]:
    """Let Ctrl-C wait: a process whose start it breaks off says so with a traceback of its own.

    The processes that are started inherit the mask. It does not spare this one, where a thread of
    a library may take the signal in the main thread's place; so what comes is noted, and sent
    again.
    """
    if sys.platform == "win32":
        yield
        return
    with _noted():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _noted() -> Iterator[None]:
    """Note an interrupt and send it again at the end; only the main thread may, or is sent any."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)
