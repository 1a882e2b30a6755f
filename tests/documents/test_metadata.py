"""Metadata is read with its evidence, and a year that nobody gives stays open."""

import pytest

from reportedly.documents import read
from reportedly.documents.datelines import dateline
from reportedly.documents.dates import edtf
from reportedly.documents.vocabulary import vocabulary
from reportedly.records import Capture, CaptureId, DocId, Document
from reportedly.settings import Settings

BODY = (
    "A ferry burned off Velmar and at least forty people died, the harbour master said in a "
    "statement that was read out at the quay on Saturday night."
)
WORDS = vocabulary("en")


def document(text: str, **fields: str) -> Document:
    data = text.encode()
    given = tuple(sorted(fields.items()))
    capture = Capture(
        id=CaptureId("0" * 64), location="x", media_type="text/plain", size=len(data), given=given
    )
    return read(capture, data, doc=DocId("d"), settings=Settings())


@pytest.mark.parametrize(
    ("start", "place", "date", "agencies"),
    [
        ("VELMAR, April 13 (Kestrel Wire) - ", "VELMAR", "April 13", ("Kestrel Wire",)),
        ("BRENHOLD, Aldermark, Jan 26 (APB) - ", "BRENHOLD", "Jan 26", ("APB",)),
        ("BRENMOOR, Aldermark (AP-A) - ", "BRENMOOR", None, ("AP-A",)),
        ("KESH, 21 May. /DNA/. ", "KESH", "21 May", ("DNA",)),
        ("PORT SILVESTRE, 23 AUG (CNB). ", "PORT SILVESTRE", "23 AUG", ("CNB",)),
        ("Zerin Bridge, October 8. ISN - ", "Zerin Bridge", "October 8", ("ISN",)),
        ("PORT LINDMARK, Norhaven, June 11 - ", "PORT LINDMARK", "June 11", ()),
        ("GORVANE, Lethia - ", "GORVANE", None, ()),
        ("ISKAR, Nov 8 (Harbour Star): ", "ISKAR", "Nov 8", ("Harbour Star",)),
        ("HRUDNO (VTA, Mirror) - ", "HRUDNO", None, ("VTA", "Mirror")),
    ],
)
def test_a_dateline_is_read(
    start: str, place: str, date: str | None, agencies: tuple[str, ...]
) -> None:
    found = dateline(start + BODY, WORDS)

    assert found is not None
    assert (found.place, found.date, found.agencies) == (place, date, agencies)


@pytest.mark.parametrize(
    "words",
    [
        "FIREBALL BOSS: 'NOT MY FAULT'",
        "THE MINISTER: Good afternoon, and thank you all for coming here at such short notice.",
        "BREAKING - " + BODY,
        "The ministry (of labour) - long silent - answered.",
        "UNEDITED TRANSCRIPT - CHECK AGAINST AUDIO",
        "FOR IMMEDIATE RELEASE - " + BODY,
    ],
)
def test_a_label_is_no_dateline(words: str) -> None:
    assert dateline(words, WORDS) is None


def test_a_transcript_has_no_place() -> None:
    assert document(f"MARSH: {BODY}\n\nOBUYA: {BODY}").place is None
    assert document(f"ISKAR: {BODY}\n\n{BODY}").place == "ISKAR"


def test_a_day_without_a_year_stays_without() -> None:
    doc = document(f"VELMAR, April 13 (Kestrel Wire) - {BODY}")

    assert (doc.published, doc.published_basis) == ("XXXX-04-13", "dateline")
    assert (doc.outlet, doc.credits, doc.place) == ("Kestrel Wire", ("Kestrel Wire",), "VELMAR")


def test_a_rights_line_of_the_same_page_gives_the_year() -> None:
    doc = document(f"VELMAR, April 13 (Kestrel Wire) - {BODY}\n\n© 2031 Kestrel Wire")

    assert doc.published == "2031-04-13"


def test_a_text_without_a_date_has_none() -> None:
    doc = document(BODY)

    assert (doc.published, doc.published_basis) == (None, None)


def test_what_the_user_gave_wins_and_the_rest_stays_as_evidence() -> None:
    doc = document(
        f"VELMAR, April 13 (Kestrel Wire) - {BODY}", published="14 April 2031", outlet="Herald"
    )

    assert (doc.published, doc.published_basis, doc.outlet) == ("2031-04-14", "given", "Herald")
    assert [e.value for e in doc.evidence if e.field == "published"] == ["2031-04-14", "XXXX-04-13"]


def test_the_header_of_a_page_passed_on_gives_day_outlet_and_credit() -> None:
    doc = document(f" date 2034-02-26 (RELAYFN- Kestrel Wire)\n\n\n\n{BODY}")

    assert (doc.published, doc.outlet, doc.credits) == ("2034-02-26", "RELAYFN", ("Kestrel Wire",))


def test_a_release_is_dated_by_its_own_line() -> None:
    doc = document(f"Works to close\n\nHalverstad, 26 January 2032\n\n{BODY}")

    assert (doc.published, doc.published_basis, doc.place) == ("2032-01-26", "text", "Halverstad")


@pytest.mark.parametrize(
    ("line", "writers"),
    [
        ("By Ana Duarte", ("Ana Duarte",)),
        ("By Kaisa Brandvold and Tunde Mbeki-Hale", ("Kaisa Brandvold", "Tunde Mbeki-Hale")),
        ("Ansel M Bhat\u00a0in Kesh", ("Ansel M Bhat",)),
        ("By the sea the houses were dark", ()),
    ],
)
def test_a_byline_below_the_headline_is_read(line: str, writers: tuple[str, ...]) -> None:
    assert document(f"Ferry fire kills 41\n\n{line}\n\nKESH: {BODY}").byline == writers


@pytest.mark.parametrize(
    ("end", "credit"),
    [
        ("\n\nNorthlight", "Northlight"),
        ("\n\n(LPA / own reporting)", "LPA"),
        (" /HSN/", "HSN"),
        ("\n\n(Reporting by Northlight bureau)", "Northlight bureau"),
    ],
)
def test_a_credit_below_the_text_is_read(end: str, credit: str) -> None:
    assert document(f"{BODY}\n\n{BODY}{end}").credits == (credit,)


def test_a_paper_that_names_itself_is_credited() -> None:
    assert document(f"{BODY[:-1]}, Kestrel Wire reports.\n\n{BODY}").credits == ("Kestrel Wire",)


def test_the_writers_of_a_report_are_no_credits() -> None:
    assert document(f"{BODY}\n\n(With reporting by T. Malinga in the capital)").credits == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("April 13", "XXXX-04-13"),
        ("13th of April, 2031", "2031-04-13"),
        ("2031-04-13T10:00:00+02:00", "2031-04-13"),
        ("2031-04", "2031-04"),
        ("XXXX-04-13", "XXXX-04-13"),
        ("Feb 29", "XXXX-02-29"),
        ("Feb 30, 2031", None),
        ("0001-01-01", None),
        ("2031-13-01", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_as_edtf(words: str, value: str | None) -> None:
    assert edtf(words, WORDS.months) == value
