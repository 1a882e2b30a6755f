"""Find the files of a run: paths, folders, patterns, stdin; one `Found` or `Rejection` each.

Invariant: every file under the given paths is either yielded with all its bytes or rejected with
a reason and a remedy; one bad file never stops the others.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.captures.found import Found
from reportedly.captures.lines import records
from reportedly.captures.media import LINES, READS, SNIFF, kind_of
from reportedly.captures.walk import CHECK_RIGHTS, Place, walk
from reportedly.records import Rejection
from reportedly.settings import Settings

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
    for place in walk(path for path in given if path != STDIN):
        if isinstance(place, Rejection):
            yield place
        else:
            yield from _opened(place, settings)


def _opened(place: Place, settings: Settings) -> Iterator[Found | Rejection]:
    try:
        yield from _read(place.path, place.location, settings)
    except OSError as err:
        yield Rejection(
            location=place.location, reason=f"not readable: {err.strerror}", remedy=CHECK_RIGHTS
        )


def _read(path: Path, location: str, settings: Settings) -> Iterator[Found | Rejection]:
    limit = settings.max_file_mb * MEGABYTE
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        yield Rejection(location=location, reason="not a file", remedy="give a file or a folder")
        return
    if not state.st_size:
        yield Rejection(location=location, reason="the file is empty", remedy="save it again")
        return
    with path.open("rb") as stream:
        kind = kind_of(path, stream.read(SNIFF))
        stream.seek(0)
        if kind.media_type is None:
            yield Rejection(
                location=location,
                reason=f"this program does not read {kind.name}; {READS}",
                remedy="save its text as .txt or .html and add that",
            )
        elif kind.media_type == LINES:
            yield from records(stream, location, limit=limit)
        elif state.st_size > limit:
            yield Rejection(
                location=location,
                reason=f"{state.st_size} bytes are more than {settings.max_file_mb} MB",
                remedy="split the file, or raise the setting max_file_mb",
            )
        else:
            yield Found(location=location, media_type=kind.media_type, data=stream.read())
