"""The child's side: prepare, give up rights, then answer one call after the other.

Started as `python -c` with nothing but pipes. Whatever a call raises ends in one message; a child
that the system kills simply ends, and its parent says why.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import traceback
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.errors import UnreadableCapture
from reportedly.isolation import confine, frames
from reportedly.isolation.limits import MEGABYTE
from reportedly.isolation.memory import Memory

# libraries swallow a MemoryError and answer with less; an answer made this near the limit is none
FULL = 0.97
GROWTH = 256 * MEGABYTE  # a child that keeps more than this after a call asks to be replaced


def main() -> None:
    """Serve the parent until it closes the pipe."""
    calls, answers = _pipes()
    confine.cut_network()
    memory = Memory()
    limits, prepare = pickle.loads(frames.read(calls)[1])  # noqa: S301  # from the parent
    if prepare is not None:
        prepare()
    sys.dont_write_bytecode = True
    confine.close_files()
    confine.forbid(limits)
    confine.limit_memory(limits, used=memory.read().space)
    start = memory.read()
    frames.write(answers, frames.READY)
    while True:
        try:
            _, request = frames.read(calls)
        except EOFError:
            return
        confine.limit_computing(limits)
        if not _answer(request, answers):
            return
        del request
        now = memory.read()
        if now.peak - start.space > FULL * limits.memory:
            frames.write(answers, frames.MEMORY)
            return
        grown = now.resident - start.resident > GROWTH
        frames.write(answers, frames.END, b"last" if grown else b"")


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes to the parent, moved away from where a library might print."""
    if sys.platform == "win32":
        import msvcrt

        for stream in (0, 1):
            msvcrt.setmode(stream, os.O_BINARY)
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    return calls, answers


def _answer(request: bytes, answers: BinaryIO) -> bool:
    """Send the parts of an answer; False when the call failed and said so."""
    try:
        for part in _parts(request):
            frames.write(answers, frames.PART, part)
        return True
    except UnreadableCapture as err:
        frames.write(answers, frames.REFUSED, json.dumps([err.reason, err.remedy]).encode())
        return True
    except MemoryError:
        frames.write(answers, frames.MEMORY)
    except BaseException as err:  # noqa: BLE001  # the border: all that a reader raises is told
        told = [f"{type(err).__name__}: {err}"[:2000], traceback.format_exc()[-8000:]]
        frames.write(answers, frames.BROKEN, json.dumps(told).encode())
    return False


def _parts(request: bytes) -> Iterator[bytes]:
    function, positional, named = pickle.loads(request)  # noqa: S301  # from the parent
    answer = function(*positional, **named)
    if isinstance(answer, bytes):
        yield answer
    else:
        yield from answer
