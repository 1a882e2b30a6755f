"""What containers give: members as bytes, or why one was left out.

Invariant: a member's name is a label and never becomes a path on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.captures.limits import Budget

NAME = 200  # code points shown of a member's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file inside another."""

    name: str
    data: bytes
    media_type: str | None = None  # None: to be told by content and name
    given: tuple[tuple[str, str], ...] = ()  # sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A member that was not read; name "" means the container itself."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an opener goes by: limits, and what the user said of tables."""

    budget: Budget
    most: int  # bytes of one member
    columns: tuple[tuple[str, str], ...] = ()  # field of a text, name of its column


Members = Iterator[Member | LeftOut]


def label(name: str) -> str:
    """Return a member's name as one line that every screen and encoder accepts."""
    whole = name.encode("utf-8", "backslashreplace").decode("utf-8").replace("\\", "/")
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in whole)
    return plain if len(plain) <= NAME else f"{plain[: NAME // 2]}...{plain[-NAME // 2 :]}"
