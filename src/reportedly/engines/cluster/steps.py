"""The steps of a cluster run in their order, and what a worker does with one partition of one.

Invariant: each step reads what earlier steps wrote and writes files of its own; a partition's
files depend on the plan alone, so that doing it again, or twice at once, changes nothing.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from reportedly.codec import decode, encode
from reportedly.engines.cluster import copies, linking, marks, reading, taking
from reportedly.engines.cluster.plan import CORPUS, PLAN, Plan, Spread, kept, versions
from reportedly.engines.cluster.storage import storage_of
from reportedly.engines.cluster.work import Work
from reportedly.errors import BadLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what it is called while it runs, and what it does with a partition."""

    name: str
    doing: str
    run: Callable[[Work], marks.Counts]


CAPTURES = Step(name="captures", doing="taking in", run=taking.take_in)
DOCUMENTS = Step(name="documents", doing="reading", run=reading.read_documents)
# Over all documents; the word says how a step's partitions are numbered
BATCHED, BUCKETED, SINGLE = "batches", "buckets", "single"
COPYING: tuple[tuple[Step, str], ...] = (
    (Step(name="prints", doing="taking fingerprints", run=copies.make_prints), BATCHED),
    (Step(name="meetings", doing="comparing fingerprints", run=copies.meet), BUCKETED),
    (Step(name="closeness", doing="looking for stock text", run=copies.count_closeness), BUCKETED),
    (Step(name="stock", doing="setting stock text apart", run=copies.find_stock), SINGLE),
    (Step(name="pairs", doing="choosing pairs", run=copies.choose_pairs), BUCKETED),
    (Step(name="texts", doing="bringing pairs together", run=linking.send_texts), BATCHED),
    (Step(name="links", doing="aligning pairs", run=linking.align_pairs), BUCKETED),
    (Step(name="origins", doing="joining copies", run=linking.join_origins), SINGLE),
)
STEPS = {step.name: step for step in (CAPTURES, DOCUMENTS, *(step for step, _ in COPYING))}


def parts_of(spread: Spread, numbering: str) -> list[str]:
    """Return the partitions of a step over all documents."""
    if numbering == SINGLE:
        return [copies.WHOLE]
    many = len(spread.batches) if numbering == BATCHED else spread.buckets
    return [str(n) for n in range(many)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One partition of one step, sent to a worker."""

    output: str  # address of the run
    step: str
    part: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What became of a task."""

    step: str
    part: str
    counts: marks.Counts
    reason: str = ""  # why it failed


def perform(message: bytes) -> bytes:
    """Do a task; what it raises is its partition's failure, and no other's. Runs on a worker."""
    task = decode(message, Task)
    storage = storage_of(task.output)
    marks.begin(storage, task.step, task.part, attempt=task.attempt)
    began = time.process_time()
    try:
        plan, spread = _begun(task.output), kept(storage, CORPUS, Spread)
        careful = task.attempt >= marks.TRIES
        work = Work(storage=storage, plan=plan, part=task.part, spread=spread, careful=careful)
        counts = STEPS[task.step].run(work)
    except Exception as err:  # noqa: BLE001  # the border: one partition must not end the run
        reason = f"{type(err).__name__}: {err}"
        marks.fail(storage, task.step, task.part, attempt=task.attempt, reason=reason)
        return encode(Ended(step=task.step, part=task.part, counts={}, reason=reason))
    counts["cpu_ms"] = round(1000 * (time.process_time() - began))
    marks.mark(storage, task.step, task.part, counts=counts)
    marks.succeed(storage, task.step, task.part, attempt=task.attempt)
    return encode(Ended(step=task.step, part=task.part, counts=counts))


@lru_cache(maxsize=2)
def _begun(output: str) -> Plan:
    """Return the plan of a run, when this is the program that made it."""
    plan = kept(storage_of(output), PLAN, Plan)
    if plan is None:
        raise BadLedger(f"{output} holds no run; begin one with: reportedly cluster run")
    if plan.versions != versions():
        raise BadLedger(
            f"the program on {platform.node()} is not the one that began this run; "
            "install the same version on every machine"
        )
    return plan
