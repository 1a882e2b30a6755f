"""The bench: one open ledger with its index, kept up to date behind the pages.

Invariant: pages see one consistent index at a time. A new one takes its place only when it has
been read whole; until then the old one is shown, and the page says that work is going on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from reportedly.errors import ReportedlyError
from reportedly.records import Decision
from reportedly.settings import Settings
from reportedly.store import Store
from reportedly.views import Index
from reportedly.web.clerk import Clerk, State
from reportedly.web.config import Config
from reportedly.web.sessions import Sessions
from reportedly.web.snapshot import Snapshot, read_snapshot

T = TypeVar("T")


class NotReady(ReportedlyError):
    """The ledger has not been related yet; it is being brought up to date."""


@dataclass(slots=True, kw_only=True, eq=False)
class Bench:
    """What every page works with."""

    config: Config
    store: Store
    settings: Settings
    sessions: Sessions
    clerk: Clerk
    snapshot: Snapshot | None = None
    guard: threading.Lock

    def refresh(self) -> bool:
        """Read the ledger if it has changed; tell whether a new index is shown."""
        with self.guard:
            found = read_snapshot(self.store, settings=self.settings, old=self.snapshot)
            if found is None or found is self.snapshot:
                return False
            self.snapshot = found
            return True

    def index(self) -> Index:
        """Return the index of the ledger.

        Raises:
            NotReady: the ledger has never been related.
        """
        return self.shot().index

    def shot(self) -> Snapshot:
        """Return what pages show: index and decisions of one state of the ledger.

        Raises:
            NotReady: the ledger has never been related.
        """
        if self.snapshot is None:
            self.refresh()
        if self.snapshot is None:
            self.clerk.wake()
            raise NotReady("the ledger is being brought up to date; this page follows by itself")
        return self.snapshot

    def once(self, make: Callable[[Index], T]) -> T:
        """Return `make(index)`, made once for each state of the ledger."""
        return self.shot().once(make)

    def state(self) -> State:
        """Return what is going on behind the pages."""
        return self.clerk.state

    def decide(self, made: Decision) -> None:
        """Append a decision, which is on disk when this returns, and start the work it asks for."""
        from reportedly.store import decisions

        decisions.append(self.store, made)
        self.clerk.wake()
