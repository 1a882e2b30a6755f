"""The wheel: the same bytes from any folder, with everything in it that runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("pyproject.toml", "README.md", "LICENSE")


def built(root: Path, out: Path) -> Path:
    """Build the wheel of a source tree without network; return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=300)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.mark.nightly
def test_the_wheel_built_twice_is_the_same_and_whole(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in PARTS:
        shutil.copyfile(ROOT / name, copy / name)

    one, two = built(copy, tmp_path / "a"), built(copy, tmp_path / "b")
    shutil.copytree(copy, tmp_path / "third", copy_function=shutil.copyfile)
    three = built(tmp_path / "third", tmp_path / "c")

    assert one.read_bytes() == two.read_bytes() == three.read_bytes()
    with zipfile.ZipFile(one) as wheel:
        held = {name for name in wheel.namelist() if name.startswith("reportedly/")}
    source = copy / "src"
    wanted = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    assert wanted - held == set()
