"""Files made to hold or fill a run: read, or named with a reason; their neighbours are read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportedly.engines import RunResult, load_corpus, run
from reportedly.errors import ReportedlyError
from reportedly.pipeline import CORPUS_STAGES
from reportedly.settings import Settings
from reportedly.store import Store, documents, open_store
from reportedly.store.lock import writing

PLAIN = "The mayor said 5 people had died in {n}.\n"
WORD = b"The mayor said 5 people had died. "
ODD = {
    "token.txt": WORD + b"x" * 1_000_000 + b" " + WORD,
    "attributes.html": b"<article><p "
    + b" ".join(b"a%d=x" % n for n in range(40_000))
    + b">"
    + WORD,
    "nested.html": b"<article>" + b"<div>" * 100_000 + b"<p>" + WORD,
    "line.txt": WORD * (50 * 1_048_576 // len(WORD)),
    "line.jsonl": b'{"id": "a", "text": "' + WORD * (50 * 1_048_576 // len(WORD)) + b'"}\n',
}
LONG = {"sentence.txt": b"The mayor said that " + b"the man who saw it and " * 33_400 + b"left."}


def mixed(folder: Path, odd: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in odd.items():
        (folder / name).write_bytes(data)
    for n in range(3):
        (folder / f"plain-{n}.txt").write_text(PLAIN.format(n=n), encoding="utf-8")
    return folder


def peak() -> int:
    """Return this process's largest memory so far in bytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def read(tmp_path: Path, odd: dict[str, bytes]) -> tuple[Store, RunResult]:
    store = open_store(tmp_path / "story.reportedly", create=True)
    return store, run(store, [str(mixed(tmp_path / "in", odd))], settings=Settings(workers=1))


def test_odd_files_are_read_or_named_and_their_neighbours_are_read(tmp_path: Path) -> None:
    store, result = read(tmp_path, ODD)

    texts = [r.document.text for r in load_corpus(store).documents]
    named = {r.location.rsplit("/", 1)[-1].partition("#")[0] for r in documents.left_out(store)}
    assert sum(PLAIN.format(n=n) in texts for n in range(3)) == 3
    assert {"line.txt", "line.jsonl"} <= named
    assert result.new + len(result.rejected) == len(ODD) + 3
    assert all(r.reason and r.remedy for r in documents.left_out(store))


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform != "linux", reason="reads memory from /proc")
def test_a_sentence_of_200_000_words_is_read_within_bounds(tmp_path: Path) -> None:
    store, result = read(tmp_path, LONG)

    assert result.updated == 4
    assert len(load_corpus(store).documents) == 4
    assert peak() < 3 * 1024**3


def test_a_document_that_failed_stays_in_the_result_until_there_is_a_reason(
    tmp_path: Path,
) -> None:
    store, first = read(tmp_path, {"empty.html": b"<html><p></p></html>"})
    again = run(store, (), settings=Settings(workers=1))
    other = run(store, (), settings=Settings(workers=1), retry=True)

    assert [len(r.failed) for r in (first, again, other)] == [1, 1, 1]
    assert [again.seconds == 0, other.seconds == 0] == [True, False]


def test_two_runs_that_meet_are_told_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "story.reportedly", create=True)

    with writing(store), pytest.raises(ReportedlyError, match="in use by another run; wait"):
        run(store, (), settings=Settings(workers=1))


def test_a_stage_that_breaks_over_all_documents_keeps_what_was_read(
    tmp_path: Path,
) -> None:
    def broken(*_given: object) -> object:
        raise KeyError("a defect")

    kept = CORPUS_STAGES[0].run
    object.__setattr__(CORPUS_STAGES[0], "run", broken)
    store = open_store(tmp_path / "story.reportedly", create=True)
    folder = str(mixed(tmp_path / "in", {}))
    try:
        with pytest.raises(ReportedlyError, match="are kept, but relating them failed in entities"):
            run(store, [folder], settings=Settings(workers=1))
    finally:
        object.__setattr__(CORPUS_STAGES[0], "run", kept)

    assert "KeyError: 'a defect'" in (store.root / "last-failure.txt").read_text("utf-8")
    assert run(store, [folder], settings=Settings(workers=1)).updated == 0
    assert not (store.root / "last-failure.txt").exists()
