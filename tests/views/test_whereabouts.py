"""Where words stand in the original file, in words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.engines import load_corpus, run
from reportedly.exports.citing import as_bibtex, as_csl, as_text, citations
from reportedly.records import Block, BlockKind, CaptureId, DocId, Document, Span
from reportedly.settings import Settings
from reportedly.store import Store, open_store
from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.views.reader import reader_view
from reportedly.views.report_places import Places
from reportedly.views.whereabouts import page_turns, pages, turning, whereabouts
from tests import samples

DOC = DocId("d")
MAIL = "message/rfc822"


def document(
    *locators: str | None, path: str = "a.pdf", media_type: str = "application/pdf"
) -> Document:
    """Return a document of blocks of four code points, a line break behind each."""
    return Document(
        id=DOC,
        capture=CaptureId("0" * 64),
        path=path,
        media_type=media_type,
        text="word\n" * len(locators),
        blocks=tuple(
            Block(span=Span(DOC, 5 * n, 5 * n + 4), kind=BlockKind.PARAGRAPH, locator=locator)
            for n, locator in enumerate(locators)
        ),
        language="en",
    )


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("page=3", "page 3"),
        ("page=3-4", "pages 3-4"),
        ("page=2;ocr=87", "page 2, read by a text recogniser"),
        ("paragraph=12", "paragraph 12"),
        ("footnote=1", "footnote 1"),
        ("/html/body/article/p[4]", "paragraph 4"),
        ("/html/body/div[2]/ul/li[3]", "list item 3"),
        ("/html/body/h1", "heading"),
        ("/html/body/div[7]", "element div 7"),
        ("part=content/p[2]", "content, paragraph 2"),
        ("part=2", "part 2"),
        ("part=1/html/body/p[2]", "paragraph 2"),
        (None, ""),
    ],
)
def test_a_place_is_told_in_words(locator: str | None, words: str) -> None:
    assert whereabouts(document(locator), Span(DOC, 1, 3)) == words


@pytest.mark.parametrize(
    ("path", "media_type", "words"),
    [
        ("desk/tolls.csv#12", "application/json", "row 12"),
        ("desk/tolls.tsv#port", "application/json", "row port"),
        ("desk/feed.jsonl#7", "application/json", "record 7"),
        ("desk/inbox.mbox#4", MAIL, "message 4"),
        ("desk/inbox#4", MAIL, "message 4"),
        ("desk/old.zip#tolls.csv#3", "application/json", "row 3"),
        ("desk/old.zip#page.html", "text/html", ""),
        ("desk/letter.eml", MAIL, ""),
    ],
)
def test_a_part_of_a_file_is_named(path: str, media_type: str, words: str) -> None:
    assert whereabouts(document(None, path=path, media_type=media_type), Span(DOC, 0, 4)) == words


def test_words_over_several_blocks_have_the_first_place_and_the_last() -> None:
    read = document("page=1", "page=1", "page=2-3", "page=5")

    assert whereabouts(read, Span(DOC, 6, 12)) == "page 1 to pages 2-3"
    assert [pages(read, Span(DOC, *span)) for span in ((0, 9), (6, 12), (11, 19))] == [
        "1",
        "1-3",
        "2-5",
    ]


def test_a_place_is_told_where_it_turns() -> None:
    read = document("page=1", "page=1", "page=2", "page=2")

    assert [words for _, words in turning(read)] == ["page 1", "", "page 2", ""]
    assert page_turns(read) == {0: "page 1", 10: "page 2"}


@pytest.fixture
def ledger(tmp_path: Path) -> Store:
    """Return a ledger of one PDF file of two pages."""
    (tmp_path / "ferry.pdf").write_bytes(samples.news_pdf())
    store = open_store(tmp_path / "set.reportedly", create=True)
    run(store, [str(tmp_path / "ferry.pdf")], settings=Settings(workers=1))
    return store


def test_citations_and_report_name_the_page_of_a_pdf(ledger: Store) -> None:
    index = Index(load_corpus(ledger))
    row = next(r for r in index.rows.values() if r.kind == "figure")
    span = index.witnesses[row.witnesses[0]].span

    cited = citations(index, row.id)
    page = whereabouts(cited[0].document, span)
    number = page.split(" ")[1]

    assert page.startswith("page")
    assert Places(index).place(span).whereabouts == page
    assert f"({page}, characters " in as_text(row, cited)
    assert number in json.loads(as_csl(row, cited))[0]["page"].split(", ")
    assert "pages = {" in as_bibtex(row, cited)


def test_the_reader_tells_each_page_once(ledger: Store) -> None:
    corpus = load_corpus(ledger)
    doc = corpus.documents[0].document

    view = reader_view(Desk(Index(corpus)), doc.id)

    told = [p.whereabouts for p in view.paragraphs if p.whereabouts]
    assert told == ["page 1", "pages 1-2", "page 2"]
    assert {p.locator for p in view.paragraphs} == {"page=1", "page=1-2", "page=2"}


def test_the_command_line_names_pages(ledger: Store) -> None:
    index = Index(load_corpus(ledger))
    row = next(r for r in index.rows.values() if r.kind == "figure")
    place = ["--ledger", ledger.name]

    shown = CliRunner().invoke(app, ["show", row.id, *place])
    told = CliRunner().invoke(app, ["show", row.id, "--json", *place])
    read = CliRunner().invoke(app, ["show", index.corpus.documents[0].document.id, *place])

    assert re.search(r":\d+,\s+pages?\s+\d", shown.output)
    assert json.loads(told.output)["witnesses"][0]["whereabouts"].startswith("page")
    assert "[page 1]" in read.output
    assert "[page 2]" in read.output
