"""The clerk: brings the ledger up to date behind the pages, in a process of its own.

Invariant: one run at a time, in the order asked for; runs that were asked for meanwhile and bring
no files become one. A run that ends badly is told on the page and never ends the server.
"""

from __future__ import annotations

import multiprocessing
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue

from reportedly.engines import Progress, RunResult, run
from reportedly.errors import ReportedlyError
from reportedly.store import Address, open_store
from reportedly.store.keeping import settings_in_force
from reportedly.web.spool import Batch, drop

IN_USE = "is in use"  # what the store says while another process runs on the ledger
RETRY = 1.0  # seconds until a ledger in use is tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is going on. `number` counts finished runs; `trouble` is why the last one broke off."""

    busy: bool = False
    doing: str = ""
    done: int = 0
    total: int | None = None
    number: int = 0
    taken: int = 0  # documents that the last run took in
    rejected: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended in the clerk's process."""

    result: RunResult | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is to do: take files in; without any, only what is out of date."""

    paths: tuple[str, ...] = ()
    batches: tuple[Batch, ...] = ()  # dropped files, which are removed after the run

    def with_(self, other: Asked) -> Asked:
        """Return both as one."""
        return Asked((*self.paths, *other.paths), (*self.batches, *other.batches))


Message = Progress | Ended


def work(connection: Connection, root: Path | Address) -> None:
    """Run what is asked for until the other end closes."""
    store = open_store(root)
    while True:
        try:
            asked: Asked = connection.recv()
            settings = settings_in_force(store)
            names = dict(pair for batch in asked.batches for pair in batch.names)
            paths = (*asked.paths, *names)
            result = run(store, paths, settings=settings, report=connection.send, names=names)
            connection.send(Ended(result))
        except ReportedlyError as err:
            connection.send(Ended(None, str(err)))
        except (EOFError, BrokenPipeError):
            return
        except Exception as err:  # noqa: BLE001  # the border: a defect must not end the clerk
            traceback.print_exc()
            connection.send(Ended(None, f"{type(err).__name__}: {err}; please report this"))


class Clerk:
    """Takes work from pages, hands it to its process, and tells how far it is."""

    def __init__(self, root: Path | Address) -> None:
        self.state = State()
        self._root = root
        self._asked: SimpleQueue[Asked | None] = SimpleQueue()
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._thread = threading.Thread(target=self._serve, name="clerk", daemon=True)
        self._done: Callable[[], object] = bool
        self._process: _Process | None = None

    def start(self, done: Callable[[], object]) -> None:
        """Begin to work; `done` is called after each run, before the pages are told."""
        self._done = done
        self._thread.start()

    def ask(self, *paths: str, batches: tuple[Batch, ...] = ()) -> None:
        """Have files taken in: some that lie elsewhere, and dropped ones."""
        self._idle.clear()
        self.state = replace(self.state, busy=True, doing=self.state.doing or "waiting")
        self._asked.put(Asked(paths, batches))

    def wake(self) -> None:
        """Have the ledger brought up to date with decisions."""
        self.ask()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to do; tell whether that came about in time."""
        return self._idle.wait(seconds)

    def close(self) -> None:
        """End after the run that is going on."""
        self._stop.set()
        self._asked.put(None)
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while (asked := self._next()) is not None:
            ended = self._through(asked)
            for batch in asked.batches if ended.result else ():
                drop(batch)
            self._finish(ended)
        if self._process:
            self._process.close()

    def _finish(self, ended: Ended) -> None:
        """Show the ledger anew, then tell the pages; whatever fails, the clerk goes on."""
        try:
            self._done()
        except Exception as err:  # noqa: BLE001  # the border: a defect must not end the clerk
            traceback.print_exc()
            ended = Ended(ended.result, f"{type(err).__name__}: {err}; please report this")
        self._note(ended)

    def _next(self) -> Asked | None:
        """Return the next work, with all that may be done along with it."""
        asked = self._asked.get()
        while asked is not None and not self._stop.is_set():
            try:
                more = self._asked.get_nowait()
            except Empty:
                return asked
            if more is None:
                return None
            asked = asked.with_(more)
        return None

    def _through(self, asked: Asked) -> Ended:
        ended = self._run(asked)
        while IN_USE in ended.trouble and not self._stop.wait(RETRY):
            self._tell(Progress(doing="waiting for another run", done=0, total=None))
            ended = self._run(asked)
        return ended

    def _run(self, asked: Asked) -> Ended:
        """Have the other process run, started again if it has ended."""
        try:
            if self._process is None or not self._process.alive():
                self._process = _Process(self._root)
        except (OSError, RuntimeError) as err:
            return Ended(None, f"no process could be started: {err}")
        return self._process.run(asked, self._tell)

    def _tell(self, progress: Progress) -> None:
        self.state = replace(
            self.state,
            busy=True,
            doing=progress.doing,
            done=progress.done,
            total=progress.total,
        )

    def _note(self, ended: Ended) -> None:
        result = ended.result or RunResult()
        waiting = not self._asked.empty()
        self.state = State(
            busy=waiting,
            doing="waiting" if waiting else "",
            number=self.state.number + 1,
            taken=result.new,
            rejected=len(result.rejected) + len(result.failed),
            trouble=ended.trouble,
        )
        if not waiting:
            self._idle.set()


class _Process:
    """The other process and this end of the pipe to it."""

    def __init__(self, root: Path | Address) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        # Not a daemon: it starts the reading processes. It ends when this end of the pipe does.
        self._process = context.Process(target=work, args=(other, root), daemon=False)
        self._process.start()
        other.close()

    def alive(self) -> bool:
        """Tell whether it can be given work."""
        return self._process.is_alive()

    def run(self, asked: Asked, tell: Callable[[Progress], None]) -> Ended:
        """Have it run, and pass its progress on until it ends."""
        try:
            self._pipe.send(asked)
            while True:
                message: Message = self._pipe.recv()
                if isinstance(message, Ended):
                    return message
                tell(message)
        except (EOFError, OSError):
            return Ended(None, "the run was ended from outside; it goes on with the next change")

    def close(self) -> None:
        """Let it end."""
        self._pipe.close()
        self._process.join(timeout=5)
