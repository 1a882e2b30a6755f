"""Find the files of a run: paths, folders, patterns, stdin; one `Found` or `Rejection` each.

Invariant: every file under the given paths is either yielded with all its bytes or rejected with
a reason and a remedy; one bad file never stops the others.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reportedly.captures.apart import Container, take_apart
from reportedly.captures.expand import CONTAINERS, Place, Step, unread
from reportedly.captures.found import Found
from reportedly.captures.lines import records
from reportedly.captures.mailboxes import may_carry
from reportedly.captures.media import LINES, MAIL, kind_of_stream
from reportedly.captures.walk import CHECK_RIGHTS, walk
from reportedly.captures.walk import Place as FilePlace
from reportedly.isolation import Isolation
from reportedly.records import Rejection
from reportedly.settings import Settings, most_bytes

STDIN = "-"
MEGABYTE = 1_048_576


def gather(
    paths: Iterable[str], settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Found | Rejection]:
    """Yield what lies under the given paths, sorted by location; lines in their file's order.

    Args:
        paths: files, folders, patterns such as `*/*.txt`, or "-" for JSON Lines on `stdin`.
        settings: its size limit holds for each file, and for each line of JSON Lines.
        stdin: where "-" is read from; None means the process's own.
    """
    given = sorted(set(paths))
    if STDIN in given:
        limit = settings.max_file_mb * MEGABYTE
        yield from records(stdin or sys.stdin.buffer, STDIN, limit=limit)
    with Isolation() as children:
        for place in walk(path for path in given if path != STDIN):
            if isinstance(place, Rejection):
                yield place
            else:
                yield from _opened(place, settings, children)


def _opened(place: FilePlace, settings: Settings, children: Isolation) -> Step:
    try:
        yield from _read(place, settings, children)
    except OSError as err:
        yield Rejection(
            location=place.location, reason=f"not readable: {err.strerror}", remedy=CHECK_RIGHTS
        )


def _read(file: FilePlace, settings: Settings, children: Isolation) -> Step:
    location = file.location
    state = file.path.stat()
    if not stat.S_ISREG(state.st_mode):
        yield Rejection(location=location, reason="not a file", remedy="give a file or a folder")
        return
    if not state.st_size:
        yield Rejection(location=location, reason="the file is empty", remedy="save it again")
        return
    with file.path.open("rb") as stream:
        kind = kind_of_stream(file.path, stream)
        if kind.media_type is None:
            reason, remedy = unread(kind)
            yield Rejection(location=location, reason=reason, remedy=remedy)
        elif kind.media_type == LINES:
            yield from records(stream, location, limit=most_bytes(settings, LINES))
        else:
            place = Place(location=location, media_type=kind.media_type)
            size = state.st_size
            container = Container(path=file.path, place=place, size=size)
            if kind.media_type not in CONTAINERS:
                yield _whole(stream, place, size=size, settings=settings)
            elif kind.media_type == MAIL:
                yield from _mail(stream, container, settings=settings, children=children)
            else:
                yield from take_apart(container, children=children, settings=settings)


def _mail(
    stream: BinaryIO, container: Container, *, settings: Settings, children: Isolation
) -> Step:
    """Yield a mail, then the files that hang on it."""
    mail = _whole(stream, container.place, size=container.size, settings=settings)
    yield mail
    if isinstance(mail, Found) and may_carry(mail.data):
        yield from take_apart(container, children=children, settings=settings)


def _whole(stream: BinaryIO, place: Place, *, size: int, settings: Settings) -> Found | Rejection:
    """Return a file that is one document."""
    most = most_bytes(settings, place.media_type)
    if size > most:
        return Rejection(
            location=place.location,
            reason=f"{size} bytes are more than {most // MEGABYTE} MB",
            remedy="split the file, or raise the setting max_file_mb",
        )
    return Found(location=place.location, media_type=place.media_type, data=stream.read())
