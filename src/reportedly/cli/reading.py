"""The commands that read documents: `run` and `demo`."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    JsonOption,
    LedgerOption,
    QuietOption,
    ledger_place,
    ledger_settings,
)
from reportedly.cli.printing import console

if TYPE_CHECKING:
    from reportedly.engines import RunResult
    from reportedly.store import Store

DONE, REJECTED = 0, 3


def run(
    paths: Annotated[
        list[str],
        typer.Argument(help='Files, folders or patterns; "-" reads JSON Lines from stdin.'),
    ],
    ledger: LedgerOption = None,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Reading processes; 0 = one for each core.")
    ] = None,
    merge: Annotated[
        str | None, typer.Option(help="How eagerly to join: strict, balanced or eager.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(help="Which column of a table holds what: text=body,published=date"),
    ] = None,
    ocr: Annotated[
        bool | None,
        typer.Option("--ocr", help="Read scanned pages by tesseract, if it is installed."),
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try documents again that failed before.")
    ] = False,
    json_: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read documents into a ledger and relate them.

    Run it again with more files and they are added; with the same files and nothing happens.
    After any stop, run it again and it goes on where it was.

    Examples:

        reportedly run reports/ --ledger story.reportedly

        reportedly run *.html notes.txt

        cat wire.jsonl | reportedly run -
    """
    from reportedly.store import open_store

    store = open_store(ledger_place(ledger), create=True)
    flags: dict[str, object] = {"workers": workers, "merge": merge, "columns": columns, "ocr": ocr}
    read_into(store, paths, flags=flags, form=form_of(json_, quiet), retry=retry)


def demo(
    ledger: LedgerOption = None,
    report: Annotated[Path, typer.Option("--report", "-o", help="Where to write the report.")] = (
        Path("demo-report.html")
    ),
    quiet: QuietOption = False,
) -> None:
    """Read the bundled reports of two invented events and write a report of them.

    Examples:

        reportedly demo
    """
    from reportedly.store import open_store

    store = open_store(ledger_place(ledger or "demo.reportedly"), create=True)
    with resources.as_file(resources.files("reportedly") / "demo") as folder:
        reports = sorted(str(file) for file in folder.glob("*.jsonl"))
        read_into(store, reports, flags={}, form=form_of(False, quiet), stop=False)
    _report(store, report, quiet=quiet)


def form_of(json_: bool, quiet: bool) -> str:
    return "json" if json_ else "quiet" if quiet else "text"


def read_into(
    store: Store,
    paths: list[str],
    *,
    flags: dict[str, object],
    form: str,
    stop: bool = True,
    retry: bool = False,
) -> None:
    """Read what lies under paths into a ledger, print what came of it, and end with its code."""
    from reportedly.cli.progress import showing
    from reportedly.engines import run as run_engine

    settings = ledger_settings(store, **flags)
    with showing(quiet=form != "text") as progress:
        result = run_engine(store, paths, settings=settings, report=progress, retry=retry)
    code = tell(store, result, form)
    if stop:
        raise typer.Exit(code)


def tell(store: Store, result: RunResult, form: str) -> int:
    """Print what came of a run and what the ledger holds; return the code to end with."""
    from reportedly.cli.summary import print_result, print_summary, summary
    from reportedly.engines import load_corpus
    from reportedly.views import Index

    index = Index(load_corpus(store))
    if form == "json":
        typer.echo(json.dumps(summary(index, result), ensure_ascii=False, indent=1))
    elif form == "text":
        print_result(store, result)
        print_summary(index)
    return REJECTED if result.rejected or result.failed else DONE


def _report(store: Store, out: Path, *, quiet: bool) -> None:
    from reportedly.cli.writing import write_report

    write_report(store, out)
    if not quiet:
        console().print(f"\nreport: {out.resolve()}", soft_wrap=True)
