"""The stage `reuse` over all documents."""

from __future__ import annotations

from reportedly.records import Corpus, Reuse
from reportedly.stage import CorpusStage, Tools


def run(corpus: Corpus, tools: Tools) -> Reuse:
    """Return the Reuse of all documents."""
    return Reuse()


STAGE: CorpusStage[Reuse] = CorpusStage(
    name="reuse", version=1, needs=("documents", "statements", "figures"), output=Reuse, run=run
)
