"""Show how far a run is: a bar on a terminal, plain lines elsewhere, nothing with --quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reportedly.cli.printing import console
from reportedly.engines import Progress

EVERY = 5.0  # seconds between plain lines


@contextmanager
def showing(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Yield the function that a run reports its progress to."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
    )
    with Bar(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None, speed="")

        def report(progress: Progress) -> None:
            bar.update(
                task,
                description=progress.doing,
                completed=progress.done,
                total=progress.total,
                speed=_speed(progress),
            )

        yield report


def _lines() -> Callable[[Progress], None]:
    last: dict[str, float] = {}

    def report(progress: Progress) -> None:
        now = time.monotonic()
        if now - last.get(progress.doing, -EVERY) < EVERY:
            return
        last[progress.doing] = now
        of = f" {progress.done}/{progress.total}" if progress.total else ""
        sys.stderr.write(f"{progress.doing}{of} {_speed(progress)}".rstrip() + "\n")

    return report


def _speed(progress: Progress) -> str:
    if not progress.words or progress.seconds <= 0:
        return ""
    return f"{progress.words / progress.seconds:,.0f} words/s"
