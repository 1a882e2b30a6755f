"""Take from this process what a reader of untrusted bytes does not need.

On Linux the kernel refuses memory over the limit, computing over the limit, every byte written to
a file, the network, and files that are not the program's own. Everywhere an audit hook refuses
what Python code asks for: sockets, files opened for writing, other programs. Elsewhere than on
Linux only the hook, the time limits and the border between processes remain.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from reportedly.isolation import landlock
from reportedly.isolation.limits import Limits

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # unshare(2)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
REFUSED = ("socket.", "shutil.", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "ftplib.",
           "smtplib.", "urllib.Request", "webbrowser.", "os.system", "os.startfile", "os.kill",
           "pty.", "sqlite3.connect", "tempfile.")  # fmt: skip
CHANGING = frozenset(
    f"os.{name}"
    for name in ("remove", "rename", "mkdir", "rmdir", "link", "symlink", "truncate", "chmod",
                 "chown", "chflags", "utime", "setxattr", "removexattr", "putenv", "unsetenv")
)  # fmt: skip


def cut_network() -> None:
    """Leave this process in a network without any device, where the system lets it.

    Must run before a second thread starts.
    """
    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None)
    if system.unshare(NEW_USER | NEW_NETWORK) != 0:
        system.unshare(NEW_NETWORK)  # works for root where user namespaces are switched off


def close_files() -> None:
    """Let this process read only what lies in the program's own folders."""
    own = {p for p in sys.path if p and Path(p).exists()}
    landlock.confine({sys.prefix, sys.base_prefix, *own})


def forbid(limits: Limits) -> None:
    """Refuse, from now on and for good, what Python code could do to the outside."""

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            _check_open(args)
        elif event == "subprocess.Popen":
            _check_program(args, limits)
        elif event in CHANGING or event.startswith(REFUSED):
            raise PermissionError(f"a reader may not do this: {event}")

    sys.addaudithook(hook)


def _check_open(args: tuple[object, ...]) -> None:
    path, mode, flags = args
    if isinstance(path, int):  # it is open already
        return
    writes = isinstance(flags, int) and flags & WRITING
    if (writes or (isinstance(mode, str) and set(mode) & set("wax+"))) and path != os.devnull:
        raise PermissionError(f"a reader may not write: {path!r}")


def _check_program(args: tuple[object, ...], limits: Limits) -> None:
    program = os.path.basename(os.fsdecode(args[0])) if isinstance(args[0], str | bytes) else ""  # noqa: PTH119
    if program.removesuffix(".exe") not in limits.programs:
        raise PermissionError(f"a reader may not start a program: {program!r}")


def limit_memory(limits: Limits, *, used: int) -> None:
    """Bound the address space to the bytes `used` now and `limits.memory`; no file may grow."""
    if sys.platform != "linux":
        return
    import resource

    bound = used + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_computing(limits: Limits) -> None:
    """Give this process `limits.cpu` more seconds of computing; then the system kills it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = int(used.ru_utime + used.ru_stime) + limits.cpu + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
