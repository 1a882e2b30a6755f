"""Where a capture's bytes become a document: in a confined child, or here when they are plain text.

Plain text, Markdown and JSON Lines are decoded by Python's own code and this package's, whose
regular expressions are tested to be linear; everything else goes through parsers of formats in
which a hostile file can hold a process for minutes or fill its memory.
"""

from __future__ import annotations

from typing import Protocol

from reportedly import documents
from reportedly.codec import encode
from reportedly.documents.ocr import PROGRAM
from reportedly.isolation import Isolation, Limits
from reportedly.records import Capture, CaptureId, DocId
from reportedly.settings import Settings

PLAIN = frozenset({"text/plain", "text/markdown", "application/json"})
RECOGNISING = Limits(wall=3600, programs=(PROGRAM,))
PAGE = b"<html><body><article><p>The ferry left the harbour at noon, the mayor said."


class ReadDocument(Protocol):
    """From a capture and its bytes to an encoded document."""

    def __call__(
        self, capture: Capture, data: bytes, *, doc: DocId, settings: Settings
    ) -> bytes: ...


def read_here(capture: Capture, data: bytes, *, doc: DocId, settings: Settings) -> bytes:
    """Return the encoded document that a capture holds.

    Raises:
        UnreadableCapture: the bytes are not a document of the capture's media type.
    """
    return encode(documents.read(capture, data, doc=doc, settings=settings))


def reading_in(isolation: Isolation) -> ReadDocument:
    """Return `read_here` for a run: captures that are not plain text are read in a child.

    What it returns raises also `UnreadableCapture` for a capture that needs more than the limits
    allow, and `BrokenReader` for one that shows a defect.
    """

    def read(capture: Capture, data: bytes, *, doc: DocId, settings: Settings) -> bytes:
        if capture.media_type in PLAIN:
            return read_here(capture, data, doc=doc, settings=settings)
        return isolation.call(read_here, capture, data, doc=doc, settings=settings)

    return read


def limits_of(settings: Settings) -> Limits:
    """Return what a reader may use; one that may start a text recogniser waits for it.

    Each page is recognised by a process of its own, which has the limit of computing for itself.
    """
    return RECOGNISING if settings.ocr else Limits()


def isolated(limits: Limits | None = None) -> Isolation:
    """Return children that read documents; each starts with the first call that needs it."""
    return Isolation(limits, prepare=prepare)


def prepare() -> None:
    """Load, in a child, what reading a page needs."""
    capture = Capture(
        id=CaptureId("0" * 64), location="page.html", media_type="text/html", size=len(PAGE)
    )
    documents.read(capture, PAGE, doc=DocId("d"), settings=Settings())
