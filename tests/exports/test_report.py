"""The static report: one safe file that shows what the ledger holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from reportedly import pipeline
from reportedly.exports.report import report_html
from reportedly.records import Rejection
from reportedly.stage import Tools
from reportedly.views import Index

HOSTILE = (
    "<script>alert(1)</script> killed 12 people, <img src=x onerror=alert(2)> said on Monday.\n\n"
    "\"Fire 'javascript:alert(3)' &lt;b&gt; killed 14 people,\" said Mayor <svg/onload=alert(4)>.\n"
)


class Tags(HTMLParser):
    """Collects tags and the attributes that could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.risky: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.risky += [n for n, v in attrs if n.startswith("on") or n in ("src", "srcset")]
        self.risky += [str(v) for n, v in attrs if n == "href" and not str(v).startswith("#")]


@pytest.fixture(scope="module")
def page(tools: Tools) -> str:
    records = pipeline.analyse(HOSTILE, published="2031-04-13", outlet="<b>Post", tools=tools)
    corpus = pipeline.relate((records,), tools)
    rejection = Rejection(location="<i>x.bin", reason="binary", remedy="convert it")
    return report_html(Index(corpus), [rejection])


def test_no_script_runs_and_nothing_is_loaded(page: str) -> None:
    tags = Tags()
    tags.feed(page)

    assert not {"script", "img", "iframe", "link", "object", "form", "b>post"} & set(tags.tags)
    assert tags.risky == []
    assert "default-src 'none'" in page


def test_the_text_stands_in_the_report_as_text(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Post" in page
    assert "&lt;i&gt;x.bin" in page


def test_a_report_of_nothing_is_still_a_page(tools: Tools) -> None:
    corpus = pipeline.relate((), tools)

    assert "No two accounts were found to differ" in report_html(Index(corpus), [])


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    ids = set(re.findall(r'id="([^"]+)"', page))

    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
