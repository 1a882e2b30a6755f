"""A DOCX file gives what a reader of the printed page sees."""

from __future__ import annotations

import io

import pytest
from tests import samples
from tests.documents.readers import at, document, words

from reportedly.documents.docx import DOCX
from reportedly.errors import UnreadableCapture
from reportedly.records import BlockKind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(body: str, **more: str) -> bytes:
    main = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    parts = {f"word/{name}.xml": text.encode() for name, text in more.items()}
    return samples.zipped({"word/document.xml": main.encode(), **parts})


def test_headings_paragraphs_and_tables_are_read() -> None:
    doc = document(samples.docx(), DOCX)

    assert words(doc) == [samples.TITLE, *samples.PARAGRAPHS, "Rescued | 167"]
    assert doc.title == samples.TITLE
    assert at(doc, "“We").locator == "paragraph=3"


def test_a_heading_style_makes_a_heading() -> None:
    from docx import Document

    file = Document()
    file.add_heading("The harbour", level=1)
    file.add_paragraph(samples.FIRST)
    file.add_heading("What the crew saw at night", level=2)
    file.add_paragraph(samples.THIRD)
    out = io.BytesIO()
    file.save(out)

    assert words(document(out.getvalue(), DOCX), BlockKind.HEADING) == [
        "What the crew saw at night"
    ]


def test_deleted_words_and_field_codes_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>The mayor said </w:t></w:r>"
        "<w:del><w:r><w:delText>nothing</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>that it burned</w:t></w:r></w:ins>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>"
    )

    assert document(packed(body), DOCX).text == "The mayor said that it burned."


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Beside.</w:t></w:r><w:r><mc xmlns='m'><Choice>{box}</Choice>"
        f"<Fallback>{box}</Fallback></mc></w:r></w:p>"
    )

    assert words(document(packed(body), DOCX)) == ["Beside.", "In the box."]


def test_footnotes_stand_behind_the_text() -> None:
    words_of = "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    note = f"<w:footnotes {W}>{words_of}</w:footnotes>"
    doc = document(packed("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>", footnotes=note), DOCX)

    assert words(doc) == ["Words.", "A note."]
    assert at(doc, "A note").locator == "footnote=1"


def test_a_table_that_only_lays_out_gives_paragraphs() -> None:
    cell = "".join(f"<w:p><w:r><w:t>{w}</w:t></w:r></w:p>" for w in samples.PARAGRAPHS)
    doc = document(packed(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"), DOCX)

    assert words(doc) == list(samples.PARAGRAPHS)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = samples.zipped({"word/document.xml": f"{bomb}<w:document {W}/>".encode()})

    with pytest.raises(UnreadableCapture, match="declares entities"):
        document(data, DOCX)


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(UnreadableCapture, match="unpacks to more than"):
        document(packed("<w:p/>" + " " * 6_000_000), DOCX)


def test_a_file_without_a_document_is_refused() -> None:
    with pytest.raises(UnreadableCapture, match="holds no document"):
        document(samples.zipped({"a.xml": b"<a/>"}), DOCX)
