"""The commands by name. Heavy libraries are imported inside the commands that need them."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli import (
    adding,
    assisting,
    bringing,
    citing,
    clustering,
    deciding,
    doctor,
    keeping,
    listing,
    proposing,
    reading,
    serving,
    showing,
    writing,
)
from reportedly.cli.grouped import Grouped

app = typer.Typer(
    name="reportedly",
    help=(
        "Read news reports, press releases and testimony and show who is reported to have said "
        "what, which figures and dates agree or differ, and which accounts are copies of one "
        "another. Start with: reportedly demo"
    ),
    cls=Grouped,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(version("reportedly"))
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options of the program itself."""


READING, LOOKING, DECIDING, CARE, SCALE = "Read", "Look", "Decide", "Care", "Many machines"
for panel, commands in {
    READING: (reading.run, adding.add, reading.demo, serving.serve),
    LOOKING: (
        listing.rows,
        listing.statements,
        listing.speakers,
        listing.documents,
        listing.copies,
        listing.timeline,
        listing.forecasts,
        listing.relations,
        showing.show,
        citing.cite,
        writing.report,
        writing.export,
        assisting.mcp,
    ),
    DECIDING: (deciding.decide, deciding.undo, deciding.decisions, proposing.propose),
    CARE: (keeping.verify, keeping.backup, doctor.doctor, doctor.settings, serving.user),
}.items():
    for command in commands:
        app.command(rich_help_panel=panel)(command)
app.command("import", rich_help_panel=DECIDING)(bringing.bring)
app.command(rich_help_panel=SCALE)(clustering.load)
app.add_typer(clustering.cluster, name="cluster", rich_help_panel=SCALE)
