"""A mail gives its own words, and its header is evidence."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from tests import samples
from tests.documents.readers import at, document, told, words

from reportedly.documents.mail import MAIL
from reportedly.errors import UnreadableCapture
from reportedly.records import PublishedBasis


def test_the_header_says_title_date_and_sender() -> None:
    doc = document(samples.mail().as_bytes(), MAIL)

    assert words(doc) == list(samples.PARAGRAPHS)
    assert doc.title == samples.TITLE
    assert (doc.published, doc.published_basis) == ("2031-04-13", PublishedBasis.METADATA)
    assert doc.byline == ("Lene Haakonsen",)
    assert told(doc, "sender") == ["Lene Haakonsen <press@asf.example>"]


def test_a_plain_form_is_read_before_a_marked_up_one() -> None:
    mail = samples.mail()
    mail.add_alternative(samples.html().decode(), subtype="html")

    assert words(document(mail.as_bytes(), MAIL)) == list(samples.PARAGRAPHS)


def test_a_plain_form_that_only_points_elsewhere_is_not_read() -> None:
    mail = samples.mail(paragraphs=("See this mail in your browser.",))
    mail.add_alternative(samples.html().decode(), subtype="html")

    doc = document(mail.as_bytes(), MAIL)

    assert words(doc)[-3:] == list(samples.PARAGRAPHS)
    assert doc.title == samples.TITLE


def test_encoded_headers_and_bodies_are_read() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Fähre brennt vor Velmar"
    mail["From"] = "Jörg Ödegård <j@k.example>"
    mail.set_content("Die Fähre brannte.\n", charset="iso-8859-15", cte="base64")

    doc = document(mail.as_bytes(), MAIL)

    assert (doc.title, doc.byline) == ("Fähre brennt vor Velmar", ("Jörg Ödegård",))
    assert doc.text.strip() == "Die Fähre brannte."


def test_lines_folded_for_the_transfer_are_joined() -> None:
    data = (
        b"From: a@k.example\nContent-Type: text/plain; format=flowed\n\n"
        b"The ferry burned off \nthe coast.\nIt sank.\n"
    )

    assert document(data, MAIL).text == "The ferry burned off the coast.\nIt sank.\n"


def test_a_forwarded_mail_is_not_part_of_its_carrier() -> None:
    mail = samples.mail(paragraphs=("See below.",))
    mail.add_attachment(samples.mail("The other"))

    assert words(document(mail.as_bytes(), MAIL)) == ["See below."]


def test_a_mail_without_words_is_refused() -> None:
    mail = EmailMessage()
    mail["From"] = "a@k.example"
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")

    with pytest.raises(UnreadableCapture, match="no words of its own"):
        document(mail.as_bytes(), MAIL)


def test_a_paragraph_leads_back_to_its_part() -> None:
    mail = samples.mail()
    mail.add_alternative("<p>Short.</p>", subtype="html")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")

    doc = document(mail.as_bytes(), MAIL)

    assert {block.locator for block in doc.blocks} == {"part=1.1"}
    assert {b.locator for b in document(samples.mail().as_bytes(), MAIL).blocks} == {"part=1"}


def test_a_paragraph_of_a_marked_up_form_leads_back_to_its_element() -> None:
    mail = samples.mail(paragraphs=("See this mail in your browser.",))
    mail.add_alternative(f"<div><p>{samples.FIRST}</p><p>{samples.THIRD}</p></div>", subtype="html")

    assert at(document(mail.as_bytes(), MAIL), samples.THIRD).locator == (
        "part=2/html/body/div/p[2]"
    )
