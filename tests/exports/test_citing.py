"""A citation gives a reader everything needed to find the words again."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from reportedly.exports.citing import STYLES, as_bibtex, as_csl, as_text, citations
from reportedly.records import Corpus
from reportedly.views import Index
from reportedly.views.tables import row_order


@pytest.fixture(scope="module")
def index(demo: Corpus) -> Index:
    return Index(demo)


def test_every_quotation_is_found_at_its_offsets(index: Index) -> None:
    seen = 0
    for row in index.rows.values():
        for one in citations(index, row.id):
            for quote in one.quotes:
                assert one.document.text[quote.start : quote.end] == quote.words
                seen += 1
    assert seen > 100


def test_text_names_outlet_date_words_offset_hash_and_link(index: Index) -> None:
    row = row_order(index)[0]
    cited = citations(index, row.id, link="https://desk.example/rows/")

    text = as_text(row, cited)

    for one in cited:
        parts = (one.outlet, one.document.published or "undated", one.document.capture)
        assert all(part in text for part in parts)
        assert f"characters {one.quotes[0].start}-{one.quotes[0].end}" in text
    assert f"https://desk.example/rows/{row.id}" in text
    assert row.label in text


def test_one_citation_a_document_by_date(index: Index) -> None:
    for row in index.rows.values():
        cited = citations(index, row.id)
        dates = [one.document.published or "~" for one in cited]
        assert len({one.key for one in cited}) == len(cited) == row.documents
        assert dates == sorted(dates)


def test_bibtex_braces_balance_whatever_the_title_holds(index: Index) -> None:
    row = row_order(index)[0]
    one = citations(index, row.id)[0]
    odd = replace(
        one.document, title="50% of {A} & B\\n #1 ~ _x_ ^ $", byline=("Ana and Co",), outlet="O"
    )

    entry = as_bibtex(row, [replace(one, document=odd)])

    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert r"50\% of \{A\} \& B" in entry
    assert "author = {{Ana and Co}}" in entry
    assert entry.startswith("@misc{" + one.key)


def test_csl_has_an_issued_date_only_as_far_as_it_is_known(index: Index) -> None:
    row = row_order(index)[0]
    one = citations(index, row.id)[0]

    def issued(published: str | None) -> object:
        changed = replace(one, document=replace(one.document, published=published))
        return json.loads(as_csl(row, [changed]))[0].get("issued")

    assert issued("2032-05-16") == {"date-parts": [[2032, 5, 16]]}
    assert issued("2032-05") == {"date-parts": [[2032, 5]]}
    assert issued("XXXX-11-08") == {"literal": "XXXX-11-08"}
    assert issued(None) is None


def test_every_style_of_the_command_line_is_there() -> None:
    from reportedly.cli.citing import Style

    assert {style.value for style in Style} == set(STYLES)
