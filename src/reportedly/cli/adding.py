"""The command `add`: fetch pages of the web, when asked, into a ledger.

Invariant: this is the one command that reaches the network, and only the addresses it is given.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import JsonOption, LedgerOption, QuietOption, ledger_place
from reportedly.cli.printing import console
from reportedly.cli.reading import REJECTED, form_of, read_into

if TYPE_CHECKING:
    from reportedly.records import Rejection
    from reportedly.store import Store


def add(
    url: Annotated[
        list[str], typer.Option("--url", help="Address of a page; may be given several times.")
    ],
    ledger: LedgerOption = None,
    json_: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Fetch pages of the public web, keep each as a web archive, and read them.

    Nothing else is fetched: no pictures, no scripts. A site's robots.txt is respected, private
    addresses are refused, at most 20 MB, 20 seconds and 3 redirects.

    Example: reportedly add --url https://example.org/news/ferry-fire
    """
    from reportedly.store import open_store

    store = open_store(ledger_place(ledger), create=True)
    kept, refused = fetched(store, url)
    if refused:
        _tell(store, refused)
    if kept:
        form = form_of(json_, quiet)
        read_into(store, kept, flags={}, form=form, stop=not refused)
    raise typer.Exit(REJECTED if refused else 0)


def fetched(store: Store, urls: list[str]) -> tuple[list[str], list[Rejection]]:
    """Fetch pages; return the archives that were written, and what was refused."""
    from reportedly.captures.fetch import fetch
    from reportedly.captures.warcwrite import archive, file_name
    from reportedly.errors import UnreadableCapture
    from reportedly.records import Rejection
    from reportedly.store.fetched import keep

    kept: list[str] = []
    refused: list[Rejection] = []
    for url in dict.fromkeys(urls):
        try:
            exchanges = fetch(url)
        except UnreadableCapture as err:
            refused.append(Rejection(location=url, reason=err.reason, remedy=err.remedy))
            continue
        at = datetime.now(UTC)
        name = file_name(exchanges[-1], at)
        kept.append(str(keep(store.root, name, archive(exchanges, at))))
    return kept, refused


def _tell(store: Store, refused: list[Rejection]) -> None:
    from reportedly.store import documents
    from reportedly.store.lock import writing

    with writing(store):
        documents.reject(store, refused)
    for one in refused:
        words = f"not fetched: {one.location}: {one.reason}; {one.remedy}"
        console(stderr=True).print(words, markup=False, style="yellow", soft_wrap=True)
