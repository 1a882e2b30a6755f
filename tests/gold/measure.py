"""Score the pipeline on annotated data, for the gates.

Run by hand: `python -m tests.gold.measure NAME ...` prints each set's measures. The benchmark
data lie beside the project, in `../shared/bench`, and are never part of it; without them the
gates that need them are skipped.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from reportedly.engines import load_corpus, run
from reportedly.exports import write_jsonl
from reportedly.settings import Settings
from reportedly.store import open_store

ROOT = Path(__file__).parent.parent.parent
BENCH = ROOT.parent / "shared" / "bench"
GATES = Path(__file__).parent / "gates.json"
# The training events, scored like the development events: weights were fitted on them, but few
# rules were written with them in view, so for rules they tell more of texts nobody has seen.
TRAINING = "corpus-train"


def available() -> bool:
    """Tell whether the benchmark data lie beside the project."""
    return (BENCH / "bench.py").is_file()


def _bench(action: str, name: str, *arguments: str, tool: str = "bench.py") -> None:
    """Run a tool of the benchmarks: `bench.py inputs NAME ...`, or `gold_export.py NAME ...`."""
    folder, name = (_training_bench(), "corpus-dev") if name == TRAINING else (BENCH, name)
    command = [action] if action else []
    done = subprocess.run(
        [sys.executable, str(folder / tool), *command, name, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


@lru_cache(maxsize=1)
def _training_bench() -> Path:
    """Return a copy of the benchmarks in which training events stand for development events."""
    copy = Path(tempfile.mkdtemp(prefix="reportedly-bench-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    for tool in ("bench.py", "gold_export.py"):
        shutil.copy(BENCH / tool, copy)
    shutil.copytree(BENCH / "scoring", copy / "scoring")
    training, gold = BENCH / "corpus" / "train", copy / "corpus" / "dev"
    converter = [sys.executable, str(BENCH / "corpus" / "markup.py"), "convert"]
    subprocess.run([*converter, str(training), str(gold)], capture_output=True, check=True)
    with (gold / "events.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for file in sorted(training.glob("*/event.json")):
            told = json.loads(file.read_text(encoding="utf-8"))
            out.write(json.dumps({"event": file.parent.name, **told}) + "\n")
    return copy


def data_digest(name: str) -> str:
    """Return the sha256 over a set's gold, as the export a perfect system would give."""
    with tempfile.TemporaryDirectory() as scratch:
        _bench("", name, scratch, tool="gold_export.py")
        files = sorted(Path(scratch).glob("*.jsonl"))
        total = hashlib.sha256(b"".join(file.read_bytes() for file in files))
        return total.hexdigest()[:16]


@contextmanager
def _own_folder(name: str) -> Iterator[Path]:
    """Give a set the same empty folder every time.

    A document's id depends on its place, ties between equal links are broken by ids, and a tie
    moves the relations of a small set by .01.
    """
    folder = Path(tempfile.gettempdir()) / "reportedly-gates" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measures(name: str, workers: int = 0) -> dict[str, float]:
    """Run the whole pipeline on a set and return its measures as "row: column"."""
    with _own_folder(name) as folder:
        _bench("inputs", name, str(folder / "in"))
        store = open_store(folder / "set.reportedly", create=True)
        result = run(store, [str(folder / "in")], settings=Settings(workers=workers))
        assert not result.failed, result.failed[0]
        write_jsonl(load_corpus(store), folder / "out", {})
        _bench("score", name, str(folder / "out"), "--json", str(folder / "score.json"))
        scored = json.loads((folder / "score.json").read_text(encoding="utf-8"))
        widths = range_widths(folder / "out" / "rows.jsonl") if name == "rows-dev" else {}
    found = {"headline": float(scored["headline"]["value"])}
    for row, columns in scored["table"].items():
        numbers = {k: v for k, v in columns.items() if isinstance(v, int | float)}
        found |= {f"{row}: {column}": round(float(v), 4) for column, v in numbers.items()}
    return found | widths


def range_widths(rows: Path) -> dict[str, float]:
    """Return the mean of high - low, in persons, over the closed ranges of dead and of injured."""
    found: dict[str, list[float]] = {"killed": [], "injured": []}
    with rows.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            closed = row["low"] is not None and row["high"] is not None
            if closed and row["predicate"] in found:
                found[row["predicate"]].append(row["high"] - row["low"])
    return {
        f"{name} range: mean width": round(sum(w) / len(w), 4) for name, w in found.items() if w
    }


def main(names: list[str]) -> None:
    """Print the measures and the digest of each named set."""
    for name in names:
        found = {"digest": data_digest(name), **measures(name)}
        sys.stdout.write(json.dumps({name: found}, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
