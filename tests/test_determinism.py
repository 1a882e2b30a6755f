"""Same input, versions and settings: byte-identical exports, whatever else differs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).parent.parent / "src" / "reportedly" / "demo"


def exported(folder: Path, files: list[str], *, seed: str, workers: str) -> dict[str, bytes]:
    """Run and export in processes of their own; return every exported file's bytes."""
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    ledger = str(folder / "story.reportedly")
    for arguments in (
        ["run", *files, "--ledger", ledger, "--workers", workers, "--quiet"],
        ["export", "--ledger", ledger, "--out", str(folder / "out")],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "reportedly", *arguments],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return {p.name: p.read_bytes() for p in sorted((folder / "out").iterdir())}


def test_order_workers_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    files = sorted(str(p) for p in DEMO.glob("*.jsonl"))

    one = exported(tmp_path / "one", files, seed="1", workers="1")
    two = exported(tmp_path / "two", files[::-1], seed="2", workers="2")

    assert len(one) == 13
    assert [name for name in one if one[name] != two[name]] == []
