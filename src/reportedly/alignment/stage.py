"""The stage `alignment` over all documents."""

from __future__ import annotations

from reportedly.records import Alignment, Corpus
from reportedly.stage import CorpusStage, Tools


def run(corpus: Corpus, tools: Tools) -> Alignment:
    """Return the Alignment of all documents."""
    return Alignment()


STAGE: CorpusStage[Alignment] = CorpusStage(
    name="alignment",
    version=1,
    needs=("times", "statements", "figures", "cast", "entities", "reuse"),
    output=Alignment,
    run=run,
)
