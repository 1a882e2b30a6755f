"""The example notebook runs, and each step shows something."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from reportedly.exports import write_jsonl
from reportedly.records import Corpus

NOTEBOOK = Path(__file__).parent.parent.parent / "docs" / "notebooks" / "ledger.ipynb"


def shown(code: str, names: dict[str, object]) -> object:
    """Run a cell; return the value of its last line, as a notebook shows it."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def test_every_cell_runs_and_shows_a_table(
    demo: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    write_jsonl(demo, tmp_path / "demo.reportedly", {})
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}

    values = [shown(cell.source, names) for cell in notebook.cells if cell.cell_type == "code"]

    pages = [value._repr_html_() for value in values if hasattr(value, "_repr_html_")]
    assert len(values) == 6
    assert len(pages) == 4
    assert all("<td" in page for page in pages)


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]

    assert not [c for c in notebook.cells if c.cell_type == "code" and c.outputs]
