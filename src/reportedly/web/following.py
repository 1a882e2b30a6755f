"""Show what others write to a shared ledger, within a few seconds.

Invariant: a ledger is read anew only between runs; while anyone's run goes on, decisions alone are
taken over, so that a long import does not have every workbench read all of it again and again.
"""

from __future__ import annotations

import threading

from reportedly.errors import ReportedlyError
from reportedly.store import changes
from reportedly.store.lock import in_use
from reportedly.web.bench import Bench

EVERY = 2.0  # seconds between two looks


class Follower:
    """Looks, behind the pages, whether others have written."""

    def __init__(self, bench: Bench, every: float = EVERY) -> None:
        self._bench = bench
        self._every = every
        self._stop = threading.Event()
        self._seen = ""
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to look; a folder has one workbench, whose own runs tell it."""
        if self._bench.store.address is not None:
            self._thread.start()

    def close(self) -> None:
        """End."""
        self._stop.set()

    def _follow(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self.look()
            except ReportedlyError:
                self._seen = ""  # the server is away: look again when it is back

    def look(self) -> None:
        """Take over what others have written, if they have."""
        now = changes.mark(self._bench.store)
        if now == self._seen or self._bench.snapshot is None:
            return
        if in_use(self._bench.store):
            self._bench.take_over()
            return
        self._bench.refresh()
        self._seen = now
