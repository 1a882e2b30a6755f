"""The commands `doctor` and `settings`: what is here, whether it is whole."""

from __future__ import annotations

import platform
import sys
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import typer

from reportedly.cli.options import LedgerOption, ledger_path, ledger_settings
from reportedly.cli.printing import console
from reportedly.errors import MissingModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.store import Store

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
    root = ledger_path(ledger)
    if root.exists():
        from reportedly.store import open_store

        problems += _ledger_problems(open_store(root))
    else:
        out.print(f"no ledger at {root}")
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


def _ledger_problems(store: Store) -> list[str]:
    from reportedly.engines.check import problems
    from reportedly.store import documents, outputs

    found = problems(store)
    console().print(
        f"ledger {store.root}: {len(documents.held(store))} documents, "
        f"{len(documents.rejections(store))} rejected, {len(outputs.failures(store))} failed"
    )
    return found


def settings(ledger: LedgerOption = None) -> None:
    """List the settings in force for a ledger, with what each does.

    Example: reportedly settings
    """
    from reportedly.cli.printing import show_listing
    from reportedly.settings import Settings
    from reportedly.store import open_store
    from reportedly.views.tables import Listing

    root = ledger_path(ledger)
    store: Store | None = open_store(root) if root.exists() else None
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
