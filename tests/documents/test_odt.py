"""An ODT file gives its paragraphs and headings; what is hidden stays hidden."""

from __future__ import annotations

import pytest
from tests import samples
from tests.documents.readers import at, document, words

from reportedly.documents.odt import ODT
from reportedly.errors import UnreadableCapture


def packed(body: str) -> bytes:
    content = f'<office xmlns:text="t" xmlns:table="b" xmlns:office="o">{body}</office>'
    return samples.zipped({"content.xml": content.encode()})


def test_headings_and_paragraphs_are_read() -> None:
    doc = document(samples.odt(), ODT)

    assert words(doc) == [samples.TITLE, *samples.PARAGRAPHS]
    assert doc.title == samples.TITLE
    assert at(doc, "“We").locator == "paragraph=3"


def test_spans_spaces_and_tabs_are_read_in_order() -> None:
    body = (
        "<text:p>The <text:span>mayor</text:span> said<text:s/>that<text:tab/>it burned.</text:p>"
    )

    assert document(packed(body), ODT).text == "The mayor said that it burned."


def test_deleted_words_and_comments_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>"
        "<text:p>Here<office:annotation><text:p>Who says?</text:p></office:annotation>.</text:p>"
    )

    assert document(packed(body), ODT).text == "Here."


def test_a_note_stands_behind_its_paragraph() -> None:
    body = (
        "<text:p>The fire<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>On Friday.</text:p></text:note-body></text:note> was out.</text:p>"
        "<text:p>Next.</text:p>"
    )

    assert words(document(packed(body), ODT)) == ["The fire was out.", "On Friday.", "Next."]


def test_a_table_s_row_is_one_line() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{w}</text:p></table:table-cell>" for w in ("a", "b")
    )

    assert document(packed(f"<table:table-row>{cells}</table:table-row>"), ODT).text == "a | b"


def test_a_locked_file_is_refused() -> None:
    lock = b"<m><file-entry><encryption-data/></file-entry></m>"
    data = samples.zipped({"META-INF/manifest.xml": lock, "content.xml": b"\x00\x01"})

    with pytest.raises(UnreadableCapture, match="password"):
        document(data, ODT)
