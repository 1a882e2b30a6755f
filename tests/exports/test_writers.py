"""What holds of every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.exports import WRITERS
from reportedly.records import Corpus
from tests.exports.test_spreadsheets import HOSTILE, corpus_of

FORMS = sorted(WRITERS)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_corpus_gives_the_same_bytes(form: str, demo: Corpus, tmp_path: Path) -> None:
    counts = [WRITERS[form](demo, tmp_path / name, {"reportedly": "1"}) for name in "ab"]

    assert files(tmp_path / "a") == files(tmp_path / "b") != {}
    assert counts[0] == counts[1]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_ledger_can_be_written(form: str, tmp_path: Path) -> None:
    assert WRITERS[form](Corpus(documents=()), tmp_path, {})
    assert files(tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_text_that_is_hostile_or_no_unicode_stops_no_format(form: str, tmp_path: Path) -> None:
    WRITERS[form](
        corpus_of([*HOSTILE, "\ud800 lone", "\x00\x0b\x1f", "</script><!--", "x" * 99_999]),
        tmp_path,
        {"=1+1": "=1+1"},
    )

    assert files(tmp_path)


def test_every_format_is_described() -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "exports.md").read_text("utf-8")

    assert [form for form in FORMS if f"| `{form}` |" not in text] == []
