"""Who is signed in: one-time tokens, sessions, and what a cookie stands for.

Invariant: tokens have 256 bits, are kept only as their sha256, and a one-time token works once.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

BYTES = 32  # 256 bits
IDLE = 12 * 3600.0  # seconds without a request after which a session ends


def _hidden(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Sessions:
    """Tokens and sessions of one running server; they end with it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._once: dict[str, str] = {}  # hidden one-time token -> reviewer
        self._open: dict[str, tuple[str, float]] = {}  # hidden session -> reviewer, last seen

    def invite(self, reviewer: str) -> str:
        """Return a new one-time token for a reviewer."""
        token = secrets.token_urlsafe(BYTES)
        with self._guard:
            self._once[_hidden(token)] = reviewer
        return token

    def enter(self, token: str) -> str | None:
        """Return a new session for a one-time token, which is then spent; None if unknown."""
        with self._guard:
            reviewer = self._once.pop(_hidden(token), None)
        return None if reviewer is None else self.open(reviewer)

    def open(self, reviewer: str) -> str:
        """Return a new session of a reviewer."""
        session = secrets.token_urlsafe(BYTES)
        with self._guard:
            self._open[_hidden(session)] = (reviewer, self._clock())
        return session

    def reviewer(self, session: str) -> str | None:
        """Return whose session this is; None when there is none or it has ended."""
        key, now = _hidden(session), self._clock()
        with self._guard:
            reviewer, seen = self._open.get(key, ("", now - IDLE - 1))
            if now - seen > IDLE:
                self._open.pop(key, None)
                return None
            self._open[key] = (reviewer, now)
        return reviewer

    def close(self, session: str) -> None:
        """End a session."""
        with self._guard:
            self._open.pop(_hidden(session), None)
