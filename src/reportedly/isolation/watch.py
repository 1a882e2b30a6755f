"""End a process when a wait for it lasts too long.

Invariant: one thread for the life of a process, woken once a `step`, not once a wait: a call makes
three waits, and a thread started for each took more than all else that the parent does for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watch:
    """A clock beside one process.

    Args:
        kill: ends the process, and so every wait for it.
        step: seconds; no wait may be allowed fewer. The thread looks up once in that time, so it
            is awake before any wait that began meanwhile is overdue.
    """

    def __init__(self, kill: Callable[[], None], *, step: float) -> None:
        self.overdue = False  # a wait took too long, and the process was ended
        self._kill = kill
        self._step = step
        self._due: float | None = None  # monotonic seconds; None while nobody waits
        self._ended = threading.Event()
        threading.Thread(target=self._look, name="watch", daemon=True).start()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End the process when the block takes longer."""
        self._due = time.monotonic() + seconds
        try:
            yield
        finally:
            self._due = None

    def end(self) -> None:
        """Let the thread end; the process is not waited for again."""
        self._ended.set()

    def _look(self) -> None:
        pause = self._step
        while not self._ended.wait(pause):
            due = self._due
            left = self._step if due is None else due - time.monotonic()
            if left <= 0:
                self.overdue = True
                self._kill()
                return
            pause = min(left, self._step)
