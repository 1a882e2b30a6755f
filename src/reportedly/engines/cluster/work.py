"""One piece of work as a worker sees it: a step, a partition, where to read and write."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly import pipeline
from reportedly.readers import ReadDocument, isolated, limits_of, reading_in

if TYPE_CHECKING:
    from reportedly.engines.cluster.plan import Plan, Spread
    from reportedly.engines.cluster.storage import Storage
    from reportedly.settings import Settings
    from reportedly.stage import Tools


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """What a step's function is given; it reads and writes files and returns counts."""

    storage: Storage
    plan: Plan
    part: str
    spread: Spread | None = None  # for steps after the documents

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return self.plan.chosen()

    @property
    def bucket(self) -> int:
        """The bucket that the partition is."""
        return int(self.part)

    @property
    def spreading(self) -> Spread:
        """How documents are spread, once they are read."""
        assert self.spread is not None
        return self.spread


@lru_cache(maxsize=1)
def tools_of(settings: Settings) -> Tools:
    """Return the tools of a worker process, loaded once, for one thread."""
    os.environ["OMP_NUM_THREADS"] = "1"
    tools = pipeline.load_tools(settings)
    tools.reader.load()
    return tools


@lru_cache(maxsize=1)
def reading(settings: Settings) -> ReadDocument:
    """Return how a worker process reads captures; its child ends with the process."""
    return reading_in(isolated(limits_of(settings)))
