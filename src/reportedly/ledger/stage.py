"""The stage `ledger` over all documents."""

from __future__ import annotations

from reportedly.ledger.book import keep
from reportedly.ledger.resume import resume
from reportedly.records import Ledger
from reportedly.stage import CorpusStage

STAGE: CorpusStage[Ledger] = CorpusStage(
    name="ledger",
    version=10,
    needs=("times", "statements", "figures", "entities", "reuse", "alignment"),
    output=Ledger,
    run=keep,
    resume=resume,
)
