"""Measure how many saved pages a second are read in isolated children.

Run `python -m benchmarks.pages FOLDER [--workers 2] [--rounds 3]`: each worker is a process with a
confined child of its own, as in a run, and reads every `.html` file of the folder once a round.
Printed are pages a second by the clock, of all workers together, and the CPU milliseconds that a
page takes parent and child: both of the best round, after one that loads what all need.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.isolation import calls

from reportedly import pipeline
from reportedly.captures import Found
from reportedly.errors import UnreadableCapture
from reportedly.isolation import Isolation
from reportedly.readers import isolated, limits_of, reading_in
from reportedly.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

HTML = "text/html"
Pages = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one worker did in one round; times in seconds."""

    number: int
    began: float
    ended: float
    computing: float  # of parent and child
    refused: int  # pages


def computing(isolation: Isolation) -> float:
    """Return the seconds that this process and its child have computed."""
    return time.process_time() + float(isolation.call(calls.computing))


def read_all(pages: Pages, isolation: Isolation) -> int:
    """Read pages in a child; return how many were refused."""
    read, settings, refused = reading_in(isolation), Settings(), 0
    for name, data in pages:
        capture = pipeline.capture_of(Found(location=name, media_type=HTML, data=data))
        try:
            read(capture, data, doc=pipeline.doc_id(capture), settings=settings)
        except UnreadableCapture:
            refused += 1
    return refused


def work(pages: Pages, *, rounds: int, start: Barrier, told: Queue[Round]) -> None:
    """Read all pages once a round, beginning each together with the other workers."""
    with isolated(limits_of(Settings())) as isolation:
        for number in range(rounds + 1):
            before = computing(isolation)
            start.wait()
            began = time.monotonic()
            refused = read_all(pages, isolation)
            ended = time.monotonic()
            spent = computing(isolation) - before
            told.put(
                Round(number=number, began=began, ended=ended, computing=spent, refused=refused)
            )


def measure(pages: Pages, *, workers: int, rounds: int) -> list[list[Round]]:
    """Return what each worker did in each round; the first round, which loads, is left out."""
    start: Barrier = multiprocessing.Barrier(workers)
    told: Queue[Round] = multiprocessing.Queue()
    shared = {"rounds": rounds, "start": start, "told": told}
    started = [
        multiprocessing.Process(target=work, args=(pages,), kwargs=shared) for _ in range(workers)
    ]
    for process in started:
        process.start()
    done = [told.get() for _ in range(workers * (rounds + 1))]
    for process in started:
        process.join()
    return [[one for one in done if one.number == number] for number in range(1, rounds + 1)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    pages = [(path.name, path.read_bytes()) for path in sorted(options.folder.glob("*.html"))]
    if not pages:
        parser.error(f"no .html file in {options.folder}")
    measured = measure(pages, workers=options.workers, rounds=options.rounds)
    read = len(pages) * options.workers
    clock = min(max(w.ended for w in one) - min(w.began for w in one) for one in measured)
    spent = min(sum(w.computing for w in one) for one in measured)
    refused = measured[0][0].refused
    sys.stdout.write(
        f"{len(pages)} pages, {refused} refused, {options.workers} workers: "
        f"{read / clock:.1f} pages a second, {1000 * spent / read:.1f} CPU ms a page\n"
    )


if __name__ == "__main__":
    main()
