"""Stops at any moment, full and read-only disks: nothing acknowledged is lost, the rest goes on.

A few of each by default; `-m nightly` runs as many as the promise in docs/durability.md names.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.engines import load_corpus
from reportedly.engines.check import problems
from reportedly.exports import write_jsonl
from reportedly.store import decisions, documents, health, open_store, outputs
from reportedly.store.schema import HEAD, revision
from tests.engines import crashing
from tests.store.test_schema import ORIGINALS, old_ledger

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's signals and mounts")
FEW = 3
WORDS = "The coastguard said {n} people had died. {n} more were hurt, Mayor Ines Quiroga said.\n"
DOCUMENTS = 12


def times(many: int) -> list[object]:
    """Return the seeds of a test: a few by default, the others nightly."""
    rest = [pytest.param(n, marks=pytest.mark.nightly) for n in range(FEW, many)]
    return [*range(FEW), *rest]


def fingerprint(root: Path, scratch: Path) -> str:
    """Return a hash over every byte of an export."""
    folder = scratch / "export"
    shutil.rmtree(folder, ignore_errors=True)
    write_jsonl(load_corpus(open_store(root)), folder, {})
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(folder.iterdir()))).hexdigest()


class Story:
    """A folder of texts, what an undisturbed run makes of it, and how long it took."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "reports"
        self.folder.mkdir()
        for n in range(DOCUMENTS):
            text = WORDS.format(n=n + 2)
            (self.folder / f"{n}.txt").write_text(text, encoding="utf-8")
        root = place / "whole.reportedly"
        finish(root, self.folder)
        began = time.monotonic()
        finish(place / "again.reportedly", self.folder)
        self.seconds = time.monotonic() - began
        self.hash = fingerprint(root, place)


def finish(root: Path, folder: Path) -> None:
    process, connection = crashing.start(crashing.reading, root, folder)
    crashing.acknowledged(connection)
    process.join()
    assert process.exitcode == 0


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


@pytest.mark.parametrize("seed", times(100))
def test_a_run_killed_at_any_moment_loses_nothing(story: Story, tmp_path: Path, seed: int) -> None:
    root = tmp_path / "story.reportedly"
    moment = random.Random(seed).uniform(0, story.seconds)
    process, connection = crashing.start(crashing.reading, root, story.folder)
    process.join(moment)
    process.kill()
    process.join()
    said = [n for n in crashing.acknowledged(connection) if isinstance(n, int)]

    if (root / "ledger.sqlite").exists():
        store = open_store(root)
        assert health.integrity(store) == []
        assert len(outputs.bodies(store, "documents")) >= max(said, default=0)
    finish(root, story.folder)
    assert fingerprint(root, tmp_path) == story.hash
    assert problems(open_store(root)) == []


