"""The pages of a web archive (WARC, also gzipped).

Invariant: a page's bytes are what the server sent, with the transfer's own packing undone;
answers other than 200 and a page's pictures, styles and scripts are no documents.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from reportedly.captures.limits import MEGABYTE, SPLIT
from reportedly.captures.members import LeftOut, Member, Members, Reading, label

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

KINDS = ("response", "resource")
OK = "200"
SILENT = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript)|text/dns|"
    r"application/(?:[\w.+-]*javascript|json|ld\+json|font|x-font|vnd\.ms-fontobject|manifest)",
    re.I,
)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)
PAGES = ("text/html", "application/xhtml+xml")
DAMAGED = "capture the pages again"
PIECE = 65_536  # bytes


def warc_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the pages of a web archive, named by their addresses."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (
        ArchiveLoadFailed, OSError, EOFError, ValueError, LookupError, AttributeError,
        OverflowError, TypeError, zlib.error,
    )  # fmt: skip
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type in KINDS and _is_page(record):
                yield _page(record, reading)
    except broken as err:
        reason = f"the web archive is damaged: {str(err)[:120]}"
        yield LeftOut(name="", reason=reason, remedy=DAMAGED)


def _header(record: ArcWarcRecord, name: str) -> str:
    """Return a field of the answer, or of the record where there is no answer."""
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header(name) or "")


def _is_page(record: ArcWarcRecord) -> bool:
    if record.http_headers and record.http_headers.get_statuscode() != OK:
        return False
    return not SILENT.match(_header(record, "Content-Type").strip())


def _page(record: ArcWarcRecord, reading: Reading) -> Member | LeftOut:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    name = label(address) or "page"
    data = _body(record, min(reading.most, max(0, reading.budget.bytes_left)))
    reading.budget.take(len(data))
    if len(data) > reading.most:
        return LeftOut(name=name, reason=f"more than {reading.most // MEGABYTE} MB", remedy=SPLIT)
    kind = _header(record, "Content-Type")
    plain = kind.partition(";")[0].strip().lower()
    charset = CHARSET.search(kind)
    fields = {
        "charset": charset[1].lower() if charset else "",
        "retrieved": str(record.rec_headers.get_header("WARC-Date") or "")[:40],
        "url": label(address),
    }
    given = tuple((key, value) for key, value in sorted(fields.items()) if value)
    media_type = plain if plain in PAGES and not data.startswith(b"%PDF-") else None
    return Member(name=name, data=data, media_type=media_type, given=given)


def _body(record: ArcWarcRecord, most: int) -> bytes:
    """Return the answer's body, cut off soon behind `most` bytes."""
    stream = record.content_stream()
    pieces: list[bytes] = []
    size = 0
    while size <= most and (piece := stream.read(PIECE)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
