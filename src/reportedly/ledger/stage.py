"""The stage `ledger` over all documents."""

from __future__ import annotations

from reportedly.records import Corpus, Ledger
from reportedly.stage import CorpusStage, Tools


def run(corpus: Corpus, tools: Tools) -> Ledger:
    """Return the Ledger of all documents."""
    return Ledger()


STAGE: CorpusStage[Ledger] = CorpusStage(
    name="ledger",
    version=1,
    needs=("times", "statements", "figures", "entities", "reuse", "alignment"),
    output=Ledger,
    run=run,
)