@pytest.mark.parametrize("seed", times(100))
def test_a_decision_that_was_acknowledged_survives_a_kill(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "story.reportedly"
    store = open_store(root, create=True)
    process, connection = crashing.start(crashing.reviewing, root, 0)
    assert connection.poll(60)
    process.join(random.Random(seed).uniform(0, 0.3))
    process.kill()
    process.join()
    said = [f"n{n}" for n in crashing.acknowledged(connection)]

    kept = [d.id for d in decisions.decisions(store)]
    assert said
    assert kept[: len(said)] == said
    assert len(kept) <= len(said) + 1
    assert health.integrity(store) == []


@pytest.mark.parametrize("seed", times(20))
def test_a_ledger_killed_while_it_comes_forward_comes_forward_later(
    tmp_path: Path, seed: int
) -> None:
    began = time.monotonic()
    process, connection = crashing.start(crashing.migrating, old_ledger(tmp_path / "a", "0001"))
    crashing.acknowledged(connection)
    process.join()
    seconds = time.monotonic() - began
    root = old_ledger(tmp_path / "b", "0001")
    process, connection = crashing.start(crashing.migrating, root)
    process.join(random.Random(seed).uniform(0, seconds))
    process.kill()
    process.join()

    store = open_store(root)
    assert revision(store.engine) == HEAD
    assert health.integrity(store) == []
    assert len(documents.held(store)) == len(ORIGINALS)
    assert [d.id for d in decisions.decisions(store)] == ["one"]


def ran(said: Path, *words: str, interrupt: float | None = None) -> tuple[int | None, str]:
    """Run a command; return its exit code and what it said."""
    process, connection = crashing.start(crashing.command, said, *words)
    assert connection.poll(60)
    if interrupt is not None:
        process.join(interrupt)
        if process.is_alive():  # else the run ended first, which is also right
            os.kill(process.pid or 0, signal.SIGINT)
    process.join(300)
    return process.exitcode, said.read_text("utf-8") if said.exists() else ""


@pytest.mark.parametrize("seed", times(20))
def test_ctrl_c_is_one_sentence_and_the_next_run_goes_on(
    story: Story, tmp_path: Path, seed: int
) -> None:
    root = tmp_path / "story.reportedly"
    words = ("run", str(story.folder), "-l", str(root), "-q", "--workers", str(1 + seed % 2))
    moment = random.Random(seed).uniform(0.2, max(story.seconds, 0.3))

    code, said = ran(tmp_path / "said", *words, interrupt=moment)

    assert code in {0, 130}
    assert "Traceback" not in said
    assert (code == 0) == ("stopped; what was read is kept, run again to go on" not in said)
    finish(root, story.folder)
    assert fingerprint(root, tmp_path) == story.hash


def test_ctrl_c_while_a_process_starts_is_one_sentence(story: Story, tmp_path: Path) -> None:
    words = ("run", str(story.folder), "-l", str(tmp_path / "a"), "-q", "--workers", "2")
    program = [sys.executable, "-m", "tests.engines.interrupted", *words]

    ended = subprocess.run(
        program, cwd=Path(__file__).parents[2], capture_output=True, check=False, timeout=300
    )

    assert ended.stderr == b"stopped; what was read is kept, run again to go on\n"
    assert ended.returncode == 130


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of our own, without room at first."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", place], check=False, capture_output=True
    )
    if made.returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def resize(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


@pytest.mark.parametrize("seed", times(20))
def test_a_full_disk_is_one_sentence_and_the_next_run_goes_on(
    story: Story, small_disk: Path, tmp_path: Path, seed: int
) -> None:
    root = small_disk / "story.reportedly"
    room = random.Random(seed).randrange(8, 420) * 1024
    (small_disk / "filler").write_bytes(b"x" * (4 * 1_048_576 - room))
    words = ("run", str(story.folder), "-l", str(root), "-q", "--workers", "1")

    code, said = ran(tmp_path / "said", *words)

    assert code == (1 if said else 0)
    assert not said or "full" in said or "No space" in said
    assert "Traceback" not in said
    (small_disk / "filler").unlink()
    finish(root, story.folder)
    assert fingerprint(root, tmp_path) == story.hash
    assert problems(open_store(root)) == []


@pytest.mark.parametrize("seed", times(20))
def test_a_read_only_ledger_is_one_sentence(
    story: Story, small_disk: Path, tmp_path: Path, seed: int
) -> None:
    root = small_disk / "story.reportedly"
    early = random.Random(seed).random() < 0.5
    if early:
        open_store(root, create=True).engine.dispose()
    else:
        finish(root, story.folder)
    resize(small_disk, "ro")
    words = ("run", str(story.folder), "-l", str(root), "-q", "--workers", "1")

    code, said = ran(tmp_path / "said", *words)

    assert code == 1
    assert "may not be written" in said or "cannot be opened" in said
    assert "Traceback" not in said
    resize(small_disk, "rw")
    finish(root, story.folder)
    assert fingerprint(root, tmp_path) == story.hash


@pytest.mark.parametrize("seed", times(20))
def test_a_clock_set_back_changes_nothing(story: Story, tmp_path: Path, seed: int) -> None:
    root = tmp_path / "story.reportedly"
    finish(root, story.folder)
    later = time.time() + random.Random(seed).uniform(1, 400 * 86_400)
    for place in root.rglob("*"):
        os.utime(place, (later, later))
    before = outputs.known(open_store(root))

    finish(root, story.folder)

    assert outputs.known(open_store(root)) == before
    assert fingerprint(root, tmp_path) == story.hash
