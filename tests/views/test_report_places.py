from __future__ import annotations

from reportedly.records import BlockKind, Span
from reportedly.views.desk import Desk
from reportedly.views.report_places import LONGEST, Places


def test_documents_are_numbered_by_path(desk: Desk) -> None:
    places = Places(desk.index)

    paths = [desk.index.documents[d].document.path for d in places.numbers]
    assert paths == sorted(paths)
    assert list(places.numbers.values()) == list(range(1, len(paths) + 1))


def test_words_outside_the_printed_text_lead_to_the_heading(desk: Desk) -> None:
    places = Places(desk.index)
    records = desk.index.corpus.documents[0]
    doc = records.document.id
    block = next(b for b in records.document.blocks if b.kind is not BlockKind.BOILERPLATE)

    number = places.numbers[doc]
    assert places.anchor(doc, block.span.start) == f"t{number}-{block.span.start}"
    assert places.anchor(doc, len(records.document.text)) == f"t{number}"


def test_long_words_are_cut_but_their_place_is_whole(desk: Desk) -> None:
    document = max((r.document for r in desk.index.corpus.documents), key=lambda d: len(d.text))
    span = Span(document.id, 0, len(document.text))

    place = Places(desk.index).place(span)

    assert len(place.words) <= LONGEST + 2
    assert (place.start, place.end) == (0, len(document.text))
