"""A PDF file's text layer is read paragraph by paragraph, each with its page."""

from __future__ import annotations

import pytest
from tests import samples
from tests.documents.readers import at, document, told, words

from reportedly.documents.pdf import PDF
from reportedly.errors import UnreadableCapture
from reportedly.records import BlockKind


def test_lines_become_paragraphs_that_lead_back_to_their_page() -> None:
    doc = document(samples.news_pdf(), PDF)

    assert words(doc, BlockKind.TITLE, BlockKind.PARAGRAPH) == [
        samples.TITLE,
        "VELMAR, April 13 (Kestrel Wire) - Forty-one people died when the ferry burned off the "
        "coast, police said, and the rescue of the other passengers went on until the morning.",
        "“We counted 41 bodies,” harbour master Ana Duarte told reporters on Saturday, and she "
        "thanked the crews of the fishing boats that had come from three harbours.",
        "The owner, Marisol Lines, said that 167 passengers had been rescued.",
    ]
    assert [at(doc, start).locator for start in ("VELMAR", "“We", "The owner")] == [
        "page=1",
        "page=1-2",
        "page=2",
    ]


def test_running_heads_and_page_numbers_stand_behind_the_text() -> None:
    doc = document(samples.news_pdf(), PDF)

    assert words(doc)[-4:] == ["Kestrel Wire daily digest", "1", "Kestrel Wire daily digest", "2"]
    assert {b.kind for b in doc.blocks[-4:]} == {BlockKind.BOILERPLATE}


def test_the_file_s_own_dates_are_not_the_text_s() -> None:
    doc = document(samples.news_pdf(), PDF)

    assert doc.published == "XXXX-04-13"
    assert told(doc, "created") == ["2031-04-13"]


def test_a_compound_that_stands_whole_elsewhere_keeps_its_hyphen() -> None:
    page = [
        (
            60.0,
            700.0,
            11.0,
            "The harbour opened a long-term fund for those who lost a brother or long-",
        ),
        (60.0, 686.0, 11.0, "term work on the ferry."),
    ]

    doc = document(samples.pdf([page]), PDF)

    assert doc.text.endswith("a brother or long-term work on the ferry.")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        (60.0, 700.0, 10.0, "The harbour master said on Friday that"),
        (60.0, 688.0, 10.0, "the ferry had left late and that the"),
    ]
    right = [
        (320.0, 700.0, 10.0, "crew had not been told of the storm."),
        (320.0, 688.0, 10.0, "The owner denied it."),
    ]

    doc = document(samples.pdf([left + right]), PDF)

    assert doc.text.startswith(
        "The harbour master said on Friday that the ferry had left late and that the crew had not"
    )


def test_letters_that_are_larger_make_a_heading() -> None:
    page = [
        (60.0, 760.0, 20.0, "A report on the harbour"),
        (60.0, 720.0, 11.0, "The harbour was closed for three days after the fire, the city said."),
        (60.0, 680.0, 15.0, "What the crew saw"),
        (
            60.0,
            650.0,
            11.0,
            "The crew saw smoke at six in the morning and called for help at once.",
        ),
    ]

    doc = document(samples.pdf([page]), PDF)

    assert words(doc, BlockKind.HEADING) == ["What the crew saw"]


def test_a_scanned_file_is_named_as_such_with_what_to_do() -> None:
    with pytest.raises(UnreadableCapture, match="scanned: a picture without a text layer") as err:
        document(samples.scanned_pdf(), PDF)

    assert "text recogniser" in err.value.remedy


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing more", samples.news_pdf()[:300]])
def test_a_damaged_file_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableCapture):
        document(data, PDF)
