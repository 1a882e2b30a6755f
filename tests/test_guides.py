"""What the tutorial and the guides tell a reader to type works as it stands.

A block marked `sh` is run as a script, all blocks of a page in one folder; each line of a block
marked `text` must stand in what the script before it printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [
    page
    for page in (DOCS / "tutorial.md", *sorted((DOCS / "guides").glob("*.md")))
    if "```sh\n" in page.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_can_be_typed_as_it_stands(page: Path, tmp_path: Path) -> None:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    environment = dict(os.environ, COLUMNS="200", NO_COLOR="1")
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    state, printed = tmp_path / ".state", ""
    folder = tmp_path / "here"
    folder.mkdir()
    state.touch()

    for kind, body in blocks:
        if kind == "text":
            missing = [line for line in body.splitlines() if line.strip() not in printed]
            assert missing == [], printed
            continue
        keep = f"declare -p | grep -E '^declare -- [A-Z]' > {state}"
        script = f"set -euo pipefail\n. {state}\n{body}\n{keep}"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"
        printed = done.stdout

    assert blocks
