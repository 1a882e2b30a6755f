"""Parts of a page are told apart, and nothing that a report says is left out."""

import pytest

from reportedly.documents.blocks import blocks_of, sheet_of
from reportedly.documents.vocabulary import vocabulary
from reportedly.records import BlockKind, DocId

BODY = (
    "Forty-one passengers died when the ferry caught fire on Saturday night off the harbour of "
    "Velmar, the harbour master said, and twelve more were still being looked for."
)


def kinds(text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    sheet = sheet_of(text, vocabulary("en"), markdown=markdown)
    return [(b.kind.value, b.span.of(text)) for b in blocks_of(sheet, DocId("d"))]


def kind(words: str, *, before: str = f"{BODY}\n\n", after: str = "") -> str:
    found = dict((w, k) for k, w in kinds(before + words + after))
    return found[words]


@pytest.mark.parametrize(
    "words",
    [
        "Read more: What the tariff means for your bill, page 7",
        "READ MORE: Orrin Bank, the sailors' graveyard | How we count the dead at sea",
        "Also read: Harbour master resigns",
        "Follow us on every platform",
        "© Correo de Punta Clara. All rights reserved",
        "Media contact: M. Oduya-Lenz, Corporate Communications, Glashaus 1, Halverstad",
        "(Reporting by Tove Lindqvarn; editing by R. Castellane)",
        "Posted in: Elections, Rain | 214 comments",
        "ADVERTISEMENT",
        "Share this article",
        "ENDS",
        "-0-",
        "|",
        "***",
        "Comments (12)",
    ],
)
def test_words_of_the_page_are_boilerplate(words: str) -> None:
    assert kind(words) == "boilerplate"


@pytest.mark.parametrize(
    "words",
    [
        "Readers more than once complained.",
        "The contact between the two ministries was broken off, he said.",
        "Share prices fell by four per cent.",
        "Related parties received the money, the auditors found.",
        "Comments by the minister were met with laughter.",
        "“Follow us,” the guide told them, and they did.",
        "Press freedom has suffered, the union said.",
        "Email from the control room shows the pump was off.",
        "She ends her letter with a question.",
        "Tags were found on all four bodies.",
        "Statement by statement the judge went through it.",
    ],
)
def test_what_a_report_says_is_no_boilerplate(words: str) -> None:
    assert kind(words) == "paragraph"


def test_a_headline_and_a_byline_stand_above_the_text() -> None:
    text = f"Death toll in Velmar ferry fire rises to 41\n\n\nBy Ana Duarte\n\n{BODY}"

    assert [k for k, _ in kinds(text)] == ["title", "boilerplate", "paragraph"]


def test_a_label_and_a_date_may_stand_above_the_headline() -> None:
    text = f"PRESS RELEASE 37/41\n9 October 2037\n\nIshkar: 206 people cross Zerin Bridge\n\n{BODY}"

    assert [k for k, _ in kinds(text)] == ["heading", "heading", "title", "paragraph"]


def test_a_text_that_begins_with_a_sentence_has_no_headline() -> None:
    assert [k for k, _ in kinds(f"{BODY}\n{BODY}")] == ["paragraph", "paragraph"]


def test_a_signatory_above_a_message_is_a_heading() -> None:
    text = f"|\n|\nH.E. Odile Marchetti\nHarbour Commissioner & Chair of the Sound\n|\n{BODY}\n|"

    assert [k for k, _ in kinds(text)] == [
        "boilerplate", "boilerplate", "heading", "heading", "boilerplate", "paragraph",
        "boilerplate",
    ]  # fmt: skip


def test_a_post_and_its_signature_are_an_embed() -> None:
    post = "We opened the book today. Thanks to all who came! pic.twitter.com/4u1xVlI0Vt"
    text = f"{BODY}\n{post}\n— Kofi Brandstrup (@k_brand) November 1, 2031\n{BODY}"

    assert [k for k, _ in kinds(text)] == ["paragraph", "embed", "embed", "paragraph"]


def test_a_handle_heads_the_post_below_it() -> None:
    text = f"{BODY}\n\nKofi Brandstrup @UNEnvoy · 08:00\nNobody said no.\n\n{BODY}"

    assert [k for k, _ in kinds(text)] == ["paragraph", "embed", "embed", "paragraph"]


def test_a_handle_that_stands_alone_heads_no_post() -> None:
    assert kind("@ana_duarte") == "paragraph"


def test_broken_off_speech_is_no_heading() -> None:
    assert kind("The questions are --", after=f"\n\n{BODY}") == "paragraph"


def test_readers_comments_are_boilerplate_to_the_end() -> None:
    text = f"{BODY}\n{BODY}\nCOMMENTS\nI was there and saw it all with my own eyes.\nMe too!"

    assert [k for k, _ in kinds(text)][2:] == ["boilerplate"] * 3


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "The harbour master said that the engine room had caught fire shortly\n"
        "after midnight and that the crew had not been able to close the\n"
        "doors behind them."
    )

    assert kinds(text) == [("paragraph", text)]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    assert len(kinds(f"{BODY}\n{BODY}\r\n{BODY}\r{BODY}")) == 4


def test_markdown_headings_and_its_header_are_known() -> None:
    text = f"---\ntitle: x\n---\n\n# Ferry fire\n\n## What we know\n\n{BODY}"

    found = [k for k, _ in kinds(text, markdown=True)]

    assert found[-3:] == [BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert set(found[:-3]) == {BlockKind.BOILERPLATE}


def test_rows_of_a_table_are_no_wrapped_line() -> None:
    header = "District | People hurt, by the count of the clinic | Houses damaged"
    row = "Tasheh | 212 | 904"

    assert row in [words for _, words in kinds(f"{header}\n{row}\n")]
