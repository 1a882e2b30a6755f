"""One document a line: JSON Lines from a file or from stdin.

Invariant: a line that is no record costs that line alone, and memory never holds more than one
line of at most the size limit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.captures.found import Found
from reportedly.records import Rejection

MEDIA_TYPE = "application/json"
FIELDS = ("title", "published", "outlet", "url", "byline", "language")
SHAPE = 'write one {"id": ..., "text": ...} a line; title, published, outlet and url may be added'


def records(stream: BinaryIO, location: str, *, limit: int) -> Iterator[Found | Rejection]:
    """Yield one capture or rejection a line that is not blank; `limit` in bytes a line."""
    seen: set[str] = set()
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _skip(stream, limit)
            yield _refused(location, number, f"the line is longer than {limit} bytes")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _record(line, location, number=number, seen=seen)


def _skip(stream: BinaryIO, limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _record(line: bytes, location: str, *, number: int, seen: set[str]) -> Found | Rejection:
    data = line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError) as err:
        return _refused(location, number, f"not JSON: {type(err).__name__}: {_brief(err)}")
    if not isinstance(value, dict):
        return _refused(location, number, f"expected an object, found {type(value).__name__}")
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        return _refused(location, number, 'expected words in the field "text", found none')
    name = _plain(value.get("id")) or str(number)
    if name in seen:
        return _refused(location, number, f"the id {name!r} stood in an earlier line")
    seen.add(name)
    given = ((key, _plain(value.get(key))) for key in sorted(FIELDS))
    return Found(
        location=f"{location}#{name}",
        media_type=MEDIA_TYPE,
        data=data,
        given=tuple((key, word) for key, word in given if word),
    )


def _brief(err: Exception) -> str:
    return str(err)[:120]


def _plain(value: object) -> str:
    """Return a JSON string or number as a line of text; "" for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    whole = str(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(whole.replace("\0", " ").split())


def _refused(location: str, number: int, reason: str) -> Rejection:
    return Rejection(
        location=f"{location}#{number}", reason=f"line {number}: {reason}", remedy=SHAPE
    )
