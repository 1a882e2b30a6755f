"""From bytes to a `Document`: text, blocks and metadata with evidence.

Invariant: the same capture gives the same document on every machine; whatever the bytes are, the
only exception is `UnreadableCapture`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.documents.blocks import blocks_of, sheet_of
from reportedly.documents.conflicts import conflicts
from reportedly.documents.decode import Decoded, decode, without_surrogates
from reportedly.documents.docx import DOCX, read_docx
from reportedly.documents.feedentry import ENTRY, read_entry
from reportedly.documents.html import HTML_TYPES, read_page
from reportedly.documents.mail import MAIL, read_mail
from reportedly.documents.metadata import METADATA, given, metadata
from reportedly.documents.odt import ODT, read_odt
from reportedly.documents.page import Page
from reportedly.documents.pdf import PDF, read_pdf
from reportedly.documents.rtf import RTF_TYPES, read_rtf
from reportedly.documents.tongue import language_of
from reportedly.documents.vocabulary import vocabulary
from reportedly.errors import UnreadableCapture
from reportedly.records import Capture, DocId, Document, Evidence
from reportedly.settings import Settings, most_bytes

VERSION = 10  # raise whenever the same bytes may give another document
TEXT_TYPES = ("text/plain", "text/markdown")
GIVEN_FIELDS = ("title", "outlet", "published", "byline")
MEGABYTE = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The text of a capture and what came with it."""

    page: Page
    evidence: tuple[Evidence, ...]


def read(capture: Capture, data: bytes, *, doc: DocId, settings: Settings) -> Document:
    """Return the document that a capture holds.

    Raises:
        UnreadableCapture: the bytes are not text of the capture's media type.
    """
    most = most_bytes(settings, capture.media_type)
    if len(data) > most:
        raise UnreadableCapture(
            f"{len(data)} bytes are more than {most // MEGABYTE} MB",
            "split the file, or raise the setting max_file_mb",
        )
    charset = dict(capture.given).get("charset", "")
    loaded = _load(capture.media_type, data, charset, ocr=settings.ocr)
    page = loaded.page
    if not page.text.strip():
        raise UnreadableCapture("no words were found", "check that the file holds text")
    outside = (
        *given((field, value) for field, value in capture.given if field in GIVEN_FIELDS),
        *given(page.metadata, METADATA),
    )
    sheet = sheet_of(
        page.text,
        vocabulary(settings.language),
        title=next((e.value for e in outside if e.field == "title"), None),
        markdown=capture.media_type == "text/markdown",
        parts=page.parts,
        headings=page.headings,
        furniture=page.furniture,
        embeds=page.embeds,
    )
    blocks = blocks_of(sheet, doc, locators=dict(page.locators), posts=dict(page.posts))
    known = metadata(sheet, blocks, outside)
    language = language_of(page.text)
    return Document(
        id=doc,
        capture=capture.id,
        path=capture.location,
        media_type=capture.media_type,
        text=page.text,
        blocks=blocks,
        language=language,
        title=known.title,
        byline=known.byline,
        outlet=known.outlet,
        place=known.place,
        published=known.published,
        published_basis=known.published_basis,
        credits=known.credits,
        evidence=(*known.evidence, *loaded.evidence),
        notes=(*page.notes, *conflicts(known.evidence, language)),
    )


def _load(media_type: str, data: bytes, charset: str, *, ocr: bool) -> Loaded:
    if media_type in TEXT_TYPES:
        decoded = decode(data)
        return Loaded(page=Page(text=decoded.text), evidence=_encoding(decoded))
    if media_type in HTML_TYPES:
        decoded = decode(data, markup=True, charset=charset)
        return Loaded(page=read_page(decoded.text), evidence=_encoding(decoded))
    if media_type == PDF:
        return Loaded(page=read_pdf(data, ocr=ocr), evidence=())
    if reader := READERS.get(media_type):
        return Loaded(page=reader(data), evidence=())
    raise UnreadableCapture(
        f"files of the type {media_type} are not read", "save the text as .txt or .html"
    )


def _encoding(decoded: Decoded) -> tuple[Evidence, ...]:
    value = f"{decoded.encoding}: {decoded.how}"
    return (Evidence(field="encoding", value=value, basis="metadata", span=None),)


def _read_json(data: bytes) -> Page:
    """Return the field "text" of one JSON line, unchanged but for lone surrogates."""
    remedy = 'write one {"id": ..., "text": ...} a line'
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError) as err:
        raise UnreadableCapture(f"not JSON: {str(err)[:120]}", remedy) from err
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise UnreadableCapture('the field "text" is missing or holds no words', remedy)
    return Page(text=without_surrogates(text))


READERS: dict[str, Callable[[bytes], Page]] = {
    "application/json": _read_json,
    DOCX: read_docx,
    ODT: read_odt,
    **dict.fromkeys(RTF_TYPES, read_rtf),
    MAIL: read_mail,
    ENTRY: read_entry,
}
