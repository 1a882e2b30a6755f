"""A scanned page is read by a text recogniser when the user asks for it, and marked as such."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import samples

from reportedly import readers
from reportedly.codec import decode
from reportedly.documents.ocr import PROGRAM
from reportedly.documents.pdf import PDF
from reportedly.errors import UnreadableCapture
from reportedly.isolation import Isolation
from reportedly.records import Capture, CaptureId, DocId, Document
from reportedly.settings import Settings

SCAN = samples.photographed(samples.news_pdf())
ASKED = Settings(ocr=True)
needs_program = pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="tesseract is missing")


@pytest.fixture(scope="module")
def children() -> Iterator[Isolation]:
    with readers.isolated(readers.limits_of(ASKED)) as made:
        yield made


def read(data: bytes, settings: Settings, children: Isolation) -> Document:
    """Read a PDF file as a run does, in a confined child."""
    capture = Capture(id=CaptureId("0" * 64), location="x.pdf", media_type=PDF, size=len(data))
    body = readers.reading_in(children)(capture, data, doc=DocId("d"), settings=settings)
    return decode(body, Document)


@needs_program
def test_a_scanned_file_is_read_with_the_page_and_the_confidence_of_each_part(
    children: Isolation,
) -> None:
    doc = read(SCAN, ASKED, children)

    assert "“We counted 41 bodies,” harbour master Ana Duarte told" in doc.text
    places = [re.fullmatch(r"page=([12]);ocr=(\d+)", b.locator or "") for b in doc.blocks]
    assert {place[1] for place in places if place} == {"1", "2"}
    assert all(place and int(place[2]) > 80 for place in places)
    assert doc.notes[0].startswith("2 of 2 pages were read by the text recogniser tesseract ")


@needs_program
def test_the_same_scan_gives_the_same_document(children: Isolation) -> None:
    assert read(SCAN, ASKED, children) == read(SCAN, ASKED, children)


@needs_program
def test_a_picture_without_words_is_refused(children: Isolation) -> None:
    with pytest.raises(UnreadableCapture, match="no words were recognised"):
        read(samples.scanned_pdf(), ASKED, children)


def test_nothing_is_recognised_unless_it_is_asked_for(children: Isolation) -> None:
    with pytest.raises(UnreadableCapture, match="scanned: a picture without a text layer") as err:
        read(SCAN, Settings(), children)

    assert "--ocr" in err.value.remedy


def test_a_missing_program_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with (
        readers.isolated(readers.limits_of(ASKED)) as children,
        pytest.raises(UnreadableCapture, match="tesseract is missing") as err,
    ):
        read(SCAN, ASKED, children)

    assert "apt install tesseract-ocr" in err.value.remedy


@needs_program
def test_a_text_layer_is_never_recognised_again(children: Isolation) -> None:
    assert read(samples.news_pdf(), ASKED, children) == read(
        samples.news_pdf(), Settings(), children
    )
