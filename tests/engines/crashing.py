"""Programs for the fault tests to stop at any moment, started from a server that has all loaded."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from reportedly.engines import Progress, run
from reportedly.records import Anchor, CaptureId, Decision, DecisionId, Verdict
from reportedly.settings import Settings
from reportedly.store import decisions, open_store

LOADED = ["reportedly.engines", "reportedly.cli", "spacy", "onnxruntime", "tokenizers", "alembic",
          "alembic.command", "tests.engines.crashing"]  # fmt: skip
Target = Callable[..., None]


def server() -> ForkServerContext:
    """Return the context whose processes start in milliseconds with every library loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context


def start(target: Target, *given: object) -> tuple[ForkServerProcess, Connection]:
    """Start a program; what it acknowledges can be read from the connection, also after its end."""
    here, there = server().Pipe(duplex=False)
    process = server().Process(target=target, args=(there, *given))
    process.start()
    there.close()
    return process, here


def acknowledged(connection: Connection) -> list[object]:
    """Return all that a program said before it ended."""
    found: list[object] = []
    try:
        while True:
            found.append(connection.recv())
    except (EOFError, OSError):
        return found


def reading(told: Connection, root: Path, folder: Path) -> None:
    """Run, and say how many documents are kept each time one more is."""

    def report(progress: Progress) -> None:
        if progress.doing == "reading":
            told.send(progress.done)

    run(open_store(root, create=True), [str(folder)], settings=Settings(workers=1), report=report)


def reviewing(told: Connection, root: Path, first: int) -> None:
    """Write decisions without end, and name each that is written."""
    store = open_store(root)
    for n in range(first, first + 1_000_000):
        decisions.append(store, decision(n))
        told.send(n)


def decision(n: int) -> Decision:
    """Return a decision that names its number."""
    anchor = Anchor(capture=CaptureId("ab" * 32), exact="so", prefix="", suffix="", start=0)
    return Decision(
        id=DecisionId(f"n{n}"),
        at=datetime(2032, 5, 17, tzinfo=UTC),
        reviewer="ana",
        verdict=Verdict.ACCEPT,
        kind="Figure",
        anchors=(anchor,),
    )


def migrating(told: Connection, root: Path) -> None:
    """Open a ledger, which brings it forward."""
    open_store(root)
    told.send("open")


def command(told: Connection, said: Path, *words: str) -> None:
    """Run the command line as a user would; what it says goes to the file `said`."""
    from reportedly.cli import main

    with said.open("wb") as out:
        os.dup2(out.fileno(), 2)
        os.dup2(out.fileno(), 1)
    sys.argv = ["reportedly", *words]
    told.send("begun")
    main()
