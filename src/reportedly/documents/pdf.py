"""From a PDF file's text layer to its text, paragraph by paragraph, each with its page.

Invariant: a page's words keep the order in which the file gives them; what stands alike at the
edge of several pages (running heads, page numbers) moves behind the text, marked as furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.documents.ocr import INSTALL, Recognised, installed, recognise
from reportedly.documents.page import Field, Page, Piece, page_of
from reportedly.documents.pdflines import Line, lines_of, pieces_of
from reportedly.errors import UnreadableCapture

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

PDF = "application/pdf"
REMEDY = "open it, print it into a new PDF file, and add that"
SCANNED = (
    "run again with --ocr to have it read by tesseract, or run a text recogniser over it "
    "(for example: ocrmypdf in.pdf out.pdf) and add what it makes"
)
MOST_SCANNED = 300  # pages that are recognised; each takes 1 to 5 seconds
SHOWN = 20  # pages named in a note
MOST_PAGES = 3_000
MOST_CHARACTERS = 8_000_000
EDGE = 0.12  # of a page's height, at its top and bottom, in which running heads stand
FEW = 20  # letters; a page with fewer and a picture is a scan
DIGITS = re.compile(r"\d+")
FIRST_PAGE = re.compile(r"\Apage=(\d{1,9})")
NUMBERED = re.compile(
    r"\W{0,3}(?:page|p\.)?\s?\d{1,4}\W{0,3}(?:(?:of|/)\W{0,2}\d{1,4})?\W{0,3}", re.I
)
# What programs write into a title instead of one.
NO_TITLE = re.compile(
    r"\A(?:microsoft word|untitled|document\d*$|.{0,80}\.(?:docx?|indd|pdf|rtf|odt)$)", re.I
)
PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: its lines, its height in points, whether it is a scan, and what was seen on it."""

    number: int
    lines: tuple[Line, ...]
    height: float
    scanned: bool
    seen: Recognised | None = None


def read_pdf(data: bytes, *, ocr: bool = False) -> Page:
    """Return the text layer of a PDF file; with `ocr`, also the words of its scanned pages.

    Raises:
        UnreadableCapture: the file is damaged, locked, or holds pictures of text alone.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as err:
        if "password" in str(err).lower():
            raise UnreadableCapture(
                "the file is locked by a password", "save it without one"
            ) from err
        raise UnreadableCapture(f"the PDF file is damaged: {str(err)[:120]}", REMEDY) from err
    try:
        program = installed() if ocr else None
        sheets = list(_sheets(document, MOST_SCANNED if program else 0))
        fields = tuple(_fields(document))
    finally:
        document.close()
    unread = [s.number for s in sheets if s.scanned and s.seen is None]
    if not any(_letters(s) or s.seen for s in sheets):
        _refuse(sheets, unread, missing=ocr and program is None, tried=program is not None)
    furniture = _furniture(sheets)
    body = [line for s in sheets for line in s.lines if (line.page, line.words) not in furniture]
    edge = [line for s in sheets for line in s.lines if (line.page, line.words) in furniture]
    pieces = sorted([*pieces_of(body, edge), *_seen(sheets)], key=_place)
    notes = (*_recognised(sheets, program or ""), *_notes(unread, len(sheets)))
    if unread and ocr and program is None:
        notes += (f"the text recogniser tesseract is missing: {INSTALL}",)
    return page_of(pieces, fields, notes)


def _seen(sheets: list[_Sheet]) -> Iterator[Piece]:
    """Yield the recognised paragraphs, each with its page and the page's mean confidence."""
    for sheet in sheets:
        for words in sheet.seen.paragraphs if sheet.seen else ():
            assert sheet.seen is not None
            locator = f"page={sheet.number};ocr={sheet.seen.confidence}"
            yield Piece(words=words, locator=locator)


def _place(piece: Piece) -> tuple[bool, int]:
    """Return what pieces are sorted by: furniture last, then the first page."""
    number = FIRST_PAGE.match(piece.locator or "")
    return piece.furniture, int(number[1]) if number else 0


