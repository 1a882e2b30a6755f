"""What intake finds on disk or on stdin: bytes with where they came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The bytes of one future document."""

    location: str  # as given, with "/"; "<file>#<record id>" for one line of a file
    media_type: str  # IANA
    data: bytes
    given: tuple[tuple[str, str], ...] = ()  # metadata fields of a JSON line, sorted
