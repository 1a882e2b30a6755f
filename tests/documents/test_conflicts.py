"""Where what is known of a text contradicts itself, a note names every value."""

from __future__ import annotations

from tests import samples
from tests.documents.readers import document

PAGE = """<!doctype html><html lang="{lang}"><head><title>{title}</title>
<meta property="og:site_name" content="Velmar Post">
<meta name="author" content="Ana Duarte">
<meta property="article:published_time" content="{day}T08:30:00Z"></head>
<body><article><h1>Ferry fire in Velmar kills 41</h1><p>{body}</p>
<p>The owner, Marisol Lines, said that 167 passengers had been rescued by fishing boats.</p>
</article></body></html>"""


def notes(**parts: str) -> tuple[str, ...]:
    usual = {"lang": "en-GB", "title": samples.TITLE, "day": "2031-04-13", "body": samples.FIRST}
    page = PAGE.format(**{k: v for k, v in {**usual, **parts}.items() if k in usual})
    given = {key: value for key, value in parts.items() if key not in usual}
    return document(page.encode(), "text/html", **given).notes


def test_what_agrees_needs_no_note() -> None:
    assert notes() == ()


def test_a_dateline_of_another_day_is_named() -> None:
    assert notes(day="2031-04-15") == (
        "published differs: its own data say 2031-04-15; the dateline says XXXX-04-13",
    )


def test_what_the_user_says_is_used_and_the_page_s_word_named() -> None:
    (note,) = notes(outlet="Kestrel Daily")

    assert note == "outlet differs: you say Kestrel Daily; its own data say Velmar Post"


def test_another_headline_in_the_page_s_data_is_named() -> None:
    page = PAGE.format(lang="en", title="x", day="2031-04-13", body=samples.FIRST)
    marked = page.replace("<title>x", '<meta property="og:title" content="41 dead at sea"><title>')

    (note,) = document(marked.encode(), "text/html").notes

    assert note.startswith("title differs: its own data say 41 dead at sea")


def test_a_language_that_the_words_do_not_have_is_named() -> None:
    assert notes(lang="de") == ("language differs: its own data say de; the words are en",)


def test_a_full_title_of_which_the_headline_is_a_part_agrees() -> None:
    assert notes(title=f"{samples.TITLE} | Velmar Post") == ()


def test_the_hour_of_publication_is_evidence() -> None:
    page = PAGE.format(lang="en", title="x", day="2031-04-13", body=samples.FIRST)

    doc = document(page.encode(), "text/html")

    assert [e.value for e in doc.evidence if e.field == "published_at"] == ["2031-04-13T08:30:00Z"]
