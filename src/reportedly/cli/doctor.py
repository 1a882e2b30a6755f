"""The commands `doctor` and `settings`: what is here, whether it is whole."""

from __future__ import annotations

import platform
import sys
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LedgerOption, ledger_place, ledger_settings
from reportedly.cli.printing import console
from reportedly.errors import MissingModel, ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.store import Address, Store

PARTS = ("reportedly", "spacy", "onnxruntime", "tokenizers", "sqlalchemy", "trafilatura", "msgspec")


def doctor(ledger: LedgerOption = None) -> None:
    """Print versions, model hashes and the ledger's state, and how to mend what is missing.

    Example: reportedly doctor --ledger story.reportedly
    """
    out = console()
    out.print(f"python {platform.python_version()} on {sys.platform}")
    for part in PARTS:
        out.print(f"{part} {_version(part)}")
    problems = list(_model_problems())
    place = ledger_place(ledger)
    if isinstance(place, Path) and not place.exists():
        out.print(f"no ledger at {place}")
    else:
        problems += _ledger_problems(place)
    for problem in problems:
        out.print(problem, style="yellow", markup=False, soft_wrap=True)
    out.print("nothing to mend" if not problems else f"{len(problems)} to mend")
    raise typer.Exit(1 if problems else 0)


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "missing: pip install reportedly"


def _model_problems() -> Iterator[str]:
    from reportedly.language.weights import check_weights, parser_package, reader_digest

    try:
        check_weights(parser_package())
        console().print(reader_digest())
    except MissingModel as err:
        yield str(err)


def _ledger_problems(place: Path | Address) -> list[str]:
    from reportedly.engines.check import problems
    from reportedly.store import documents, health, open_store, outputs

    try:
        store = open_store(place)
    except ReportedlyError as err:
        if isinstance(place, Path):
            raise
        return [str(err)]  # a server that cannot be reached is what is looked for here
    found = problems(store) + health.risks(store)
    if store.address is not None:
        console().print(f"pg8000 {_version('pg8000')}, server {health.server(store)}")
    console().print(
        f"ledger {store.name}: {len(documents.held(store))} documents, "
        f"{len(documents.rejections(store))} rejected, {len(outputs.failures(store))} failed"
    )
    return found


def settings(
    ledger: LedgerOption = None,
    file: Annotated[
        Path | None, typer.Option("--from", help="A TOML file to put in the place of the old ones.")
    ] = None,
) -> None:
    """List the settings in force for a ledger, with what each does.

    With --from, the ledger's own are replaced first; those of a shared ledger hold for everyone.

    Examples:

        reportedly settings

        reportedly settings --from team.toml --ledger postgresql://ana@desk/story
    """
    from reportedly.cli.printing import show_listing
    from reportedly.settings import Settings
    from reportedly.store import keeping, open_store
    from reportedly.views.tables import Listing

    place = ledger_place(ledger)
    missing = isinstance(place, Path) and not place.exists() and file is None
    store: Store | None = None if missing else open_store(place)
    if store is not None and file is not None:
        keeping.keep(store, file.read_text(encoding="utf-8"))
    current = ledger_settings(store) if store else Settings()
    rows = tuple(
        (
            item.name,
            str(getattr(current, item.name)),
            str(item.default),
            ", ".join(item.metadata["choices"]),
            str(item.metadata["help"]),
        )
        for item in fields(Settings)
    )
    show_listing(Listing("settings", ("name", "value", "default", "choices", "help"), rows))
