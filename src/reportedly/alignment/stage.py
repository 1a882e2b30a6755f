"""The stage `alignment` over all documents."""

from __future__ import annotations

from reportedly.alignment.align import align
from reportedly.alignment.resume import resume
from reportedly.records import Alignment
from reportedly.stage import CorpusStage

STAGE: CorpusStage[Alignment] = CorpusStage(
    name="alignment",
    version=15,
    needs=("times", "statements", "figures", "cast", "entities", "reuse"),
    output=Alignment,
    run=align,
    resume=resume,
)
