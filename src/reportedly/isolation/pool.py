"""The parent's side: keep children warm, hand them calls, replace the ones that hit a limit.

Invariant: a call answers, or raises `UnreadableCapture` (its input needs more than the limits
allow, or crashed its reader) or `BrokenReader` (the reader has a defect). Whether a child was used
before changes nothing: one that fails after earlier calls is replaced and the call made again.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import IO, ParamSpec

from reportedly.errors import BrokenReader, UnreadableCapture
from reportedly.isolation import frames
from reportedly.isolation.limits import (
    Limits,
    crashed,
    too_large,
    too_long,
    too_much_memory,
)
from reportedly.isolation.watch import Watch

P = ParamSpec("P")
NEW_GROUP = 0x200  # CREATE_NEW_PROCESS_GROUP of Windows
START = 120  # seconds on the clock in which a child must have started, on a busy machine too
PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from reportedly.isolation.child import main; main()"
)


@dataclass(slots=True, eq=False)
class _Child:
    """A running child and how it fares."""

    process: subprocess.Popen[bytes]
    calls: IO[bytes]
    answers: IO[bytes]
    watch: Watch
    used: bool = False  # has answered a call
    fit: bool = False  # may be given another call


class _Ended(Exception):  # never leaves this module
    """A child has ended in the middle of a call; holds the reason and the remedy."""


class Isolation:
    """Children that wait for calls. Safe to use from several threads; close it at the end.

    Args:
        limits: for each call.
        prepare: module-level function that a child runs first, to load what all calls need.
        keep: children kept waiting; more are started when more threads call at once.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        prepare: Callable[[], None] | None = None,
        keep: int = 1,
    ) -> None:
        self.limits = limits or Limits()
        self._prepare = prepare
        self._keep = keep
        self._waiting: list[_Child] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Isolation:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def call(self, function: Callable[P, bytes], *args: P.args, **named: P.kwargs) -> bytes:
        """Return what a module-level function returns when a child calls it.

        Raises:
            UnreadableCapture: raised by the function, or a limit was hit.
            BrokenReader: the function raised anything else.
        """
        return b"".join(self._parts(pickle.dumps((function, args, named))))

    def stream(
        self, function: Callable[P, Iterator[bytes]], *args: P.args, **named: P.kwargs
    ) -> Iterator[bytes]:
        """Yield, one by one, what a module-level generator yields in a child.

        Raises:
            UnreadableCapture: raised by the function, or a limit was hit.
            BrokenReader: the function raised anything else.
        """
        return self._parts(pickle.dumps((function, args, named)))

    def warm(self) -> None:
        """Start a child now, so that the first call need not wait for it."""
        self._give_back(self._take())

    def close(self) -> None:
        """End all waiting children."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for child in waiting:
            _stop(child)

    def _parts(self, request: bytes) -> Iterator[bytes]:
        given = False
        while True:
            child = self._take()
            used = child.used
            try:
                for part in _answer(child, request, self.limits):
                    given = True
                    yield part
                return
            except _Ended as ended:
                if given or not used:
                    raise UnreadableCapture(*ended.args) from None
            finally:
                self._give_back(child)

    def _take(self) -> _Child:
        with self._lock:
            if self._waiting:
                return self._waiting.pop()
        return _start(self.limits, self._prepare)

    def _give_back(self, child: _Child) -> None:
        with self._lock:
            keep = child.fit and len(self._waiting) < self._keep
            if keep:
                self._waiting.append(child)
        if not keep:
            _stop(child)


def _start(limits: Limits, prepare: Callable[[], None] | None) -> _Child:
    process = subprocess.Popen(  # noqa: S603  # this interpreter, a fixed program
        [sys.executable, "-c", PROGRAM, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        process_group=0,  # apart from its parent, so that Ctrl-C does not reach it
        creationflags=NEW_GROUP if sys.platform == "win32" else 0,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    watch = Watch(partial(_kill, process), step=min(START, limits.wall))
    child = _Child(process, process.stdin, process.stdout, watch)
    try:
        with watch.within(START):
            frames.write(child.calls, frames.CALL, pickle.dumps((limits, prepare)))
            kind, _ = frames.read(child.answers)
    except (OSError, EOFError):
        kind = b""
    if kind != frames.READY:
        _stop(child)
        raise BrokenReader("the process that reads files could not start; run: reportedly doctor")
    child.fit = True
    return child


def _answer(child: _Child, request: bytes, limits: Limits) -> Iterator[bytes]:
    """Yield the parts of an answer; the child is fit again when the last has come."""
    child.fit = False
    refused: UnreadableCapture | None = None
    try:
        with child.watch.within(limits.wall):
            frames.write(child.calls, frames.CALL, request)
        while True:
            with child.watch.within(limits.wall):
                kind, body = frames.read(child.answers, most=limits.answer)
            if kind == frames.PART:
                yield body
            elif kind == frames.REFUSED:
                refused = UnreadableCapture(*_words(body))
            elif kind == frames.END:
                break
            else:
                raise _failed(kind, body, limits)
    except OverflowError:
        raise UnreadableCapture(*too_large(limits)) from None
    except (OSError, EOFError, ValueError):
        raise _Ended(*_why(child, limits)) from None
    child.used = True
    child.fit = body != b"last"
    if refused is not None:
        raise refused


def _failed(kind: bytes, body: bytes, limits: Limits) -> Exception:
    if kind == frames.MEMORY:
        return _Ended(*too_much_memory(limits))
    what, trace = _words(body)
    return BrokenReader(what, trace)


def _words(body: bytes) -> tuple[str, str]:
    """Return two texts that a child sent. Raises ValueError when it sent something else."""
    first, second = json.loads(body)
    return str(first), str(second)


def _why(child: _Child, limits: Limits) -> tuple[str, str]:
    """Return reason and remedy for a child that has ended, or talks nonsense."""
    _stop(child)
    code = child.process.returncode
    if child.watch.overdue:
        return too_long(limits)
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return too_long(limits)
    if sys.platform != "win32" and code == -signal.SIGKILL:  # not by us: memory ran out
        return too_much_memory(limits)
    return crashed(signal.Signals(-code).name if code < 0 else f"exit code {code}")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a child and the programs it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _stop(child: _Child) -> None:
    """End a child: a fit one by closing its pipe, any other by force; leaves nothing open."""
    with suppress(OSError, ValueError):
        child.calls.close()
    try:
        child.process.wait(timeout=5 if child.fit else 0.2)
    except subprocess.TimeoutExpired:
        _kill(child.process)
        child.process.wait()
    child.watch.end()
    child.answers.close()
