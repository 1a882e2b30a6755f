"""How much a container may unpack to, and the words that say it held more.

Invariant: what is counted is what was unpacked, never what a header promises.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_048_576
MOST_BYTES = 1024 * MEGABYTE  # of one file, all its members together
MOST_TIMES = 100  # the size of the file itself; ZIP files of news pages stay below 12
HONEST = 10 * MEGABYTE  # below this a file may unpack to any number of times its size
MOST_MEMBERS = 10_000
MOST_DEPTH = 3  # a text in a mail in a mailbox in a ZIP file
NESTED = 256 * MEGABYTE  # of one container inside another: it is held in memory
SPLIT = "unpack it yourself and add the folder"


class TooMuch(Exception):
    """A container holds more than is read.

    Args:
        reason: what was found.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def too_large() -> TooMuch:
    """Return the words for a file that unpacks to more than it may."""
    return TooMuch(
        f"it unpacks to more than {MOST_BYTES // MEGABYTE:,} MB or {MOST_TIMES} times "
        "its size; the rest was not read"
    )


@dataclass(slots=True)
class Budget:
    """What may still be taken out of one file; shared by all containers inside it."""

    bytes_left: int
    members_left: int = MOST_MEMBERS

    def take(self, size: int) -> None:
        """Count one member of `size` bytes.

        Raises:
            TooMuch: the file has given all it may.
        """
        self.members_left -= 1
        self.bytes_left -= size
        if self.members_left < 0:
            raise TooMuch(f"it holds more than {MOST_MEMBERS:,} members; the rest was not read")
        if self.bytes_left < 0:
            raise too_large()


def budget_of(size: int) -> Budget:
    """Return what may be taken out of a file of `size` bytes."""
    return Budget(min(MOST_BYTES, max(HONEST, MOST_TIMES * size)))
