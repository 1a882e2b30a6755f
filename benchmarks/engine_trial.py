"""Try engines with one job: time, memory, how they end, and what a killed worker costs.

    python -m benchmarks.engine_trial [--engines processes ray ...] [--job join] [--runs 1]
    python -m benchmarks.engine_trial --job map --kill

Engines that are not installed are said to be; `uv run --with 'daft[ray]' --with
'ibis-framework[duckdb]' --with pyspark python -m benchmarks.engine_trial` brings them for once
(Spark needs Java). For every run it prints CPU seconds of all processes, seconds on the clock, the
peak of their memory together, the exit code, what came out, and the processes that were left over
a second after the end. Linux only: it finds an engine's processes by their environment.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

MARK = "REPORTEDLY_TRIAL"
NEEDS = {
    "processes": (),
    "ray": ("ray",),
    "daft": ("daft",),
    "daft-ray": ("daft", "ray"),
    "duckdb": ("ibis", "duckdb"),
    "spark": ("ibis", "pyspark"),
}
PARTS = 16
LENGTH, VOCABULARY, FAMILY, CHANGED = 120, 40_000, 4, 0.08  # words, words, documents, share
LONGEST = 400  # seconds a run may take
KILL_AFTER = 1.0  # seconds after a worker began its first partition


@dataclass(slots=True)
class Run:
    """What is known of one run."""

    code: int | None = None
    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0  # kB, proportional set size of all processes
    killed: bool = False
    left: int = 0
    said: str = ""


def write_documents(folder: Path, count: int) -> None:
    """Write invented documents in families of copies, and a stock line in every third."""
    chance = np.random.default_rng(7)
    share = 1 / (np.arange(VOCABULARY) + 20.0)
    share /= share.sum()
    texts: list[str] = []
    for n in range(count):
        if n % FAMILY == 0:
            first = chance.choice(VOCABULARY, LENGTH, p=share)
        own = first.copy()
        changed = chance.random(LENGTH) < CHANGED * (n % FAMILY > 0)
        own[changed] = chance.choice(VOCABULARY, int(changed.sum()), p=share)
        stock = " sign up for our morning letter and never miss a story" if n % 3 == 0 else ""
        texts.append(" ".join(f"w{word}" for word in own) + stock)
    (folder / "docs").mkdir()
    for part in range(PARTS):
        at = slice(part * count // PARTS, (part + 1) * count // PARTS)
        table = pa.table({"doc": np.arange(count)[at], "text": texts[at]})
        pq.write_table(table, folder / "docs" / f"part-{part:03}.parquet")


def marked(mark: str) -> Iterator[Path]:
    """Yield the processes whose environment holds a mark."""
    for place in Path("/proc").iterdir():
        if place.name.isdigit() and mark.encode() in _read(place / "environ"):
            yield place


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def look(mark: str, run: Run, cpu: dict[str, float]) -> None:
    """Note the CPU time so far of all processes of a run, and their memory."""
    tick, memory = os.sysconf("SC_CLK_TCK"), 0
    for place in marked(mark):
        words = _read(place / "stat").rpartition(b")")[2].split()
        if words:
            cpu[place.name] = (int(words[11]) + int(words[12])) / tick
        for line in _read(place / "smaps_rollup").splitlines():
            memory += int(line.split()[1]) if line.startswith(b"Pss:") else 0
    run.peak = max(run.peak, memory)


def kill_one(folder: Path, parent: int) -> bool:
    """Kill a worker that has begun a partition; tell whether one was there."""
    for file in islice(folder.glob("pid-*"), 1):
        pid = int(file.name.removeprefix("pid-"))
        if pid != parent and time.time() - file.stat().st_mtime > KILL_AFTER:
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def tried(engine: str, job: str, folder: Path, *, kill: bool) -> Run:
    """Run an engine's job once, in processes of its own."""
    for file in folder.glob("pid-*"):
        file.unlink()
    mark, run, cpu = uuid.uuid4().hex, Run(), dict[str, float]()
    environment = dict(
        os.environ,
        **{MARK: mark, "PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0"},
        DO_NOT_TRACK="true",
        OMP_NUM_THREADS="1",
    )
    command = [sys.executable, "-m", "benchmarks.engine_jobs", engine, job, str(folder)]
    began = time.monotonic()
    with (folder / "said").open("w+") as said, (folder / "errors").open("w") as errors:
        process = subprocess.Popen(  # noqa: S603  # our own module
            command, env=environment, stdout=said, stderr=errors
        )
        while process.poll() is None:
            look(mark, run, cpu)
            if kill and not run.killed:
                run.killed = kill_one(folder, process.pid)
            if time.monotonic() - began > LONGEST:
                process.kill()
            time.sleep(0.25)
        said.seek(0)
        lines = said.read().splitlines()
    run.code, run.wall, run.cpu = process.returncode, time.monotonic() - began, sum(cpu.values())
    done = sum(line.startswith("done ") for line in lines)
    if run.code:
        last = (folder / "errors").read_text(errors="replace").split("\n")[-2:]
        sys.stdout.write(f"{engine} said: {' '.join(last)[:300]}\n")
    run.said = lines[-1] if job == "join" and lines else f"{done} of {PARTS} partitions"
    time.sleep(1)
    for place in list(marked(mark)):
        run.left += 1
        os.kill(int(place.name), signal.SIGKILL)
    return run


def main(arguments: Sequence[str]) -> None:
    """Print a line for each run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine_trial")
    parser.add_argument("--engines", nargs="+", default=list(NEEDS), choices=list(NEEDS))
    parser.add_argument("--job", choices=("join", "map"), default="join")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--kill", action="store_true", help="kill a worker once, in the job map")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_documents(folder, options.documents)
        for engine in options.engines:
            missing = [name for name in NEEDS[engine] if find_spec(name) is None]
            if missing:
                sys.stdout.write(f"{engine}: {', '.join(missing)} not installed\n")
                continue
            for _ in range(options.runs):
                run = tried(engine, options.job, folder, kill=options.kill)
                sys.stdout.write(
                    f"{engine}: {run.cpu:.1f} CPU s, {run.wall:.1f} s, {run.peak // 1024} MB, "
                    f"exit {run.code}, {run.said}, worker {'killed' if run.killed else 'kept'}, "
                    f"{run.left} processes left\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
