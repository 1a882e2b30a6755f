"""Corpus stages in several processes: the same bytes, and every end is one sentence."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reportedly import analyse
from reportedly.engines.spreading import Spreading, spreading
from reportedly.engines.update import update_corpus
from reportedly.errors import LostWorker
from reportedly.records import Corpus, DocumentRecords
from reportedly.settings import Settings
from reportedly.stage import Job, Spread, Tools, Work, marked
from tests.test_coherence import REPORTS

POSIX = pytest.mark.skipif(os.name == "nt", reason="uses POSIX signals")


@pytest.fixture(scope="module")
def every(demo: Corpus, tools: Tools) -> tuple[DocumentRecords, ...]:
    """Documents of two stories."""
    read = [analyse(t, published=day, outlet=name, tools=tools) for name, day, t in REPORTS]
    return tuple(sorted((*demo.documents, *read), key=lambda r: r.document.id))


@pytest.fixture
def two() -> Iterator[Spreading]:
    """Two processes that start for any work at all."""
    with spreading(Settings(workers=2)) as made:
        assert made is not None
        made.least = 1
        yield made


def related(
    records: tuple[DocumentRecords, ...], tools: Tools, spread: Spread | None
) -> dict[str, bytes]:
    """Return what relating gives, by stage."""
    own = replace(tools, spread=spread)
    _, changed = update_corpus(marked(Corpus(documents=records)), own, known={}, decisions=())
    return {output.stage: output.body for output in changed}


def test_two_processes_give_the_bytes_of_one(
    every: tuple[DocumentRecords, ...], tools: Tools, two: Spreading
) -> None:
    found = related(every, tools, two)

    assert len(multiprocessing.active_children()) == 2
    assert found == related(every, tools, None)


def test_no_process_starts_for_a_few_documents(
    every: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    with spreading(Settings(workers=2)) as few:
        related(every, tools, few)

        assert multiprocessing.active_children() == []


def test_one_worker_is_this_process() -> None:
    with spreading(Settings(workers=1)) as alone:
        assert alone is None


def counted(job: Job, _tools: Tools) -> bytes:
    """Take the longer, the larger the number."""
    return str(sum(range(int(job[0])))).encode()


def test_results_come_in_the_order_of_the_jobs(two: Spreading) -> None:
    numbers = [3_000_000, *range(60)]
    found = list(two(counted, iter((str(n).encode(),) for n in numbers)))

    assert found == [str(n * (n - 1) // 2).encode() for n in numbers]
    assert len(multiprocessing.active_children()) == 2


def die(_job: Job, _tools: Tools) -> bytes:
    """Be killed, as for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


class Dying(Spreading):
    """Processes that are killed at whatever they are to do."""

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[bytes]:
        return super().__call__(die, jobs)


@POSIX
def test_a_killed_process_is_no_defect_and_says_what_to_do(
    every: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    dying = Dying(Settings(), 2, least=1)

    with pytest.raises(LostWorker, match="run again with fewer --workers"):
        related(every, tools, dying)
    dying.close()
    assert multiprocessing.active_children() == []


def heedless(job: Job, _tools: Tools) -> bytes:
    """Be sent what Ctrl-C sends."""
    os.kill(os.getpid(), signal.SIGINT)
    return job[0]


@POSIX
def test_a_process_does_not_hear_ctrl_c(two: Spreading) -> None:
    assert list(two(heedless, iter([(b"a",), (b"b",)]))) == [b"a", b"b"]


@POSIX
def test_an_interrupted_wait_ends_the_processes_too() -> None:
    def work_on() -> None:
        with spreading(Settings(workers=2)) as made:
            assert made is not None
            for _ in made(heedless, iter((str(n).encode(),) for n in range(1000))):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work_on()
    assert multiprocessing.active_children() == []
