"""Tell what kind of file some bytes are: by content where that decides, else by name.

Invariant: a kind is either a media type that is read, or the plain name of a kind that is not;
nothing is believed of a name when the bytes contradict it. Looks at a file's first and last bytes
alone, and never unpacks more than a few hundred of them.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from reportedly.captures import shapes
from reportedly.captures.marks import MARKS, OTHER_NAMES

SNIFF = 4096  # bytes looked at; a file's mark stands in its first few
TAIL = 1_048_576  # bytes at a ZIP file's end; an office file's list of members has a few thousand
CONTROL_SHARE = 0.1  # of the bytes looked at; text in any encoding without zeros stays below 0.01
READS = "it reads text, Markdown, HTML, PDF, DOCX, ODT, RTF, mail, feeds, tables and archives"

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
XHTML = "application/xhtml+xml"
LINES = "application/x-ndjson"
PDF, RTF = "application/pdf", "application/rtf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
MAIL, MBOX = "message/rfc822", "application/mbox"
FEED = "application/rss+xml"
TABLE = "text/csv"
ZIP, WARC, WACZ = "application/zip", "application/warc", "application/wacz"

BY_NAME = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": XHTML,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".tab": TABLE,
    ".eml": MAIL,
}
PLAIN = (None, TEXT)  # what a name says when it says nothing
UNICODE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
MEMBER = re.compile(rb"PK\x01\x02[\s\S]{24}([\s\S]{2})[\s\S]{16}")  # in a ZIP file's list
STORED_TYPE = re.compile(rb"PK\x03\x04[\s\S]{26}mimetype([a-z.+/-]{1,80})")


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type that is read, or the name of a kind that is not."""

    media_type: str | None
    name: str = ""


# What stands inside a ZIP file of a kind: the first name that is there decides.
ZIP_KINDS = (
    (b"word/document.xml", Kind(DOCX)),
    (b"word/document2.xml", Kind(DOCX)),
    (b"xl/workbook.xml", "an Excel file"),
    (b"xl/workbook.bin", "an Excel file"),
    (b"ppt/presentation.xml", "a PowerPoint file"),
    (b"META-INF/container.xml", "an EPUB file"),
    (b"datapackage.json", Kind(WACZ)),
    (b"META-INF/manifest.xml", Kind(ODT)),
)


def kind_of(path: PurePath, head: bytes, tail: bytes = b"") -> Kind:
    """Return the kind of the file that begins with `head`; `tail` decides between ZIP files."""
    if b"%PDF-" in head[:1024]:
        return Kind(PDF)
    if head.startswith(b"{\\rtf"):
        return Kind(RTF)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(head, tail)
    if head.startswith(b"WARC/") or _unzipped(head).startswith(b"WARC/"):
        return Kind(WARC)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Kind(None, name)
    if looks_binary(head):
        return Kind(None, "binary data")
    return _text_kind(path.suffix.lower(), head)


def kind_of_stream(path: PurePath, stream: BinaryIO) -> Kind:
    """Return the kind of what a stream holds, and set the stream back to its start."""
    head = stream.read(SNIFF)
    tail = b""
    if head.startswith(b"PK"):
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - TAIL))
        tail = stream.read(TAIL)
    stream.seek(0)
    return kind_of(path, head, tail)


def kind_of_bytes(path: PurePath, data: bytes) -> Kind:
    """Return the kind of bytes that are at hand whole."""
    return kind_of(path, data[:SNIFF], data[-TAIL:] if data.startswith(b"PK") else b"")


def _zip_kind(head: bytes, tail: bytes) -> Kind:
    stored = STORED_TYPE.match(head)
    if stored:
        named = stored[1].decode("ascii")
        if named.startswith(ODT):
            return Kind(ODT)
        return Kind(None, "an EPUB file" if "epub" in named else "another kind of office file")
    names = set(_listed(tail))
    for name, kind in ZIP_KINDS:
        if name in names:
            return kind if isinstance(kind, Kind) else Kind(None, kind)
    return Kind(ZIP)


def _listed(tail: bytes) -> Iterator[bytes]:
    """Yield the names in a ZIP file's list of members."""
    for member in MEMBER.finditer(tail):
        length = int.from_bytes(member[1], "little")
        yield tail[member.end() : member.end() + length]


def _unzipped(head: bytes) -> bytes:
    """Return the first bytes of a gzip file's content; b"" when it is none."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        return b""


def _text_kind(suffix: str, head: bytes) -> Kind:
    known = BY_NAME.get(suffix)
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if shapes.FEED.match(bare):
        return Kind(FEED)
    if known in (*PLAIN, TABLE, MAIL) and shapes.HTML.match(bare):
        return Kind(HTML)
    if known != HTML and shapes.is_mailbox(bare):
        return Kind(MBOX)
    if (suffix == ".eml" and shapes.is_mail(bare)) or (
        known in PLAIN and shapes.is_sent_mail(bare)
    ):
        return Kind(MAIL)
    if known in PLAIN and suffix not in OTHER_NAMES and shapes.is_table_of_texts(bare):
        return Kind(TABLE)
    if known is None and suffix in OTHER_NAMES:
        return Kind(LINES) if shapes.is_lines(bare) else Kind(None, OTHER_NAMES[suffix])
    return Kind(TEXT if known in (None, MAIL) else known)


def looks_binary(head: bytes) -> bool:
    """Tell whether control characters are too many for text in any encoding."""
    if not head or head.startswith(UNICODE_BOMS):
        return False
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return control > CONTROL_SHARE * len(head)
