"""No file, function or class grows past what one can hold in one's head."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "reportedly"
FILE_LINES, FUNCTION_LINES, NESTING, METHODS, POSITIONAL = 400, 60, 3, 15, 3
MODULES = sorted(SRC.rglob("*.py"))
BLOCKS = ast.If | ast.For | ast.While | ast.With | ast.Try
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTIONS):
            yield node


def depth(node: ast.AST, level: int = 0) -> int:
    """Return how deeply blocks nest below a node; `elif` does not nest."""
    deepest = level
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS | ast.ClassDef):
            continue
        chained = isinstance(node, ast.If) and child in node.orelse and isinstance(child, ast.If)
        deeper = isinstance(child, BLOCKS) and not chained
        deepest = max(deepest, depth(child, level + deeper))
    return deepest


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function, docstring not counted."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_module_keeps_its_budget(path: Path) -> None:
    over: list[str] = []
    text = path.read_text(encoding="utf-8")
    if len(text.splitlines()) > FILE_LINES:
        over.append(f"{len(text.splitlines())} lines")
    for node in functions(path):
        if body_lines(node) > FUNCTION_LINES:
            over.append(f"{node.name}: {body_lines(node)} lines")
        if depth(node) > NESTING:
            over.append(f"{node.name}: nested {depth(node)} deep")

    assert over == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_module_says_what_it_owns(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert ast.get_docstring(tree), "a module opens with what it owns and what must stay so"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_classes_stay_small(path: Path) -> None:
    classes = [
        n
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.ClassDef)
    ]

    assert [
        c.name for c in classes if sum(isinstance(n, FUNCTIONS) for n in c.body) > METHODS
    ] == []
