"""Kill a worker in the midst of reading short invented documents, and compare what is made.

    python -m benchmarks.cluster_killed [--documents 100000] [--kill reading] [--again 24]

The documents are two short sentences each; three in ten repeat an earlier one with a word changed.
Two workers read them and look for copies; one is killed once half the partitions of the step named
are done. It prints CPU seconds, partitions, workers lost and what was set aside, and whether this
process alone makes the same of it to the byte: of some partitions, read again, and of all copies,
searched in memory.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.copies import SYLLABLES
from reportedly.codec import encode
from reportedly.engines import Progress
from reportedly.engines.cluster import ClusterResult, marks, run_cluster
from reportedly.engines.cluster.linking import read_links
from reportedly.engines.cluster.plan import CORPUS, PLAN, Plan, Spread, kept
from reportedly.engines.cluster.reading import read_documents, records_in
from reportedly.engines.cluster.steps import DOCUMENTS, STEPS
from reportedly.engines.cluster.storage import Storage, storage_of
from reportedly.engines.cluster.tables import read_table, write_table
from reportedly.engines.cluster.work import Work
from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus
from reportedly.reuse.find import find
from reportedly.settings import Settings

WORDS = 6_000  # of the invented vocabulary
OWN = 6  # invented words of the second sentence
COPIED = 0.3  # of documents
RECENT = 50  # documents before, of which one is copied
FILE = 5_000  # documents of an input file
WORKER = b"spawn_main"


def texts(count: int, seed: int) -> Iterator[str]:
    """Yield invented texts of two short sentences."""
    chance = Random(seed)  # noqa: S311  # invented text, no secret
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(WORDS)]
    told: list[list[str]] = []
    for _ in range(count):
        if told and chance.random() < COPIED:
            text = list(chance.choice(told[-RECENT:]))
            text[chance.randrange(len(text))] = chance.choice(words)
        else:
            place, name = chance.choices(words, k=2)
            people = f"Mayor {name.title()} said {chance.randint(2, 90)} people died in"
            own = chance.choices(words, k=OWN)
            text = [*people.split(), f"{place.title()}.", own[0].title(), *own[1:-1], f"{own[-1]}."]
        told = [*told[-RECENT:], text]
        yield f"{' '.join(text)}"


def write_input(folder: Path, count: int, seed: int) -> int:
    """Write documents as files of records; return the number of words."""
    lines: list[str] = []
    words = files = 0
    for n, text in enumerate(texts(count, seed), 1):
        day = f"2031-{1 + n % 12:02}-{1 + n % 28:02}"
        lines.append(json.dumps({"text": text, "published": day}) + "\n")
        words += len(text.split())
        if len(lines) == FILE or n == count:
            (folder / f"{files:04}.jsonl").write_text("".join(lines), encoding="utf-8")
            lines, files = [], files + 1
    return words


def busy() -> list[int]:
    """Return this process's workers, those that are computing first."""
    found: list[tuple[bool, int]] = []
    for place in Path("/proc").iterdir():
        try:
            line = (place / "cmdline").read_bytes()
            state, parent = (place / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if WORKER in line and parent == str(os.getpid()):
            found.append((state != "R", int(place.name)))
    return [pid for _, pid in sorted(found)]


def killing(steps: Sequence[str]) -> Callable[[Progress], None]:
    """Return a report that kills one worker when half of each step's partitions are done."""
    left = set(steps)

    def report(progress: Progress) -> None:
        total = progress.total or 0
        if progress.doing in left and 2 * progress.done >= total - 1 and progress.done < total:
            os.kill(busy()[0], signal.SIGKILL)
            left.remove(progress.doing)
            sys.stderr.write(f"{progress.doing}: killed at {progress.done} of {total}\n")

    return report


def compared(folder: Path, storage: Storage, *, settings: Settings, again: int) -> dict[str, bool]:
    """Tell what a run made as this process alone makes it, to the byte.

    `again` partitions are read anew, among them those that were at hand when half were done.
    """
    parts = sorted(marks.done(storage, DOCUMENTS.name))
    half = len(parts) // 2
    chosen = {*parts[half - 4 : half + 4], *parts[:: max(1, len(parts) // max(again - 8, 1))]}
    plan = kept(storage, PLAN, Plan)
    spread = kept(storage, CORPUS, Spread)
    assert plan is not None
    assert spread is not None
    anew = storage_of(str(folder / "again"))
    same = True
    for part in sorted(chosen):
        write_table(anew, f"captures/{part}", read_table(storage, f"captures/{part}"))
        read_documents(Work(storage=anew, plan=plan, part=part))
        for name in (f"outputs/{part}", f"failures/{part}"):
            same = same and read_table(anew, name).equals(read_table(storage, name))
    records = [r for part in parts for r in records_in(storage, part)]
    reuse = find(Corpus(documents=tuple(records)), load_lexicon(), settings)
    links = [link for n in range(spread.buckets) for link in read_links(storage, str(n))]
    origins = read_table(storage, "origins/all").column("body").to_pylist()
    return {
        f"{len(chosen)} of {len(parts)} partitions read again": same,
        f"{len(records)} documents searched in memory: {len(links)} links": (
            sorted(map(encode, links)) == sorted(map(encode, reuse.links))
        ),
        f"{len(origins)} origins": origins == [encode(origin) for origin in reuse.origins],
    }


def cpu_of(storage: Storage) -> float:
    """Return the CPU seconds of all partitions that were done."""
    spent = (
        marks.counts_of(storage, step, part).get("cpu_ms", 0)
        for step in STEPS
        for part in marks.done(storage, step)
    )
    return sum(spent) / 1000


def shown(result: ClusterResult, storage: Storage) -> str:
    """Return the figures of a run as a line."""
    return (
        f"{result.documents} documents, {result.words} words, {result.failed} failed, "
        f"{len(result.aside)} set aside, {result.links} links, {result.origins} origins, "
        f"{result.did} partitions done, {result.lost} workers lost, "
        f"{cpu_of(storage):.0f} CPU s in {result.seconds:.0f} s\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Print the figures of the run and what differs; nothing may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster_killed")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--kill", nargs="+", default=["reading"], help="what a step is doing")
    parser.add_argument("--again", type=int, default=24, help="partitions that are read again")
    options = parser.parse_args(arguments)
    settings = Settings(workers=options.workers)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "input"
        folder.mkdir()
        words = write_input(folder, options.documents, options.seed)
        sys.stdout.write(f"{options.documents} documents, {words} words\n")
        storage = storage_of(str(Path(scratch) / "output"))
        report = killing(options.kill)
        result = run_cluster([str(folder)], storage.address, settings=settings, report=report)
        sys.stdout.write(shown(result, storage))
        sys.stdout.flush()
        found = compared(Path(scratch), storage, settings=settings, again=options.again)
    for what, same in found.items():
        sys.stdout.write(f"  {what}: {'the same' if same else 'OTHER'}\n")
    return 0 if all(found.values()) and result.documents == options.documents else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
