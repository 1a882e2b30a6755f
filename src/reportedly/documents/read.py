"""From bytes to a `Document`: text, blocks and metadata with evidence.

Invariant: the same capture gives the same document on every machine; whatever the bytes are, the
only exception is `UnreadableCapture`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from reportedly.documents.blocks import blocks_of, sheet_of
from reportedly.documents.decode import Decoded, decode, without_surrogates
from reportedly.documents.html import HTML_TYPES, Page, read_page
from reportedly.documents.metadata import METADATA, given, metadata
from reportedly.documents.tongue import language_of
from reportedly.documents.vocabulary import vocabulary
from reportedly.errors import UnreadableCapture
from reportedly.records import Capture, DocId, Document, Evidence
from reportedly.settings import Settings

VERSION = 4  # raise whenever the same bytes may give another document
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
    if len(data) > settings.max_file_mb * MEGABYTE:
        raise UnreadableCapture(
            f"{len(data)} bytes are more than {settings.max_file_mb} MB",
            "split the file, or raise the setting max_file_mb",
        )
    loaded = _load(capture.media_type, data)
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
    )
    blocks = blocks_of(sheet, doc, dict(page.locators))
    known = metadata(sheet, blocks, outside)
    return Document(
        id=doc,
        capture=capture.id,
        path=capture.location,
        media_type=capture.media_type,
        text=page.text,
        blocks=blocks,
        language=language_of(page.text),
        title=known.title,
        byline=known.byline,
        outlet=known.outlet,
        place=known.place,
        published=known.published,
        published_basis=known.published_basis,
        credits=known.credits,
        evidence=(*known.evidence, *loaded.evidence),
    )


def _load(media_type: str, data: bytes) -> Loaded:
    if media_type in TEXT_TYPES:
        decoded = decode(data)
        return Loaded(page=Page(text=decoded.text), evidence=_encoding(decoded))
    if media_type == "application/json":
        return Loaded(page=Page(text=_json_text(data)), evidence=())
    if media_type in HTML_TYPES:
        decoded = decode(data, markup=True)
        return Loaded(page=read_page(decoded.text), evidence=_encoding(decoded))
    raise UnreadableCapture(
        f"files of the type {media_type} are not read", "save the text as .txt or .html"
    )


def _encoding(decoded: Decoded) -> tuple[Evidence, ...]:
    value = f"{decoded.encoding}: {decoded.how}"
    return (Evidence(field="encoding", value=value, basis="metadata", span=None),)


def _json_text(data: bytes) -> str:
    """Return the field "text" of one JSON line, unchanged but for lone surrogates."""
    remedy = 'write one {"id": ..., "text": ...} a line'
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError) as err:
        raise UnreadableCapture(f"not JSON: {str(err)[:120]}", remedy) from err
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise UnreadableCapture('the field "text" is missing or holds no words', remedy)
    return without_surrogates(text)
