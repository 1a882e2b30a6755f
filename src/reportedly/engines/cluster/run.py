"""Run the stages over many machines: step by step, partition by partition, with restarts.

Invariant: what is done is never done again; a partition that fails TRIES times, or the document
that kills its workers, is set aside with its reasons, and the others go on. The links and
outputs are those of a run on one machine.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reportedly.codec import decode, encode
from reportedly.engines.cluster import marks
from reportedly.engines.cluster.crews import Crew, crew_of
from reportedly.engines.cluster.listing import write_listing
from reportedly.engines.cluster.marks import Aside
from reportedly.engines.cluster.plan import (
    CORPUS,
    MANY,
    PLAN,
    Plan,
    Sizes,
    Spread,
    going_on,
    kept,
    note,
    plan_of,
)
from reportedly.engines.cluster.steps import (
    CAPTURES,
    COPYING,
    DOCUMENTS,
    STEPS,
    Ended,
    Step,
    Task,
    parts_of,
)
from reportedly.engines.cluster.storage import Storage, storage_of
from reportedly.engines.cluster.taking import part_name
from reportedly.engines.local import Progress
from reportedly.errors import ReportedlyError
from reportedly.settings import Settings

MOST_BATCHES = 65_536  # what a document's number has room for
Report = Callable[[Progress], None]


@dataclass(slots=True, kw_only=True)
class ClusterResult:
    """What stands at the output of a run, and what this run did of it."""

    documents: int = 0
    failed: int = 0
    rejected: int = 0
    words: int = 0
    links: int = 0
    origins: int = 0
    aside: list[Aside] = field(default_factory=list)
    did: int = 0  # partitions, of all steps
    lost: int = 0  # workers
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Site:
    """What the driver of a run works with."""

    storage: Storage
    plan: Plan
    crew: Crew
    report: Report
    result: ClusterResult


def run_cluster(
    inputs: Iterable[str],
    output: str,
    *,
    settings: Settings,
    engine: str = "processes",
    report: Report = lambda _progress: None,
    sizes: Sizes | None = None,
    retry: bool = False,
) -> ClusterResult:
    """Read what lies at `inputs` and find copies, on an engine; go on where a run stopped.

    Args:
        inputs: files, folders, patterns, or addresses such as `s3://bucket/prefix`.
        output: a folder or address that all workers reach.
        settings: `workers` says how many work at once; 0 is one for each core.
        engine: one of `crews.ENGINES`.
        report: told how far it is.
        sizes: how the work is cut; of no consequence for what comes out.
        retry: do again what was set aside.

    Raises:
        BadLedger: the output holds a run on another input or by another program.
        ReportedlyError: a step over all documents failed; what was done is kept.
        MissingModel: no language model is installed.
        MissingLibrary: pyarrow or the engine is not installed.
    """
    began = time.monotonic()
    storage = storage_of(output)
    plan = _planned(storage, tuple(sorted(set(inputs))), settings, sizes=sizes or Sizes())
    result = ClusterResult()
    for step in STEPS:
        marks.forgive(storage, step)
    if retry:
        _try_again(storage)
    with crew_of(engine, settings.workers) as crew:
        site = _Site(storage=storage, plan=plan, crew=crew, report=report, result=result)
        _read(site)
        _find_copies(site)
    result.seconds = time.monotonic() - began
    return result


def _try_again(storage: Storage) -> None:
    """Take back what was set aside; copies are looked for anew when documents were."""
    if any(one.document for one in marks.aside(storage, DOCUMENTS.name)):
        marks.forget(storage, (step.name for step, _ in COPYING))
    for step in STEPS:
        marks.try_again(storage, step)


def _planned(
    storage: Storage, inputs: tuple[str, ...], settings: Settings, *, sizes: Sizes
) -> Plan:
    new = plan_of(inputs, settings, sizes)
    old = going_on(storage, new)
    if old is not None:
        return old
    plan = replace(new, groups=write_listing(storage, inputs, sizes))
    note(storage, PLAN, plan)
    return plan


def _read(site: _Site) -> None:
    """Run the steps on files and on documents."""
    groups = [f"{n:05}" for n in range(site.plan.groups)]
    taken = _done(site, CAPTURES, groups)
    read = _done(site, DOCUMENTS, _document_parts(site.storage, groups))
    site.result.rejected = taken["rejected"]
    site.result.documents, site.result.failed = read["documents"], read["failed"]
    site.result.words = read["words"]


def _document_parts(storage: Storage, groups: list[str]) -> list[str]:
    parts: list[str] = []
    for group in groups:
        many = marks.counts_of(storage, CAPTURES.name, group).get("parts", 0)
        parts += [part_name(group, n) for n in range(many)]
    return parts


def _find_copies(site: _Site) -> None:
    """Run the steps over all documents that were read; anew when these are others than before."""
    storage = site.storage
    spread = _spread(storage, site.plan.sizes)
    if kept(storage, CORPUS, Spread) != spread:
        marks.forget(storage, (step.name for step, _ in COPYING))
        note(storage, CORPUS, spread)
    for step, numbering in COPYING:
        totals = _done(site, step, parts_of(spread, numbering))
        given_up = marks.aside(storage, step.name)
        if given_up:
            raise ReportedlyError(
                f"{step.doing} failed {marks.TRIES} times for partition {given_up[0].part}: "
                f"{given_up[0].reasons[-1]}; what was done is kept; go on with --retry"
            )
    site.result.links, site.result.origins = totals["links"], totals["origins"]


def _spread(storage: Storage, sizes: Sizes) -> Spread:
    """Return how the documents that were read are spread over batches and buckets."""
    parts = sorted(marks.done(storage, DOCUMENTS.name))
    words = {part: marks.counts_of(storage, DOCUMENTS.name, part)["words"] for part in parts}
    total = sum(words.values())
    full = max(sizes.batch, -(-total // (MOST_BATCHES // 2)))  # a batch is at least half full
    batches: list[list[str]] = [[]]
    held = 0
    for part in parts:
        if batches[-1] and held + words[part] > full:
            batches.append([])
            held = 0
        batches[-1].append(part)
        held += words[part]
    return Spread(
        parts=tuple(parts),
        batches=tuple(tuple(batch) for batch in batches),
        buckets=1 + max(total // sizes.full, min(total // sizes.bucket, MANY)),
    )


def _done(site: _Site, step: Step, parts: list[str]) -> Counter[str]:
    """Have every partition of a step done or set aside; return the sums of what was counted."""
    storage = site.storage
    done = marks.done(storage, step.name)
    given_up = {one.part for one in marks.aside(storage, step.name) if not one.document}
    failed = {part: list(why) for part, why in marks.failures(storage, step.name).items()}
    totals: Counter[str] = Counter()
    for part in done.intersection(parts):
        totals.update(marks.counts_of(storage, step.name, part))
    todo = [part for part in parts if part not in done | given_up]
    waiting = deque(_message(site, step, part, attempt=len(failed.get(part, ()))) for part in todo)
    began, before, left = time.monotonic(), totals["words"], len(todo)
    for message, answer in site.crew(waiting):
        task = decode(message, Task)
        ended = decode(answer, Ended) if answer is not None else _lost(site, task)
        if not ended.reason:
            totals.update(ended.counts)
            site.result.did += 1
            left -= 1
        elif _again(site, task, failed.setdefault(task.part, []), reason=ended.reason):
            waiting.append(_message(site, step, task.part, attempt=task.attempt + 1))
        else:
            left -= 1
        site.report(
            Progress(
                doing=step.doing,
                done=len(parts) - left,
                total=len(parts),
                words=totals["words"] - before,
                seconds=time.monotonic() - began,
            )
        )
    site.result.aside += marks.aside(storage, step.name)
    return totals


def _message(site: _Site, step: Step, part: str, *, attempt: int) -> bytes:
    return encode(Task(output=site.storage.address, step=step.name, part=part, attempt=attempt))


def _lost(site: _Site, task: Task) -> Ended:
    """Note that a worker died of a task."""
    site.result.lost += 1
    marks.fail(site.storage, task.step, task.part, attempt=task.attempt, reason=marks.KILLED)
    return Ended(step=task.step, part=task.part, counts={}, reason=marks.KILLED)


def _again(site: _Site, task: Task, why: list[str], *, reason: str) -> bool:
    """Tell whether a failed task is tried again; else set it aside."""
    why.append(reason)
    if len(why) < marks.TRIES or _narrowed(site, task, reason):
        return True
    one = marks.Aside(step=task.step, part=task.part, reasons=tuple(why))
    marks.set_aside(site.storage, one)
    return False


def _narrowed(site: _Site, task: Task, reason: str) -> bool:
    """Tell whether one document of a partition is to blame: then it alone is set aside.

    After TRIES deaths the partition is read once more with a note of the document at hand; each
    death from then on costs the document that was noted.
    """
    if task.step != DOCUMENTS.name or reason != marks.KILLED:
        return False
    if task.attempt < marks.TRIES:
        return True
    document = marks.at_hand(site.storage, task.step, task.part)
    if document:
        one = marks.Aside(step=task.step, part=task.part, reasons=(reason,), document=document)
        marks.set_aside(site.storage, one)
        marks.lay_down(site.storage, task.step, task.part)  # each note costs one document
    return bool(document)