def _recognised(sheets: list[_Sheet], program: str) -> Iterator[str]:
    told = [f"{s.number} ({s.seen.confidence} %)" for s in sheets if s.seen]
    if told:
        shown = ", ".join(told[:SHOWN]) + (" ..." if len(told) > SHOWN else "")
        yield (
            f"{len(told)} of {len(sheets)} pages were read by the text recogniser {program}, page "
            f"and mean confidence: {shown}; compare quotations and figures with the page"
        )


def _refuse(sheets: list[_Sheet], unread: list[int], *, missing: bool, tried: bool) -> None:
    pages = f"its {len(sheets)} pages are" if len(sheets) != 1 else "its one page is"
    if unread and missing:
        raise UnreadableCapture(
            f"{pages} scanned, and the text recogniser tesseract is missing", INSTALL
        )
    if unread and tried:
        raise UnreadableCapture(
            f"{pages} scanned, and no words were recognised", "check that the scan can be read"
        )
    if unread:
        raise UnreadableCapture(f"{pages} scanned: a picture without a text layer", SCANNED)
    raise UnreadableCapture(f"{pages} empty", "check that the file holds text")


def _notes(unread: list[int], pages: int) -> Iterator[str]:
    if unread:
        shown = ", ".join(map(str, unread[:SHOWN])) + (" ..." if len(unread) > SHOWN else "")
        yield f"{len(unread)} of {pages} pages are scanned and were not read: {shown}"
    if pages >= MOST_PAGES:
        yield f"only the first {MOST_PAGES} pages were read"


def _letters(sheet: _Sheet) -> int:
    return _count(sheet.lines)


def _count(lines: tuple[Line, ...]) -> int:
    return sum(sign.isalpha() for line in lines for sign in line.words)


def _sheets(document: PdfDocument, scans: int) -> Iterator[_Sheet]:
    """Yield the pages; of those that are scanned, the first `scans` are recognised."""
    from pypdfium2 import PdfiumError

    left = MOST_CHARACTERS
    for index in range(min(len(document), MOST_PAGES)):
        try:
            page = document[index]
        except PdfiumError:
            continue
        try:
            text = page.get_textpage()
            lines = tuple(lines_of(text, index + 1))
            scanned = len(lines) < 5 and _count(lines) < FEW and _has_picture(page)
            seen = recognise(page) if scanned and scans > 0 else None
            scans -= scanned
            yield _Sheet(index + 1, lines, page.get_height(), scanned, seen)
        except PdfiumError:
            continue
        finally:
            page.close()
        left -= sum(len(line.words) for line in lines)
        if left < 0:
            raise UnreadableCapture(
                f"the file has more than {MOST_CHARACTERS} characters", "split it"
            )


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _furniture(sheets: list[_Sheet]) -> set[tuple[int, str]]:
    """Return page and words of lines at the edge that come again on other pages, or number them."""
    edges = [
        (line, DIGITS.sub("0", line.words))
        for s in sheets
        for line in s.lines
        if line.bottom > s.height * (1 - EDGE) or line.top < s.height * EDGE
    ]
    often = Counter(shape for shape, _ in {(shape, line.page) for line, shape in edges})
    enough = max(2, min(3, len(sheets) // 2))
    return {
        (line.page, line.words)
        for line, shape in edges
        if (often[shape] >= enough and len(sheets) > 1) or NUMBERED.fullmatch(line.words)
    }


def _fields(document: PdfDocument) -> Iterator[Field]:
    """Yield what the file says of itself; its dates are the file's, not the text's."""
    said = document.get_metadata_dict(skip_empty=True)
    title = " ".join(str(said.get("Title", "")).split())[:400]
    if title and not NO_TITLE.match(title):
        yield "title", title
    for key, field in (("CreationDate", "created"), ("ModDate", "saved")):
        if stamp := PDF_DATE.match(str(said.get(key, ""))):
            yield field, "-".join(part for part in stamp.groups()[:3] if part)
    if author := " ".join(str(said.get("Author", "")).split())[:400]:
        yield "author", author
