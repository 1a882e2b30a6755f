"""Queries of an open ledger, on the bundled reports."""

from __future__ import annotations

import pytest

from reportedly.library import OpenLedger
from reportedly.records import Corpus
from reportedly.views import LISTINGS


@pytest.fixture(scope="module")
def ledger(demo: Corpus) -> OpenLedger:
    return OpenLedger(corpus=demo, versions={})


def test_rows_are_those_of_the_printed_list_in_its_order(ledger: OpenLedger) -> None:
    assert [r.id for r in ledger.rows()] == [c[0] for c in LISTINGS["rows"](ledger.index).rows]


def test_a_search_narrows_rows_to_those_that_hold_all_words(ledger: OpenLedger) -> None:
    found = ledger.rows("killed FIRE", least_documents=2)

    assert 0 < len(found) < len(ledger.rows())
    assert all("killed" in r.question and "fire" in r.question for r in found)
    assert all(r.documents >= 2 for r in found)


def test_every_witness_gives_its_words_and_where_they_stand(ledger: OpenLedger) -> None:
    seen = 0
    for row in ledger.rows():
        for witness in ledger.witnesses(row.id):
            text = ledger.passage(witness.document, witness.start, witness.end)
            assert " ".join(text.split()) == " ".join(witness.words.split())
            seen += 1
    assert seen > 100


def test_a_row_that_is_not_there_is_a_key_error(ledger: OpenLedger) -> None:
    with pytest.raises(KeyError):
        ledger.witnesses("nothing")


def test_statements_of_one_speaker(ledger: OpenLedger) -> None:
    name = ledger.speakers()[0].name

    found = ledger.statements(speaker=name)

    assert {s.speaker for s in found} == {name}
    assert len(found) == ledger.speakers()[0].statements


def test_relations_by_kind_and_row_and_conflicts_are_the_open_differences(
    ledger: OpenLedger,
) -> None:
    rivals = ledger.relations("different_value")
    row = rivals[0].row

    assert {r.kind for r in rivals} == {"different_value"}
    assert {r.row for r in ledger.relations(row=row)} == {row}
    assert 0 < len(ledger.conflicts()) < len(ledger.relations())
    assert [r.weight for r in ledger.relations()] == sorted(
        (r.weight for r in ledger.relations()), reverse=True
    )


def test_a_search_finds_paragraphs_at_their_place(ledger: OpenLedger) -> None:
    found = ledger.search("coastguard said")

    assert found
    for passage in found:
        assert ledger.passage(passage.document, passage.start, passage.end) == passage.text
        assert passage.place.endswith(f":{passage.start}")


def test_documents_come_with_their_text(ledger: OpenLedger) -> None:
    assert len(ledger.documents()) == len(ledger.corpus.documents) > 5
    assert all(d.words == len(d.text.split()) for d in ledger.documents())
