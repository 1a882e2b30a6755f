"""The set-up script: a failed step stops with a clear message and is tried again next time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "run.py"


def run(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a folder with a PATH that has no uv on it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("UV_", "PIP_"))}
    clean |= {"PATH": "/nowhere", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, **environ}
    return subprocess.run(
        [sys.executable, str(folder / "run.py"), *arguments],
        capture_output=True,
        text=True,
        env=clean,
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("run.py", "setup-requirements.txt", "pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def fake_uv(folder: Path, exit_code: int) -> Path:
    """Write a private uv that answers --version and ends its other calls with a code."""
    uv = folder / ".setup" / "uv" / "bin" / "uv"
    uv.parent.mkdir(parents=True, exist_ok=True)
    uv.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "asked: $*"\nexit {exit_code}\n',
        encoding="utf-8",
    )
    uv.chmod(0o755)
    return uv


def test_it_says_what_it_can_do_and_refuses_what_it_cannot() -> None:
    assert run(ROOT).returncode == 2
    assert "demo" in run(ROOT, "--help").stdout
    assert run(ROOT, "bake").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="uses a shell script as uv")
def test_without_network_it_stops_with_the_step_and_the_remedy(clone: Path) -> None:
    done = run(clone, "setup")

    assert done.returncode == 1
    assert "installing uv" in done.stderr
    assert "Check the network" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="uses a shell script as uv")
def test_a_failed_step_is_tried_again_on_the_next_run(clone: Path) -> None:
    fake_uv(clone, exit_code=7)
    failed = run(clone, "setup")
    fake_uv(clone, exit_code=0)
    again = run(clone, "setup")

    assert failed.returncode == 1
    assert "asked: sync --frozen" in failed.stderr
    assert "run the same command again" in failed.stderr
    assert again.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="uses a shell script as uv")
def test_a_half_installed_uv_is_replaced_not_trusted(clone: Path) -> None:
    fake_uv(clone, exit_code=0).write_text("", encoding="utf-8")

    done = run(clone, "setup")

    assert "installing uv" in done.stderr
