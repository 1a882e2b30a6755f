"""Check a ledger against itself behind the pages: originals, records, spans, decisions."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from reportedly.engines.check import problems
from reportedly.errors import ReportedlyError
from reportedly.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the last check found. `at` is None before the first."""

    running: bool = False
    at: datetime | None = None  # UTC, when it ended
    problems: tuple[str, ...] = ()


class Check:
    """The checks of one bench, one at a time."""

    def __init__(self, store: Store) -> None:
        self.last = Checked()
        self._store = store
        self._guard = threading.Lock()

    def begin(self) -> threading.Thread | None:
        """Begin a check; None while one is running."""
        with self._guard:
            if self.last.running:
                return None
            self.last = Checked(running=True, at=self.last.at, problems=self.last.problems)
        thread = threading.Thread(target=self._run, name="check", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        try:
            found = tuple(problems(self._store))
        except ReportedlyError as err:
            found = (str(err),)
        self.last = Checked(at=datetime.now(UTC), problems=found)
