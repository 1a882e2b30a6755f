"""Tell what kind of file some bytes are: by content where a few bytes decide, else by name.

Invariant: a kind is either a media type that the next stage reads, or the plain name of a kind
that it does not read; nothing is guessed from a name when the bytes contradict it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

SNIFF = 4096  # bytes looked at; a file's mark stands in its first few
CONTROL_SHARE = 0.1  # of the bytes looked at; text in any encoding without zeros stays below 0.01
READS = "it reads .txt, .md, .html, .htm, .xhtml, .jsonl and .ndjson"
LINES = "application/x-ndjson"
BY_NAME = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".jsonl": LINES,
    ".ndjson": LINES,
}
MARKS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, DOCX, ODT or EPUB file"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a web archive"),
)
OTHER_NAMES = {
    ".csv": "a table of comma separated values",
    ".tsv": "a table of tab separated values",
    ".json": "a JSON document",
    ".xml": "an XML document",
    ".rss": "a feed",
    ".atom": "a feed",
    ".eml": "a mail",
    ".mbox": "a mailbox",
    ".ics": "a calendar",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
    ".toml": "a settings file",
    ".yaml": "a settings file",
    ".yml": "a settings file",
    ".ini": "a settings file",
    ".log": "a log file",
}
UNICODE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype html|html)", re.I
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type that is read, or the name of a kind that is not."""

    media_type: str | None
    name: str = ""


def kind_of(path: PurePath, head: bytes) -> Kind:
    """Return the kind of the file whose first bytes are `head`."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return Kind(None, name)
    if looks_binary(head):
        return Kind(None, "binary data")
    suffix = path.suffix.lower()
    known = BY_NAME.get(suffix)
    if known in (None, "text/plain") and HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Kind("text/html")
    if known is None and suffix in OTHER_NAMES:
        return Kind(None, OTHER_NAMES[suffix])
    return Kind(known or "text/plain")


def looks_binary(head: bytes) -> bool:
    """Tell whether control characters are too many for text in any encoding."""
    if not head or head.startswith(UNICODE_BOMS):
        return False
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return control > CONTROL_SHARE * len(head)
