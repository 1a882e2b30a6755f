from __future__ import annotations

import pytest

from reportedly.records import BlockKind, DocId
from reportedly.views.desk import Desk
from reportedly.views.reader import reader_listing, reader_view


def test_the_text_shown_is_the_documents_own(desk: Desk) -> None:
    for doc, records in desk.index.documents.items():
        view = reader_view(desk, doc)

        shown = ["".join(r.text for r in p.runs) for p in view.paragraphs]
        blocks = [b for b in records.document.blocks if b.kind is not BlockKind.BOILERPLATE]
        assert shown == [b.span.of(records.document.text) for b in blocks]


def test_every_credited_statement_has_a_card_where_it_begins(desk: Desk) -> None:
    for doc, records in desk.index.documents.items():
        view = reader_view(desk, doc)

        cards = {v.id for p in view.paragraphs for v in p.voices if not v.goes_on}
        assert {s.id for s in records.statements if s.mode.value != "narrator"} <= cards


def test_a_figure_stands_in_the_card_of_the_innermost_voice(desk: Desk) -> None:
    for doc, records in desk.index.documents.items():
        noted = {
            n.id: v for p in reader_view(desk, doc).paragraphs for v in p.voices for n in v.noted
        }
        for figure in records.figures:
            if figure.statement and figure.id in noted:
                said = desk.index.statements[figure.statement].mode.value != "narrator"
                assert bool(noted[figure.id].id) == said


def test_a_figure_leads_to_the_rows_it_answers(desk: Desk) -> None:
    rows = {
        row
        for doc in desk.index.documents
        for p in reader_view(desk, doc).paragraphs
        for v in p.voices
        for n in v.noted
        for row, _ in n.rows
    }

    figures = {w.slot for w in desk.index.witnesses.values() if w.figure}
    assert figures <= rows


def test_documents_that_share_words_name_one_another(desk: Desk) -> None:
    sharing = {
        doc: {c.doc for c in reader_view(desk, doc).shares_with} for doc in desk.index.documents
    }

    assert any(sharing.values())
    for doc, others in sharing.items():
        assert doc not in others
        assert all(doc in sharing[DocId(o)] for o in others)


def test_an_unknown_document_is_no_document(desk: Desk) -> None:
    with pytest.raises(KeyError):
        reader_view(desk, DocId("d0"))


def test_the_listing_follows_the_text(desk: Desk) -> None:
    doc = next(iter(desk.index.documents))

    rows = reader_listing(desk.index, doc).rows

    starts = [int(r[2]) for r in rows if r[2] is not None]
    assert starts == sorted(starts)
