"""Read bytes of a media type in a test."""

from __future__ import annotations

from reportedly.documents import read
from reportedly.records import Block, BlockKind, Capture, CaptureId, DocId, Document
from reportedly.settings import Settings


def document(data: bytes, kind: str, **fields: str) -> Document:
    """Return the document that bytes of a media type hold."""
    capture = Capture(
        id=CaptureId("0" * 64),
        location="x",
        media_type=kind,
        size=len(data),
        given=tuple(sorted(fields.items())),
    )
    return read(capture, data, doc=DocId("d"), settings=Settings())


def words(doc: Document, *kinds: BlockKind) -> list[str]:
    """Return the words of the blocks of some kinds; without any, of all."""
    return [b.span.of(doc.text) for b in doc.blocks if not kinds or b.kind in kinds]


def at(doc: Document, start: str) -> Block:
    """Return the block that begins with some words."""
    return next(b for b in doc.blocks if b.span.of(doc.text).startswith(start))


def told(doc: Document, field: str) -> list[str]:
    """Return the values of the evidence for a field."""
    return [e.value for e in doc.evidence if e.field == field]
