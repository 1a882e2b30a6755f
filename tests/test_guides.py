"""What the tutorial and the guides tell a reader to type works as it stands.

A block marked `sh` is run as a script, all blocks of a page in one folder; each line of a block
marked `text` must stand in what the script before it printed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# How several pages begin; it takes longer than all that follows there.
DEMO = "reportedly demo --ledger demo.reportedly --report demo.html --quiet\n"
PAGES = [
    page
    for page in (DOCS / "tutorial.md", *sorted((DOCS / "guides").glob("*.md")))
    if "```sh\n" in page.read_text(encoding="utf-8")
]


def typed(script: str, folder: Path) -> str:
    """Return what a script prints that is typed in a folder."""
    environment = dict(os.environ, COLUMNS="200", NO_COLOR="1")
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", f"set -euo pipefail\n{script}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `DEMO` was typed; pages that begin with it go on in a copy."""
    folder = tmp_path_factory.mktemp("demo")
    typed(DEMO, folder)
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_can_be_typed_as_it_stands(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    state, printed = tmp_path / ".state", ""
    folder = tmp_path / "here"
    folder.mkdir()
    state.touch()

    for kind, body in blocks:
        if kind == "text":
            missing = [line for line in body.splitlines() if line.strip() not in printed]
            assert missing == [], printed
            continue
        if body.startswith(DEMO):
            shutil.copytree(request.getfixturevalue("demo_folder"), folder, dirs_exist_ok=True)
        keep = f"declare -p | grep -E '^declare -- [A-Z]' > {state}"
        printed = typed(f". {state}\n{body.removeprefix(DEMO)}\n{keep}", folder)

    assert blocks
