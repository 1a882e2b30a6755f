"""What tools answer: quoted words with their place, nothing more than asked for."""

from __future__ import annotations

import json

import pytest

from reportedly.agents import answering
from reportedly.errors import ReportedlyError
from reportedly.library import OpenLedger
from reportedly.records import Corpus, DocId


@pytest.fixture(scope="module")
def ledger(demo: Corpus) -> OpenLedger:
    return OpenLedger(corpus=demo, versions={})


def items(answer: answering.Answer, name: str = "items") -> list[dict[str, object]]:
    found = answer[name]
    assert isinstance(found, list)
    return found


def test_a_search_says_how_much_it_found_and_shows_at_most_the_limit(ledger: OpenLedger) -> None:
    answer = answering.search_rows(ledger, limit=3)

    assert answer["found"] == len(ledger.rows())
    assert len(items(answer)) == answer["shown"] == 3
    assert answering.search_rows(ledger, limit=-5)["shown"] == 0
    assert int(str(answering.search_rows(ledger, limit=10_000)["shown"])) <= answering.MOST


def test_a_row_comes_with_every_answer_its_place_and_a_citation(ledger: OpenLedger) -> None:
    row = ledger.rows(least_documents=2)[0]

    answer = answering.show_row(ledger, row.id)

    assert len(items(answer, "answers")) == row.witnesses
    for one in items(answer, "answers"):
        document = ledger.index.documents[DocId(str(one["document"]))].document
        start, end = int(str(one["start"])), int(str(one["end"]))
        assert document.text[start:end] == one["words"]
        assert one["sha256"] == document.capture
        assert str(one["sha256"]) in str(answer["citation"])
    assert items(answer, "relations")


def test_conflicts_are_sentences(ledger: OpenLedger) -> None:
    assert all(str(one["why"]).endswith(".") for one in items(answering.list_conflicts(ledger)))


def test_a_passage_is_the_documents_own_words(ledger: OpenLedger) -> None:
    (first, *_) = items(answering.search_passages(ledger, "coastguard said"))
    doc, start = str(first["document"]), int(str(first["start"]))

    answer = answering.get_passage(ledger, doc, start=start, end=start + 20)

    text = ledger.documents().where(lambda d: d.id == doc)[0].text
    assert answer["words"] == text[start : start + 20]
    assert answer["outlet"] == first["outlet"]


def test_an_empty_search_finds_nothing(ledger: OpenLedger) -> None:
    assert answering.search_passages(ledger, "  ")["found"] == 0


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 5), (0, 10**9), (0, 5_000)])
def test_offsets_outside_a_document_are_refused(start: int, end: int, ledger: OpenLedger) -> None:
    document = max(ledger.documents(), key=lambda d: len(d.text)).id

    with pytest.raises(ReportedlyError, match="expected 0 <= start < end"):
        answering.get_passage(ledger, document, start=start, end=end)


def test_unknown_ids_are_refused_with_a_remedy(ledger: OpenLedger) -> None:
    with pytest.raises(ReportedlyError, match="search_rows lists them"):
        answering.show_row(ledger, "nothing")
    with pytest.raises(ReportedlyError, match="search_passages lists some"):
        answering.get_passage(ledger, "nothing", start=0, end=1)


def test_every_answer_is_json(ledger: OpenLedger) -> None:
    row = ledger.rows()[0].id

    for answer in (answering.search_rows(ledger), answering.show_row(ledger, row)):
        assert json.loads(json.dumps(answer)) == answer
