"""Documentation is as complete as the build is green."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.alignment import resume as alignment
from reportedly.exports.rows import TABLES
from reportedly.ledger import resume as ledger
from reportedly.records import RelationKind
from reportedly.reuse import resume as reuse
from reportedly.settings import Settings
from reportedly.store.tables import metadata
from tests.exports.test_jsonl import FIELDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MADE = ("commands.md", "rules.md", "lexicon.md")  # written when the site is built
NOTES = {"reuse": reuse.Notes, "alignment": alignment.Notes, "ledger": ledger.Notes}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_stage_is_described() -> None:
    text = page("architecture.md")

    assert [name for name in pipeline.versions() if f"`{name}`" not in text] == []


def test_every_setting_is_described_with_its_default() -> None:
    text = page("reference.md")

    for item in fields(Settings):
        default = str(item.default).lower() if isinstance(item.default, bool) else item.default
        assert f"| `{item.name}` | `{default}` |" in text


def test_every_command_is_described() -> None:
    from typer.main import get_command

    from reportedly.cli.app import app

    text = page("reference.md")
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group has commands

    assert [name for name in commands if f"`reportedly {name}" not in text] == []


def test_every_table_of_the_store_is_described() -> None:
    text = page("reference.md")

    assert [name for name in metadata.tables if f"| `{name}` |" not in text] == []


def test_every_stages_notes_are_described() -> None:
    text = page("reference.md")
    taking = [stage.name for stage in pipeline.CORPUS_STAGES if stage.resume is not None]

    assert taking == list(NOTES)
    for stage, notes in NOTES.items():
        told = text.partition(f"field of `{stage}.notes`")[2]
        assert [f.name for f in fields(notes) if f"| `{f.name}` |" not in told] == []


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_exported_field_is_described(table: str) -> None:
    (line,) = [row for row in page("export-format.md").splitlines() if f"`{table}.jsonl`" in row]

    assert [name for name in FIELDS[table].split() if f"`{name}`" not in line] == []


def test_every_relation_is_described() -> None:
    text = page("method.md")

    assert [kind.value for kind in RelationKind if f"`{kind.value}`" not in text] == []


@pytest.mark.parametrize("path", [*DOCS.glob("*.md"), *ROOT.glob("*.md")], ids=lambda p: p.name)
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))

    there = [link for link in links if link not in MADE]
    assert [link for link in there if not (path.parent / link).exists()] == []


def test_the_readmes_library_example_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown: list[str] = []

    exec(code, {"print": lambda *parts: shown.append(" ".join(map(str, parts)))})

    expected = re.findall(r"# -> (.*)", code)
    assert shown == expected
    assert json.dumps(expected)
