"""Take containers apart in a confined child process, and take in what it hands over.

Invariant: no byte of a container is parsed in this process; what comes back is a document's bytes
with plain words, or a reason. A child that is stopped costs the rest of its container alone.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reportedly.captures.expand import Place, Step, expand
from reportedly.captures.found import Found
from reportedly.captures.limits import MEGABYTE
from reportedly.errors import BrokenReader, UnreadableCapture
from reportedly.isolation import Isolation, Limits
from reportedly.records import Rejection
from reportedly.settings import Settings

SENT = 16 * MEGABYTE  # a larger file is not sent to a waiting child; a child of its own opens it
LARGE = Limits(cpu=600, wall=120)  # for files above that; seconds
REPORT = "keep the file and report this to the developers"
_held: list[BinaryIO] = []  # in a child of its own: the one file it was started for


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file to be taken apart."""

    path: Path
    place: Place
    size: int  # bytes


def take_apart(container: Container, *, children: Isolation, settings: Settings) -> Step:
    """Yield what a container holds, down to texts."""
    place, size = container.place, container.size
    try:
        if size <= SENT:
            data = container.path.read_bytes()
            yield from _received(children.stream(_sent, data, place, settings))
            return
        with Isolation(LARGE, prepare=partial(_hold, container.path)) as own:
            yield from _received(own.stream(_opened, place, size=size, settings=settings))
    except UnreadableCapture as err:
        yield Rejection(location=place.location, reason=err.reason, remedy=err.remedy)
    except BrokenReader as err:
        reason = f"its reader failed: {str(err)[:120]}"
        yield Rejection(location=place.location, reason=reason, remedy=REPORT)


def _hold(path: Path) -> None:
    """Open the file before this child gives up the right to open files."""
    _held.append(path.open("rb"))


def _opened(place: Place, *, size: int, settings: Settings) -> Iterator[bytes]:
    return _handed_over(expand(_held[0], place, size=size, settings=settings))


def _sent(data: bytes, place: Place, settings: Settings) -> Iterator[bytes]:
    return _handed_over(expand(io.BytesIO(data), place, size=len(data), settings=settings))


def _handed_over(items: Step) -> Iterator[bytes]:
    """Yield two parts an item: what it is, and its bytes."""
    for item in items:
        if isinstance(item, Rejection):
            yield json.dumps([item.location, item.reason, item.remedy]).encode()
            yield b""
        else:
            yield json.dumps([item.location, item.media_type, "", *item.given]).encode()
            yield item.data


def _received(parts: Iterator[bytes]) -> Step:
    for part in parts:
        yield _item(json.loads(part), next(parts, b""))


def _item(words: list[object], data: bytes) -> Found | Rejection:
    """Return what a child described; every word of it is checked to be a text."""
    location, second, remedy = (str(word) for word in words[:3])
    if remedy:
        return Rejection(location=location, reason=second, remedy=remedy)
    pairs = (pair for pair in words[3:] if isinstance(pair, list) and len(pair) == 2)
    given = tuple((str(key), str(value)) for key, value in pairs)
    return Found(location=location, media_type=second, data=data, given=given)
