"""The stage `reuse` over all documents."""

from __future__ import annotations

from reportedly.records import Reuse
from reportedly.reuse.find import run
from reportedly.reuse.resume import resume
from reportedly.stage import CorpusStage

STAGE: CorpusStage[Reuse] = CorpusStage(
    name="reuse",
    version=5,
    needs=("documents", "statements", "figures"),
    output=Reuse,
    run=run,
    resume=resume,
)
