"""What the tests of isolation run in a child: well-behaved calls, and calls that do harm."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reportedly.errors import UnreadableCapture


def echo(data: bytes) -> bytes:
    """Return what came in."""
    return data


def process(_data: bytes = b"") -> bytes:
    """Return the id of the process that answers."""
    return str(os.getpid()).encode()


def computing() -> bytes:
    """Return how many seconds the process that answers has computed."""
    return repr(time.process_time()).encode()


def parts(count: int) -> Iterator[bytes]:
    """Yield numbers."""
    for n in range(count):
        yield str(n).encode()


def refuse() -> bytes:
    """Raise what a reader may raise."""
    raise UnreadableCapture("the file is odd", "save it again")


def defect() -> bytes:
    """Raise what no reader may raise."""
    raise KeyError("missing")


def allocate(megabytes: int) -> bytes:
    """Fill memory step by step."""
    held = [b"x" * 1_048_576 for _ in range(megabytes)]
    return str(len(held)).encode()


def swallow(megabytes: int) -> bytes:
    """Fill memory and hide that there was not enough, as some libraries do."""
    held: list[bytes] = []
    try:
        held += [b"x" * 1_048_576 for _ in range(megabytes)]
        for _ in range(megabytes):
            held.append(b"x" * 1_048_576)
    except MemoryError:
        return b"a poor answer"
    return b"a full answer"


def compute() -> bytes:
    """Never end, computing."""
    while True:
        pass


def wait() -> bytes:
    """Never end, waiting."""
    while True:
        time.sleep(60)


def crash() -> bytes:
    """Read an address that is not there."""
    os.kill(os.getpid(), signal.SIGSEGV) if os.name == "nt" else ctypes.string_at(0)
    return b""


def leave() -> bytes:
    """End the process from inside."""
    os._exit(7)


def large(megabytes: int) -> bytes:
    """Return a large answer."""
    return b"x" * (megabytes * 1_048_576)


def noise() -> bytes:
    """Print where answers travel."""
    print("x" * 100_000, flush=True)
    os.write(1, b"more")
    return b"quiet"


def outcome(name: str, place: str, port: int) -> bytes:
    """Try one thing that a reader may not do, and return what stopped it."""
    attempts: dict[str, Callable[[], object]] = {
        "write": lambda: Path(place).write_text("x", encoding="utf-8"),
        "append": lambda: os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT),
        "make a folder": lambda: Path(place).mkdir(),
        "delete": lambda: Path(place).unlink(),
        "connect": lambda: socket.create_connection(("127.0.0.1", port), 2),
        "look a name up": lambda: socket.getaddrinfo("localhost", port),
        "start a program": lambda: subprocess.run(["true"], check=True),
        "kill": lambda: os.kill(os.getppid(), 0),
        "read another's file": lambda: Path(place).read_bytes(),
        "write past Python": lambda: _native_open(place, os.O_WRONLY | os.O_CREAT),
        "read past Python": lambda: _native_open(place, os.O_RDONLY),
        "connect past Python": lambda: _native_connect(port),
    }
    try:
        attempts[name]()
    except OSError:
        return b"refused"
    return b"done"


def _native_open(place: str, flags: int) -> None:
    """Open a file as a library in C would, where no audit hook looks."""
    if ctypes.CDLL(None).open(place.encode(), flags, 0o644) < 0:
        raise PermissionError(place)


def _native_connect(port: int) -> None:
    system = ctypes.CDLL(None)
    handle = system.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    address = b"\x02\x00" + port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    if handle < 0 or system.connect(handle, address, len(address)) != 0:
        raise PermissionError(port)
