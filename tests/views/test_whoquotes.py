"""Which outlets carry which speakers."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from reportedly.records import Corpus
from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.views.whoquotes import COLUMNS, ROWS, matrix


def test_every_credited_statement_is_counted_once(desk: Desk) -> None:
    found = matrix(desk.index)

    assert sum(q.statements for q in found.speakers) == len(desk.index.speakers)
    assert all(sum(n for _, n in q.counts) == q.statements for q in found.speakers)


def test_a_part_of_the_documents_has_a_matrix_of_its_own(desk: Desk) -> None:
    doc = desk.index.corpus.documents[0].document.id

    assert matrix(desk.index, {doc}).outlets == (desk.index.outlet(doc),)


def test_the_picture_keeps_to_its_size_and_says_what_it_leaves_out(desk: Desk) -> None:
    found = matrix(desk.index)

    drawn = ET.fromstring(found.picture)
    assert len([t for t in drawn.iter("text") if t.get("transform")]) <= COLUMNS
    assert f"{ROWS} speakers" in str(drawn.findtext("title"))
    assert f"of {len(found.speakers)} and" in str(drawn.findtext("title"))


def test_without_speakers_there_is_no_picture() -> None:
    assert matrix(Index(Corpus(documents=()))).picture == ""
