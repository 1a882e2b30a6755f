"""The command `propose`: a language model of the user's own proposes statements."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from reportedly.cli.options import LedgerOption, ledger_settings, open_ledger
from reportedly.cli.printing import console, plural


class Extractor(StrEnum):
    """What may propose statements beside the program."""

    LLM = "llm"


def propose(
    address: Annotated[
        str,
        typer.Option(envvar="REPORTEDLY_LLM_ADDRESS", help="Of an OpenAI-compatible server."),
    ],
    model: Annotated[str, typer.Option(envvar="REPORTEDLY_LLM_MODEL", help="The model's name.")],
    key: Annotated[str, typer.Option(envvar="REPORTEDLY_LLM_KEY", hidden=True)] = "",
    extractor: Annotated[Extractor, typer.Option(help="What proposes.")] = Extractor.LLM,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="At most N paragraphs; 0 = all.")
    ] = 0,
    ledger: LedgerOption = None,
) -> None:
    """Ask a language model who is credited with what; only words that stand in the text are taken.

    Your texts are sent to the address you give, and nowhere else. What is accepted becomes
    decisions by “llm:MODEL”, which `reportedly undo` takes back.

    Example: reportedly propose --extractor llm --address http://127.0.0.1:8080/v1 --model NAME
    """
    from reportedly.agents.model import Model
    from reportedly.agents.reading import read_with
    from reportedly.engines import load_corpus, run
    from reportedly.records import Decision
    from reportedly.store import decisions

    del extractor  # there is one
    store = open_ledger(ledger)

    def keep(made: Decision) -> None:
        decisions.append(store, made)

    asked = Model(address=address, name=model, key=key)
    now = datetime.now(UTC)
    try:
        done = read_with(load_corpus(store), asked, store.root, now=now, keep=keep, limit=limit)
    finally:  # what was kept before a model stopped answering is related too
        run(store, (), settings=ledger_settings(store))
    out = console(stderr=True)
    out.print(
        f"asked about {plural(done.asked, 'paragraph')} ({done.known} known already), "
        f"accepted {plural(done.accepted, 'statement')}, "
        f"dropped {plural(sum(done.dropped.values()), 'proposal')}"
    )
    for reason, count in sorted(done.dropped.items()):
        out.print(f"  {count:,} {reason}")
