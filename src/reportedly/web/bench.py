"""The bench: one open ledger with its index, kept up to date behind the pages.

Invariant: pages see one consistent index at a time. A new one takes its place only when it has
been read whole; until then the old one is shown, and the page says that work is going on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, TypeVar

from reportedly.errors import BadLedger, ReportedlyError
from reportedly.records import Decision
from reportedly.review import acts
from reportedly.store import Store, decisions
from reportedly.store.keeping import settings_in_force
from reportedly.views import Index
from reportedly.views.changes import ChangesView, changes
from reportedly.views.tables import Listing
from reportedly.web import spool
from reportedly.web.checking import Check
from reportedly.web.clerk import Clerk, State
from reportedly.web.config import Config
from reportedly.web.searching import SearchIndex
from reportedly.web.sessions import Sessions
from reportedly.web.snapshot import Snapshot, read_snapshot

T = TypeVar("T")
NO_CHANGES = ChangesView(changes=(), total=0, listing=Listing("changes", (), ()))


class NotReady(ReportedlyError):
    """The ledger has not been related yet; it is being brought up to date."""


@dataclass(slots=True, kw_only=True, eq=False)
class Bench:
    """What every page works with."""

    config: Config
    store: Store
    sessions: Sessions
    clerk: Clerk
    search: SearchIndex
    check: Check
    warm: Callable[[Snapshot], object] = bool  # called behind the pages for each new index
    snapshot: Snapshot | None = None
    changes: ChangesView = field(default_factory=lambda: NO_CHANGES)
    guard: threading.Lock = field(default_factory=threading.Lock)
    signing: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> bool:
        """Read the ledger if it has changed; tell whether a new index is shown."""
        settings = settings_in_force(self.store)
        with self.guard:
            found = read_snapshot(self.store, settings=settings, old=self.snapshot)
            if found is None or found is self.snapshot:
                return False
            old, self.snapshot = self.snapshot, found
        if old is not None and old.index is not found.index:
            self.changes = changes(old.index, found.index)
        self.search.follow(found)
        threading.Thread(target=self.warm, args=(found,), name="warm", daemon=True).start()
        if not found.current:
            self.clerk.wake()
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

    def decide(self, *made: Decision) -> None:
        """Append decisions, on disk when this returns, and start the work they ask for."""
        for one in made:
            decisions.append(self.store, one)
        self.take_over()
        if any(acts(one) or one.supersedes for one in made):
            self.clerk.wake()

    def take_over(self) -> None:
        """Show the decisions that have been made, beside the index as it is."""
        with self.guard:
            if self.snapshot is not None:
                self.snapshot = self.snapshot.beside(decisions.decisions(self.store))

    def take(self, files: Iterable[tuple[str, BinaryIO]]) -> int:
        """Keep dropped files and have them taken in; return how many.

        Raises:
            BadLedger: the disk does not take them.
        """
        try:
            batch = spool.keep(self.store.root, files)
        except OSError as err:
            raise BadLedger(
                f"the files cannot be kept: {err.strerror}; make room and drop them again"
            ) from err
        self.clerk.ask(batches=(batch,))
        return len(batch.names)
