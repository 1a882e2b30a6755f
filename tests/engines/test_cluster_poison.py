"""A document that kills its worker costs itself and no other; workers are real, and really die."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from reportedly.codec import decode, encode
from reportedly.engines.cluster import Choice, ClusterResult, Sizes, load, marks, run_cluster
from reportedly.engines.cluster.crews import crew_of
from reportedly.engines.cluster.reading import read_failures, read_outputs, read_texts
from reportedly.engines.cluster.steps import Ended, Task
from reportedly.engines.cluster.storage import Storage, storage_of
from reportedly.settings import Settings
from reportedly.store import open_store
from tests.engines.test_cluster import links, workers_of

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds workers by Linux's /proc")
SETTINGS = Settings(workers=1, use_model=False)
SIZES = Sizes(part=4)
SHORT = "The coastguard said {} people died in the fire at Lisk on Saturday, officials said.\n"
HEAVY = 60  # sentences: enough that its worker is still at it when it is killed
NAME = "2.txt"  # in the first partition, with documents before and behind it
PART = "00000-00000"


def run(place: Path, output: str) -> ClusterResult:
    return run_cluster([str(place / "in")], str(place / output), settings=SETTINGS, sizes=SIZES)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports, one of them too heavy, and what an undisturbed run makes of them."""
    place = tmp_path_factory.mktemp("poison")
    (place / "in").mkdir()
    for n in range(6):
        text = SHORT.format(n + 2)
        (place / "in" / f"{n}.txt").write_text(text * (HEAVY if f"{n}.txt" == NAME else 1), "utf-8")
    run(place, "whole")
    return place


def outputs(storage: Storage) -> dict[tuple[str, str], str]:
    return {
        (o.stage, doc): o.digest
        for part in marks.done(storage, "documents")
        for doc, made in read_outputs(storage, part)
        for o in made
    }


def heavy(place: Path) -> str:
    """Return the id of the heavy document."""
    texts = read_texts(storage_of(str(place / "whole")), PART)
    return max(texts, key=lambda found: len(found[1].text))[0]


@contextmanager
def poison(storage: Storage, doc: str) -> Iterator[list[int]]:
    """Kill the worker at each try of the partition, and when it notes that the document is read."""
    over, killed = Event(), list[int]()

    def watch() -> None:
        while not over.wait(0.01):
            attempt = len(killed)
            note = storage.read(f"tries/documents/{PART}.{attempt}.json")
            if note is None or decode(note, str) != marks.BEGUN:
                continue
            if attempt < marks.TRIES or marks.at_hand(storage, "documents", PART) == doc:
                for pid in workers_of(os.getpid()):
                    os.kill(pid, signal.SIGKILL)
                killed.append(attempt)

    watching = Thread(target=watch)
    watching.start()
    try:
        yield killed
    finally:
        over.set()
        watching.join()


def test_only_the_document_that_kills_its_worker_is_set_aside(place: Path) -> None:
    whole, storage = storage_of(str(place / "whole")), storage_of(str(place / "out"))
    bad = heavy(place)

    with poison(storage, bad) as killed:
        result = run(place, "out")

    assert (len(killed), result.lost) == (marks.TRIES + 1, marks.TRIES + 1)
    assert [(a.step, a.part, a.document, a.reasons) for a in result.aside] == [
        ("documents", PART, bad, (marks.KILLED,))
    ]
    assert outputs(storage) == {k: v for k, v in outputs(whole).items() if k[1] != bad}
    (failure,) = read_failures(storage, PART)
    assert (failure.doc, "killed" in failure.reason) == (bad, True)

    store = open_store(place / "story.reportedly", create=True)
    loaded = load(str(place / "out"), store, settings=SETTINGS, choice=Choice())
    assert [f.doc for f in loaded.failed] == [bad]

    again = run_cluster(
        [str(place / "in")], str(place / "out"), settings=SETTINGS, sizes=SIZES, retry=True
    )
    assert again.aside == []
    assert outputs(storage) == outputs(whole)
    assert links(place / "out") == links(place / "whole")


def test_a_worker_that_died_with_nothing_to_do_is_replaced(tmp_path: Path) -> None:
    message = encode(Task(output=str(tmp_path), step="documents", part="p", attempt=0))

    with crew_of("processes", 1) as crew:
        first = list(crew(deque([message])))
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        second = list(crew(deque([message])))

    ((_, answer),) = second
    assert first == second
    assert answer is not None
    assert "holds no run" in decode(answer, Ended).reason
