"""Names and selectors that linked data formats share.

Invariant: a selector's position and its quotation both lead to the same words, and no name depends
on where a file lies or when it was written.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from pathlib import Path

from reportedly.exports.rows import Cell, Row
from reportedly.records import Document, Span

CONTEXT = 32  # code points on either side of a quotation, doubled until it is unique
WIDEST = 1024  # code points; a text that repeats more than this is told apart by position alone
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# RFC 3987 lets these through; all else in an id is written as %XX
_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]")


def bytes_name(sha256: str) -> str:
    """Return the name of bytes by their hash, as RFC 6920 writes it: "ni:///sha-256;..."."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def local(name: str) -> str:
    """Return a reference to a node of the same file: "#r1"."""
    return "#" + _UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), name)


def ref(name: str) -> Row:
    """Return a JSON-LD reference to a node of the same file."""
    return {"@id": local(name)}


def day(edtf: str | None) -> str | None:
    """Return a date as year, month or day; None when it is unknown, uncertain or a range."""
    return edtf if edtf and DAY.fullmatch(edtf) else None


def present(**fields: Cell) -> Row:
    """Return the fields that hold something; a leading "type" or "id" stays as it is."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def selectors(document: Document, span: Span) -> list[Cell]:
    """Return the words' position and the words themselves with their surroundings."""
    text, exact = document.text, span.of(document.text)
    size = CONTEXT
    while True:
        before = text[max(0, span.start - size) : span.start]
        after = text[span.end : span.end + size]
        if size >= WIDEST or text.count(before + exact + after) == 1:
            break
        size *= 2
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
    ]


def write_json(file: Path, value: Cell) -> None:
    """Write one JSON file; text that is no Unicode is replaced."""
    file.parent.mkdir(parents=True, exist_ok=True)
    body = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    file.write_bytes(body.encode("utf-8", "replace"))
