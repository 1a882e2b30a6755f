"""The page on Python says what there is, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly.exports import write_jsonl
from reportedly.library import OpenLedger, answers
from reportedly.records import Corpus

PAGE = (Path(__file__).parent.parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
QUERIES = [name for name, f in vars(OpenLedger).items() if callable(f) and not name.startswith("_")]
ROWS = [name for name in vars(answers) if name.endswith("Row")]


def test_every_query_and_kind_of_row_is_described() -> None:
    assert len(QUERIES) > 7
    assert [name for name in QUERIES if f"`{name}(" not in PAGE] == []
    assert [name for name in ROWS if f"`{name}`" not in PAGE] == []


def test_the_examples_run(demo: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_jsonl(demo, tmp_path / "story.reportedly", {})
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    for block in blocks:
        exec(block, {})

    assert len(blocks) == 2
