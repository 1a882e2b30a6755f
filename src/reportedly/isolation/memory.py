"""How much memory this process has, read from one file that is opened before files are closed."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """Bytes; all are 0 where the system does not tell."""

    space: int = 0  # address space
    peak: int = 0  # largest address space so far
    resident: int = 0


class Memory:
    """The open file that tells this process's size."""

    def __init__(self) -> None:
        linux = sys.platform == "linux"
        self._file = os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC) if linux else -1

    def read(self) -> Use:
        """Return the use of memory now."""
        if self._file < 0:
            return Use()
        lines = os.pread(self._file, 4096, 0).decode("ascii", "replace").splitlines()
        sizes = dict(line.split(":", 1) for line in lines if line.startswith("Vm"))
        named = (sizes.get(name, "0 kB") for name in ("VmSize", "VmPeak", "VmRSS"))
        return Use(*(int(size.split()[0]) * 1024 for size in named))
