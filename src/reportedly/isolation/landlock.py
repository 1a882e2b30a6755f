"""Linux: let the kernel refuse every file but the program's own, every TCP connection and signal.

Spoken to by system calls, since Python has no binding for Landlock. Where the kernel is older than
5.13 nothing is refused here and the other confinements stand alone.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38  # prctl
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
# rights known to each version of the interface, from linux/landlock.h: (version, count of bits)
FILE_RIGHTS = ((1, 13), (2, 14), (3, 15), (5, 16))
TCP = 0b11  # bind, connect; from version 4
SCOPES = 0b11  # abstract sockets, signals; from version 6
READABLE = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/urandom")


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def confine(readable: Iterable[str]) -> bool:
    """Allow this process to read below `readable` and the system's libraries, and no more.

    Returns False where the kernel has no Landlock.
    """
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = int(system.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))
    if version < 1:
        return False
    bits = max(count for since, count in FILE_RIGHTS if since <= version)
    rules = _Ruleset((1 << bits) - 1, TCP if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    handle = int(
        system.syscall(
            CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0)
        )
    )
    if handle < 0:
        return False
    for path in sorted({*READABLE, *readable}):
        _allow(system, handle, path)
    _allow(system, handle, os.devnull, more=WRITE_FILE)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    refused = int(system.syscall(RESTRICT_SELF, ctypes.c_int(handle), ctypes.c_uint32(0)))
    os.close(handle)
    return refused == 0


def _allow(system: ctypes.CDLL, handle: int, path: str, *, more: int = 0) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC) if sys.platform == "linux" else -1
    except OSError:
        return
    rights = EXECUTE | READ_FILE | more | (READ_DIR if os.path.isdir(path) else 0)  # noqa: PTH112
    rule = _Beneath(rights, place)
    system.syscall(
        ADD_RULE,
        ctypes.c_int(handle),
        ctypes.c_int(PATH_BENEATH),
        ctypes.byref(rule),
        ctypes.c_uint32(0),
    )
    os.close(place)
