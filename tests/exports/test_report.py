"""The static report: one safe file that shows what the ledger holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from reportedly import pipeline
from reportedly.exports.report import report_html
from reportedly.records import Corpus, Rejection
from reportedly.stage import Tools
from reportedly.views import Index

HOSTILE = (
    "<script>alert(1)</script> killed 12 people, <img src=x onerror=alert(2)> said on Monday.\n\n"
    "\"Fire 'javascript:alert(3)' &lt;b&gt; killed 14 people,\" said Mayor <svg/onload=alert(4)>.\n"
)
COPIES = (
    "The dam at Orlow was opened at noon on Friday, Mayor Ilse Brandt said, and 41 families had to "
    "leave their homes beside the river before the water came down the valley.\n"
)


class Tags(HTMLParser):
    """Collects tags and the attributes that could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.risky: list[str] = []
        self.styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [str(v) for n, v in attrs if n == "id"]
        self.targets |= {str(v)[1:] for n, v in attrs if n == "href"}
        self.risky += [n for n, v in attrs if n.startswith("on") or n in ("src", "srcset")]
        self.risky += [str(v) for n, v in attrs if n == "href" and not str(v).startswith("#")]
        self.styles += [str(v) for n, v in attrs if n == "style"]


def tags_of(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


@pytest.fixture(scope="module")
def page(tools: Tools) -> str:
    records = pipeline.analyse(HOSTILE, published="2031-04-13", outlet="<b>Post", tools=tools)
    corpus = pipeline.relate((records,), tools)
    rejection = Rejection(location="<i>x.bin", reason="binary", remedy="convert it")
    return report_html(Index(corpus), [rejection])


@pytest.fixture(scope="module")
def copied(tools: Tools) -> str:
    texts = (COPIES, COPIES.replace("41 families", "14 families"))
    records = tuple(
        pipeline.analyse(text, published=f"2031-04-1{n}", outlet=f"Post {n}", tools=tools)
        for n, text in enumerate(texts)
    )
    return report_html(Index(pipeline.relate(records, tools)), [])


@pytest.fixture(scope="module")
def bundled(demo: Corpus) -> str:
    return report_html(Index(demo), [])


def test_no_script_runs_and_nothing_is_loaded(page: str) -> None:
    tags = tags_of(page)

    assert not {"script", "img", "iframe", "link", "object", "form", "b>post"} & set(tags.tags)
    assert tags.risky == []
    assert tags.styles == []
    assert "default-src 'none'" in page


def test_the_text_stands_in_the_report_as_text(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Post" in page


def test_what_was_not_read_is_listed_with_its_reason(page: str) -> None:
    assert "&lt;i&gt;x.bin" in page
    assert "<td>binary</td><td>convert it</td>" in page


def test_a_report_of_nothing_is_still_a_page(tools: Tools) -> None:
    found = report_html(Index(pipeline.relate((), tools)), [])

    assert "No two accounts were found to differ" in found
    assert "Everything that was given was read." in found


def test_every_link_inside_the_page_leads_to_one_place(page: str, bundled: str) -> None:
    for found in (page, bundled):
        tags = tags_of(found)
        assert tags.targets <= set(tags.ids)
        assert len(set(tags.ids)) == len(tags.ids)


def test_a_footnote_gives_the_words_at_its_offset(bundled: str, demo: Corpus) -> None:
    ordered = sorted(demo.documents, key=lambda r: r.document.path)

    notes = re.findall(
        r"<mark>([^<]+)</mark>[^<]*</q> <a id=n\d+ class=at [^>]*><b>\d+</b> (\d+):(\d+)–(\d+)<",
        bundled,
    )

    assert len(notes) > 30
    for words, number, start, end in notes:
        text = ordered[int(number) - 1].document.text[int(start) : int(end)]
        assert text.startswith(words[:20].split("&")[0].removesuffix(" …"))


def test_a_changed_figure_is_boxed_beside_the_first_wording(copied: str) -> None:
    assert '<ins class="figure">14</ins>' in copied
    assert "<del>41</del>" in copied


def test_every_section_stands_in_the_report(bundled: str) -> None:
    for section in (
        "differences", "questions", "parts", "voices", "copies", "timeline", "forecasts",
        "documents", "rejected", "method",
    ):  # fmt: skip
        assert f'<h2 id="{section}">' in bundled
    assert bundled.count("<svg") > 10


def test_the_same_ledger_gives_the_same_bytes(bundled: str, demo: Corpus) -> None:
    assert report_html(Index(demo), []) == bundled
