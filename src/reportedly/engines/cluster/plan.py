"""What a cluster run is about to do: fixed when it begins, read by every worker and by a restart.

Invariant: the result depends on the input, the settings and the program alone; sizes decide how
the work is cut, never what comes out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

from reportedly import pipeline
from reportedly.codec import decode, encode
from reportedly.errors import BadLedger
from reportedly.exports import tool_versions
from reportedly.settings import Settings, load_settings

if TYPE_CHECKING:
    from reportedly.engines.cluster.storage import Storage

FORMAT = 1
PLAN, CORPUS = "plan.json", "corpus.json"
MANY = 1_000  # buckets: more of them are only made so that none is too full
T = TypeVar("T")
# Settings that decide nothing of what workers put out: they matter to the machine or to a ledger
APART = frozenset({"workers", "merge", "aggregation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How the work is cut."""

    group: int = 64 * 1_048_576  # bytes of input files that one worker takes in
    files: int = 2_000  # of them at most
    part: int = 250  # documents of a partition: a few minutes of reading
    batch: int = 2_000_000  # words of the partitions whose fingerprints one worker makes
    bucket: int = 1_000_000  # words for each bucket of the search for copies, up to MANY buckets
    full: int = 10_000_000  # words that a bucket holds at most, whatever their number


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a run began."""

    format: int
    versions: dict[str, str]
    settings: dict[str, str]
    inputs: tuple[str, ...]
    groups: int  # of input files
    sizes: Sizes

    def chosen(self) -> Settings:
        """Return the settings that workers use."""
        return load_settings(None, {}, **self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the documents that were read are spread for the search for copies."""

    parts: tuple[str, ...]  # partitions that were read
    batches: tuple[tuple[str, ...], ...]
    buckets: int


def versions() -> dict[str, str]:
    """Return the versions of this program, its models and stages.

    Raises:
        MissingModel: no language model is installed.
    """
    return tool_versions(pipeline.versions())


def plan_of(inputs: tuple[str, ...], settings: Settings, sizes: Sizes) -> Plan:
    """Return a new run's plan; its groups are not counted yet.

    Raises:
        MissingModel: no language model is installed.
    """
    return Plan(
        format=FORMAT,
        versions=versions(),
        settings={
            f.name: str(getattr(settings, f.name)) for f in fields(settings) if f.name not in APART
        },
        inputs=inputs,
        groups=0,
        sizes=sizes,
    )


def kept(storage: Storage, name: str, kind: type[T]) -> T | None:
    """Return what a run noted under a name, if it did."""
    body = storage.read(name)
    return None if body is None else decode(body, kind)


def note(storage: Storage, name: str, what: object) -> None:
    """Note something for workers and restarts."""
    storage.write(name, encode(what))


def going_on(storage: Storage, new: Plan) -> Plan | None:
    """Return the plan of a run that began at this output; None when none did.

    Raises:
        BadLedger: it began with another input, other settings or another version.
    """
    old = kept(storage, PLAN, Plan)
    if old is None:
        return None
    if replace(old, groups=0, sizes=new.sizes) == new:
        return old
    was, now = _told(old), _told(new)
    other = [name for name in now if was.get(name) != now[name]]
    raise BadLedger(
        f"{storage.address} holds a run with another {other[0] if other else 'format'}: "
        f"found {was.get(other[0], '') if other else old.format}, "
        f"asked {now[other[0]] if other else new.format}; choose another --output"
    )


def _told(plan: Plan) -> dict[str, str]:
    return {"input": " ".join(plan.inputs), **plan.settings, **plan.versions}
