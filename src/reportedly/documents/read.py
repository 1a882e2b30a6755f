"""From bytes to a `Document`: text, blocks and metadata with evidence."""

from __future__ import annotations

from reportedly.records import Block, BlockKind, Capture, DocId, Document, Span
from reportedly.settings import Settings

VERSION = 1  # raise whenever the same bytes may give another document


def read(capture: Capture, data: bytes, *, doc: DocId, settings: Settings) -> Document:
    """Return the document that a capture holds.

    Raises:
        UnreadableCapture: the bytes are not text of the capture's media type.
    """
    text = data.decode("utf-8").removeprefix("\ufeff")
    return Document(
        id=doc,
        capture=capture.id,
        path=capture.location,
        media_type=capture.media_type,
        text=text,
        blocks=(Block(span=Span(doc, 0, len(text)), kind=BlockKind.PARAGRAPH),),
        language="en",
    )
