"""The commands for many machines: `cluster run`, and `load` for what it gave."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    JsonOption,
    LedgerOption,
    QuietOption,
    ledger_place,
    ledger_settings,
)
from reportedly.cli.printing import console, plural
from reportedly.cli.reading import DONE, REJECTED, form_of, tell

if TYPE_CHECKING:
    from reportedly.engines.cluster import ClusterResult

cluster = typer.Typer(
    help=(
        "Read many documents in partitions; `cluster run` goes on where it stopped.\n\n"
        "Example: reportedly cluster run --input reports/ --output read/"
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@cluster.callback()
def _root() -> None:
    """Hold the commands of the group."""


@cluster.command("run")
def cluster_run(
    input_: Annotated[
        list[str],
        typer.Option(
            "--input",
            "-i",
            help="A file, folder, pattern or address (s3://bucket/prefix); may be repeated.",
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="A folder or address that every worker can read and write."
        ),
    ],
    engine: Annotated[
        str, typer.Option(help="Who works: processes (of this machine) or ray.")
    ] = "processes",
    workers: Annotated[
        int | None, typer.Option(min=0, help="Workers at once; 0 = one for each core.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(help="Which column of a table holds what: text=body,published=date"),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Do again what was set aside.")] = False,
    json_: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read documents and find copies, in partitions spread over workers.

    After any stop, run it again and it goes on where it was. A document that kills its worker, or
    a partition that fails three times, is set aside with its reason, and the others go on.
    Bring the result, or a part of it, into a ledger with: reportedly load

    Examples:

        reportedly cluster run --input reports/ --output read/

        reportedly cluster run -i s3://news/2032/ -o s3://news/read/ --engine ray --workers 64
    """
    from reportedly.cli.progress import showing
    from reportedly.engines.cluster import run_cluster
    from reportedly.settings import load_settings

    settings = load_settings(None, workers=workers, columns=columns)
    with showing(quiet=json_ or quiet) as progress:
        result = run_cluster(
            input_, output, settings=settings, engine=engine, report=progress, retry=retry
        )
    form = form_of(json_, quiet)
    if form == "json":
        typer.echo(json.dumps(_summary(result), ensure_ascii=False, indent=1))
    elif form == "text":
        _print(result, output)
    raise typer.Exit(REJECTED if result.aside or result.rejected or result.failed else DONE)


def _summary(result: ClusterResult) -> dict[str, object]:
    return {
        "documents": result.documents,
        "failed": result.failed,
        "rejected": result.rejected,
        "words": result.words,
        "links": result.links,
        "origins": result.origins,
        "partitions_done_now": result.did,
        "workers_lost": result.lost,
        "set_aside": [
            {
                "step": a.step,
                "partition": a.part,
                "document": a.document,
                "reasons": list(a.reasons),
            }
            for a in result.aside
        ],
        "seconds": round(result.seconds, 3),
    }


def _print(result: ClusterResult, output: str) -> None:
    out = console()
    lost = f", {plural(result.lost, 'worker')} lost" if result.lost else ""
    out.print(
        f"{output}: {plural(result.documents, 'document')} read, {result.words:,} words; "
        f"{plural(result.links, 'copied passage')} of {plural(result.origins, 'origin')}; "
        f"{plural(result.did, 'partition')} done in {result.seconds:.1f} s{lost}",
        markup=False,
        soft_wrap=True,
    )
    if result.rejected or result.failed:
        out.print(
            f"not read: {plural(result.rejected, 'input')} rejected, "
            f"{plural(result.failed, 'document')} failed; reportedly load tells why",
            style="yellow",
            soft_wrap=True,
        )
    for one in result.aside:
        out.print(
            f"set aside: {one.step} {' '.join((one.part, one.document)).rstrip()}: "
            f"{one.reasons[-1]}; do it again with --retry",
            markup=False,
            style="yellow",
            soft_wrap=True,
        )


def load(
    output: Annotated[str, typer.Argument(help="Where a cluster run put its result.")],
    ledger: LedgerOption = None,
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only of this outlet; may be repeated.")
    ] = None,
    since: Annotated[str, typer.Option(help="Only published on this day or later.")] = "",
    until: Annotated[str, typer.Option(help="Only published on this day or earlier.")] = "",
    search: Annotated[
        str, typer.Option("--search", "-s", help="Only documents that hold all these words.")
    ] = "",
    copies: Annotated[
        bool, typer.Option("--copies", help="Also what shares a copied passage with one of these.")
    ] = False,
    json_: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring what a cluster run has read, or a part of it, into a ledger and relate it there.

    Nothing is read again; the ledger is the one that `reportedly run` makes of the same documents.

    Example: reportedly load read/ --search "ferry Lisk" --copies --ledger ferry.reportedly
    """
    from reportedly.cli.progress import showing
    from reportedly.engines.cluster import Choice, finished
    from reportedly.engines.cluster import load as load_run
    from reportedly.store import open_store

    choice = Choice(
        outlets=tuple(outlet or ()), since=since, until=until, words=search, copies=copies
    )
    finished(output, choice)  # before a ledger is made for nothing
    store = open_store(ledger_place(ledger), create=True)
    settings = ledger_settings(store)
    form = form_of(json_, quiet)
    with showing(quiet=form != "text") as progress:
        result = load_run(output, store, settings=settings, choice=choice, report=progress)
    raise typer.Exit(tell(store, result, form))
