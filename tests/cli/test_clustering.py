"""`cluster run` and `load` by the command line: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.errors import BadLedger

pytest.importorskip("pyarrow")
STORY = "The coastguard said {} people died in the ferry fire at Lisk on Saturday.\n" * 2


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with two reports and one file that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in (31, 33):
        (folder / f"{n}.txt").write_text(STORY.format(n, n), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return tmp_path


def run_over(place: Path, *more: str) -> Result:
    """Run over the reports of a place, into its `out`."""
    words = ["cluster", "run", "-i", str(place / "reports"), "-o", str(place / "out")]
    return CliRunner().invoke(app, [*words, "--workers", "1", *more])


def test_a_run_says_what_it_did_and_a_second_one_has_nothing_to_do(place: Path) -> None:
    first = run_over(place)
    second = run_over(place, "--json")

    assert "2 documents read" in first.output
    assert "1 input rejected" in first.output
    told = json.loads(second.stdout)
    assert (first.exit_code, second.exit_code) == (3, 3)
    assert (told["documents"], told["rejected"], told["partitions_done_now"]) == (2, 1, 0)
    assert told["set_aside"] == []


def test_a_result_is_loaded_and_listed(place: Path) -> None:
    ledger = ["--ledger", str(place / "story.reportedly")]
    run_over(place)

    loaded = CliRunner().invoke(app, ["load", str(place / "out"), *ledger])
    listed = CliRunner().invoke(app, ["documents", "--json", *ledger])

    assert loaded.exit_code == 3  # the empty file is still one that was not read
    assert "empty.txt" in loaded.output
    assert len(json.loads(listed.stdout)) == 2


def test_loading_from_a_place_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    ledger = ["--ledger", str(tmp_path / "story.reportedly")]

    failed = CliRunner().invoke(app, ["load", str(tmp_path), *ledger])

    assert isinstance(failed.exception, BadLedger)
    assert "make one with: reportedly cluster run" in str(failed.exception)
    assert list(tmp_path.iterdir()) == []  # no ledger was made for nothing
