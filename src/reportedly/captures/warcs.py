"""The pages of a web archive (WARC, also gzipped).

Invariant: a page's bytes are what the server sent, with the transfer's own packing undone;
answers other than 200 and a page's pictures, styles and scripts are no documents.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.captures.limits import MEGABYTE, SPLIT, too_large
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
STEP = 8_192  # bytes; at most so many before a damaged place are lost
BLOCK = (
    MEGABYTE  # read at once; the library joins blocks of a line, in time growing with their square
)


def warc_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the pages of a web archive, named by their addresses."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (
        ArchiveLoadFailed, OSError, EOFError, ValueError, LookupError, AttributeError,
        OverflowError, TypeError, zlib.error,
    )  # fmt: skip
    try:
        for record in ArchiveIterator(_unpacked(stream, reading), block_size=BLOCK):
            if record.rec_type in KINDS and _is_page(record):
                yield _page(record, reading)
    except broken as err:
        reason = f"the web archive is damaged: {str(err)[:120]}"
        yield LeftOut(name="", reason=reason, remedy=DAMAGED)


class _Counted:
    """A stream of which no more than a number of bytes is read.

    What stands before a damaged place is given first, and the damage named at the next read.
    """

    def __init__(self, stream: io.BufferedIOBase, most: int) -> None:
        self._stream = stream
        self._left = most
        self._at = 0
        self._broken: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            TooMuch: the stream holds more than it may.
        """
        if self._broken:
            raise self._broken
        data = b"".join(self._pieces(size if size >= 0 else BLOCK))
        self._at += len(data)
        self._left -= len(data)
        if self._left < 0:
            raise too_large()
        return data

    def _pieces(self, size: int) -> Iterator[bytes]:
        try:
            while size > 0 and (piece := self._stream.read1(min(size, STEP))):
                size -= len(piece)
                yield piece
        except (OSError, EOFError, zlib.error) as err:
            self._broken = err

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at


def _unpacked(stream: BinaryIO, reading: Reading) -> _Counted:
    """Return an archive without its packing, which the library would undo without a limit."""
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    whole = cast(io.BufferedIOBase, stream)  # an open file or a BytesIO: both are
    plain: io.BufferedIOBase = gzip.GzipFile(fileobj=whole) if packed else whole
    return _Counted(plain, reading.budget.bytes_left + BLOCK)


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
