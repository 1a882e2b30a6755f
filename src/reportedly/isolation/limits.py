"""What one call in a child may use, and the words for a call that used more.

The words depend on the limits alone, so the same file is refused in the same words everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_048_576
GIGABYTE = 1024 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one call.

    Without isolation a page of 349 KB held its reader for 70 s, and a PDF of 1 MB and an archive
    of 1 MB took 2 GB each; the slowest of 90 real pages takes 0.3 s and 80 MB.
    """

    memory: int = GIGABYTE  # bytes of address space beyond what the child needs to start
    cpu: int = 30  # seconds of computing
    wall: int = 40  # seconds on the clock, for a child that waits instead of computing
    answer: int = 256 * MEGABYTE  # bytes of one part of an answer
    programs: tuple[str, ...] = ()  # names of the programs that a call may start


def too_much_memory(limits: Limits) -> tuple[str, str]:
    """Return reason and remedy for a call that asked for more memory than it may have."""
    return (
        f"reading it needed more than {_size(limits.memory)} of memory",
        "save its text in a simpler form (.txt or .html), or in several files",
    )


def too_long(limits: Limits) -> tuple[str, str]:
    """Return reason and remedy for a call that took too long."""
    return (
        f"reading it took longer than {limits.cpu} s",
        "save its text in a simpler form (.txt or .html), or in several files",
    )


def too_large(limits: Limits) -> tuple[str, str]:
    """Return reason and remedy for an answer that is too large to take in."""
    return (
        f"what it holds is larger than {_size(limits.answer)}",
        "split the file, or take the parts you need out of it",
    )


def crashed(signal: str) -> tuple[str, str]:
    """Return reason and remedy for a child that ended by itself. `signal` names how."""
    return (
        f"its reader crashed on it ({signal}): the file is damaged, or made to do harm",
        "open it in the program that made it, save it again, and add that",
    )


def _size(count: int) -> str:
    large, small = divmod(count, GIGABYTE)
    return f"{large} GiB" if large and not small else f"{count // MEGABYTE} MiB"
