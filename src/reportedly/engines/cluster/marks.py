"""What is done, what failed, what is set aside: small files, one for each partition of a step.

Invariant: a marker is written after everything it stands for; a partition without one is done
again, and gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.codec import decode, encode

if TYPE_CHECKING:
    from reportedly.engines.cluster.storage import Storage

TRIES = 3  # of a partition; then it is set aside
BEGUN = "begun"
KILLED = "its worker was killed, most likely for want of memory"
Counts = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A partition that was given up, or one document of it, and why."""

    step: str
    part: str
    reasons: tuple[str, ...]  # one for each try
    document: str = ""  # its id; empty: the whole partition


def mark(storage: Storage, step: str, part: str, *, counts: Counts) -> None:
    """Note that a partition is done."""
    storage.write(f"done/{step}/{part}.json", encode(counts))


def done(storage: Storage, step: str) -> set[str]:
    """Return the partitions of a step that are done."""
    return {name.removesuffix(".json") for name in storage.names(f"done/{step}")}


def counts_of(storage: Storage, step: str, part: str) -> Counts:
    """Return what was counted when a partition was done; nothing when it is not."""
    body = storage.read(f"done/{step}/{part}.json")
    return {} if body is None else decode(body, Counts)


def forget(storage: Storage, steps: Iterable[str]) -> None:
    """Take back that steps are done, so that they are done anew."""
    for step in steps:
        storage.clear(f"done/{step}")


def begin(storage: Storage, step: str, part: str, *, attempt: int) -> None:
    """Note that a try begins; when the whole run is stopped, this note is all that stays."""
    storage.write(f"tries/{step}/{part}.{attempt}.json", encode(BEGUN))


def fail(storage: Storage, step: str, part: str, *, attempt: int, reason: str) -> None:
    """Note why a try failed."""
    storage.write(f"tries/{step}/{part}.{attempt}.json", encode(reason))


def succeed(storage: Storage, step: str, part: str, *, attempt: int) -> None:
    """Forget this try and those before it."""
    for number in range(attempt + 1):
        storage.remove(f"tries/{step}/{part}.{number}.json")


def failures(storage: Storage, step: str) -> dict[str, tuple[str, ...]]:
    """Return the reasons of failed tries by partition; a step must not be running."""
    found: dict[str, list[str]] = {}
    for name in storage.names(f"tries/{step}"):
        part = name.removesuffix(".json").rpartition(".")[0]
        body = storage.read(f"tries/{step}/{name}")
        found.setdefault(part, []).append(decode(body, str) if body else BEGUN)
    return {part: tuple(reasons) for part, reasons in found.items()}


def take_up(storage: Storage, step: str, part: str, *, document: str) -> None:
    """Note which document of a partition is read now, so that it is known when the worker dies."""
    storage.write(f"hands/{step}/{part}.json", encode(document))


def lay_down(storage: Storage, step: str, part: str) -> None:
    """Note that no document of a partition is being read."""
    storage.remove(f"hands/{step}/{part}.json")


def at_hand(storage: Storage, step: str, part: str) -> str:
    """Return the document at which a worker died; empty when it was none."""
    body = storage.read(f"hands/{step}/{part}.json")
    return decode(body, str) if body else ""


def forgive(storage: Storage, step: str) -> None:
    """Take back the tries that ended with the whole run: no fault of their partitions."""
    storage.clear(f"hands/{step}")
    for name in storage.names(f"tries/{step}"):
        body = storage.read(f"tries/{step}/{name}")
        if not body or decode(body, str) == BEGUN:
            storage.remove(f"tries/{step}/{name}")


def set_aside(storage: Storage, one: Aside) -> None:
    """Give a partition, or a document of it, up."""
    name = f"{one.part}.{one.document}" if one.document else one.part
    storage.write(f"aside/{one.step}/{name}.json", encode(one))


def aside(storage: Storage, step: str) -> tuple[Aside, ...]:
    """Return the partitions and documents of a step that were given up, sorted."""
    bodies = [storage.read(f"aside/{step}/{name}") for name in storage.names(f"aside/{step}")]
    return tuple(decode(body, Aside) for body in bodies if body is not None)


def try_again(storage: Storage, step: str) -> None:
    """Forget failed tries and what was given up, so that it is done again."""
    for one in aside(storage, step):
        storage.remove(f"done/{step}/{one.part}.json")  # done, but for a document
    storage.clear(f"tries/{step}")
    storage.clear(f"aside/{step}")
