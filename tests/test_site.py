"""The documentation builds without a network, and describes what the code holds."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
RULE = re.compile(r'RuleName\(\s*f?"([a-z_]+\.[a-z_]+)\.')


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named_in_menu() -> Iterator[str]:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    for found in re.finditer(r"([\w/-]+\.md)\s*$", menu, re.MULTILINE):
        yield found.group(1)


def test_every_page_stands_in_the_menu() -> None:
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}

    assert written - set(named_in_menu()) == set()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_builds(site: Path) -> None:
    assert (site / "commands.html").is_file()


def test_no_page_of_the_site_asks_another_host_for_anything(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")

    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?://[^"]+)"', text)
    assert loaded == []


def test_every_rule_has_a_place_on_the_page_of_rules(pages: ModuleType) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    named = {name for text in sources for name in RULE.findall(text)}
    text = pages.rules()

    missing = {name for name in named if f"### {name}\n" not in text}
    assert {name for name in missing if name.split(".")[0] in pages.STAGES} == set()


def test_every_word_list_has_a_place_on_the_page_of_the_lexicon(pages: ModuleType) -> None:
    text = pages.lexicon()

    files = (ROOT / "src" / "reportedly" / "lexicon" / "en").glob("*.toml")
    assert [path.name for path in files if f"## {path.name}\n" not in text] == []


def test_every_command_has_a_section_with_its_options(pages: ModuleType) -> None:
    from typer.main import get_command

    from reportedly.cli.app import app

    text = pages.commands()
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group has commands

    for name, command in commands.items():
        section = text.partition(f"## reportedly {name}\n")[2].partition("\n## ")[0]
        shown = [p for p in command.params if not getattr(p, "hidden", False)]
        options = [option for p in shown for option in p.opts if option.startswith("--")]
        assert [option for option in options if option not in section] == []


def test_the_manual_page_is_the_one_the_code_gives(pages: ModuleType) -> None:
    kept = (DOCS / "man" / "reportedly.1").read_text(encoding="utf-8")

    assert kept == pages.manual(), "run: python docs/pages.py"
