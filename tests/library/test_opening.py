"""`reportedly.open`: one way into a ledger and into an export."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly import pipeline
from reportedly.engines import run
from reportedly.errors import BadLedger
from reportedly.exports import write_jsonl
from reportedly.settings import Settings
from reportedly.store import open_store

TEXT = "The ferry fire at Port Averin killed 19 people on Saturday, Dr Sunita Rao said.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one report and one file that cannot be read."""
    folder = tmp_path_factory.mktemp("opening")
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    root = folder / "story.reportedly"
    run(open_store(root, create=True), [str(folder)], settings=Settings(workers=1))
    return root


def test_a_ledger_is_opened_with_what_was_not_read(ledger: Path) -> None:
    found = reportedly.open(ledger)

    assert repr(found).startswith("<story: 1 documents, ")
    assert len(found.rejections) == 1
    assert {"reportedly", "stage figures"} <= set(found.versions)
    assert found.documents()[0].text == TEXT


def test_an_export_is_opened_as_the_ledger_it_was_made_from(ledger: Path, tmp_path: Path) -> None:
    first = reportedly.open(str(ledger))
    write_jsonl(first.corpus, tmp_path, first.versions)

    again = reportedly.open(tmp_path)

    assert again.versions == first.versions
    assert list(again.rows()) == list(first.rows())
    assert list(again.statements()) == list(first.statements())


def test_anything_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLedger, match="is not a ledger"):
        reportedly.open(tmp_path / "nothing")


def test_the_public_names_are_there() -> None:
    assert [name for name in reportedly.__all__ if not hasattr(reportedly, name)] == []
    assert pipeline.analyse is reportedly.analyse
