"""Several write to a ledger and several read it: nothing acknowledged is lost, none sees half."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest

from reportedly.codec import digest
from reportedly.errors import BadLedger
from reportedly.records import (
    Anchor,
    Capture,
    CaptureId,
    Decision,
    DecisionId,
    DocId,
    Rejection,
    Verdict,
)
from reportedly.store import Address, Store, decisions, documents, open_store, originals, outputs
from reportedly.store.documents import Held
from reportedly.store.lock import writing
from reportedly.store.outputs import Output

WRITERS, READERS = 4, 8
SHORT, LONG = 3.0, 60.0  # seconds
AT = datetime(2031, 5, 3, tzinfo=UTC)
RUNS = 5  # every so many rounds a writer takes the turn of a run


@dataclass(frozen=True)
class Written:
    """What one writer was told is kept."""

    decisions: tuple[str, ...]
    documents: tuple[str, ...]


def decision(name: str) -> Decision:
    anchor = Anchor(capture=CaptureId("ab" * 32), exact="14", prefix="", suffix="", start=0)
    return Decision(
        id=DecisionId(name),
        at=AT,
        reviewer="ana",
        verdict=Verdict.ACCEPT,
        kind="Figure",
        anchors=(anchor,),
    )


@contextmanager
def open_here(place: Path | Address) -> Iterator[Store]:
    store = open_store(place)
    try:
        yield store
    finally:
        store.engine.dispose()


def read_in(store: Store, name: str) -> None:
    """Write what an import writes of one document."""
    body = f"[{name!r}]".encode() * 40
    capture = Capture(
        id=originals.put(store, body), location=name, media_type="text/plain", size=len(body)
    )
    documents.reject(store, [Rejection(location=name, reason="r", remedy="m")])
    documents.add(store, [Held(DocId(name), capture, f"/{name}")])
    stages = ("documents", "times", "figures")
    outputs.save(store, [Output(s, DocId(name), "key", digest(body), body) for s in stages])


def write(place: Path | Address, writer: int, seconds: float, start: Barrier) -> Written:
    """Decide and read in, again and again; return what was acknowledged."""
    decided: list[str] = []
    taken: list[str] = []
    with open_here(place) as store:
        start.wait()
        until = time.time() + seconds
        while time.time() < until:
            name = f"w{writer}-{len(decided)}"
            decisions.append(store, decision(name))
            decided.append(name)
            if len(decided) % RUNS:
                continue
            with suppress(BadLedger), writing(store):  # a folder that is in use is not waited for
                read_in(store, name)
                taken.append(name)
    return Written(tuple(decided), tuple(taken))


def read(place: Path | Address, seconds: float, start: Barrier) -> int:
    """Read again and again; return how often. What has been seen stays as it was seen."""
    seen: tuple[DecisionId, ...] = ()
    known: set[DocId] = set()
    rounds = 0
    with open_here(place) as store:
        start.wait()
        until = time.time() + seconds
        while time.time() < until:
            now = tuple(d.id for d in decisions.decisions(store))
            assert now[: len(seen)] == seen, "a decision was put before what had been read"
            seen = now
            held = documents.held(store)
            assert known <= set(held)
            known = set(held)
            assert not originals.lacking(store, (h.capture.id for h in held.values()))
            stages = [set(outputs.bodies(store, s)) for s in ("figures", "times", "documents")]
            assert stages[0] <= stages[1] <= stages[2], "half of a transaction was seen"
            rounds += 1
    return rounds


def at_once(store: Store, seconds: float, pool: Executor, start: Barrier) -> None:
    """Begin when all have opened the ledger, so that all work for the whole time."""
    writers: list[Future[Written]] = [
        pool.submit(write, store.place, n, seconds, start) for n in range(WRITERS)
    ]
    readers = [pool.submit(read, store.place, seconds, start) for _ in range(READERS)]
    written = [w.result() for w in writers]
    rounds = sum(r.result() for r in readers)

    acknowledged = [name for w in written for name in w.decisions]
    taken = [name for w in written for name in w.documents]
    kept = [d.id for d in decisions.decisions(store)]
    held = documents.held(store)
    kind = "shared" if store.address else "folder"
    lost = (set(acknowledged) - set(kept)) | (set(taken) - set(held))
    print(
        f"{kind}: {WRITERS} writers, {READERS} readers, {seconds:.0f} s: {len(acknowledged)} "
        f"decisions and {len(taken)} documents acknowledged, {len(lost)} lost, {rounds} readings"
    )
    assert lost == set()
    assert sorted(kept) == sorted(acknowledged)
    assert len(taken) > 0
    assert rounds > READERS
    assert originals.damaged(store) == ()
    for body, (_, known) in zip(
        outputs.bodies(store, "times").values(),
        (v for k, v in sorted(outputs.known(store).items()) if k[0] == "times"),
        strict=True,
    ):
        assert digest(body) == known
    assert documents.rejections(store) == ()


def test_four_write_and_eight_read_and_nothing_is_lost(store: Store) -> None:
    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        at_once(store, SHORT, pool, Barrier(WRITERS + READERS))


@pytest.mark.nightly
def test_four_processes_write_and_eight_read_for_a_minute(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    many = WRITERS + READERS
    with context.Manager() as manager, ProcessPoolExecutor(many, mp_context=context) as pool:
        at_once(store, LONG, pool, manager.Barrier(many))
