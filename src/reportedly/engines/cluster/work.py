"""One piece of work as a worker sees it: a step, a partition, where to read and write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.engines.cluster.plan import Plan, Spread
    from reportedly.engines.cluster.storage import Storage
    from reportedly.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """What a step's function is given; it reads and writes files and returns counts."""

    storage: Storage
    plan: Plan
    part: str
    spread: Spread | None = None  # for steps after the documents
    careful: bool = False  # the partition has killed workers: note each document before it is read

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
