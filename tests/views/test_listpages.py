from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.views.desk import Desk
from reportedly.views.listpages import (
    DOCUMENT_SORTS,
    SPEAKER_SORTS,
    ListFilter,
    documents_listing,
    documents_view,
    speakers_listing,
    speakers_view,
)

ALL = ListFilter()


def test_speakers_with_most_statements_come_first(desk: Desk) -> None:
    counts = [s.statements for s in speakers_view(desk, ALL).lines]

    assert counts == sorted(counts, reverse=True)


def test_a_speaker_is_found_under_any_spelling(desk: Desk) -> None:
    found = speakers_view(desk, replace(ALL, q="inês commodore")).lines

    assert [s.name for s in found] == ["Ines Quiroga"]


def test_each_kind_keeps_what_it_counted(desk: Desk) -> None:
    for kind, count in speakers_view(desk, ALL).kinds:
        assert speakers_view(desk, replace(ALL, kind=kind)).total == count


@pytest.mark.parametrize("sort", sorted(SPEAKER_SORTS))
def test_a_sort_keeps_all_speakers(desk: Desk, sort: str) -> None:
    asked = replace(ALL, sort=sort)

    assert len(speakers_listing(desk, asked).rows) == len(desk.speakers)


@pytest.mark.parametrize("sort", sorted(DOCUMENT_SORTS))
def test_a_sort_keeps_all_documents(desk: Desk, sort: str) -> None:
    asked = replace(ALL, sort=sort)

    assert len(documents_listing(desk, asked).rows) == len(desk.index.documents)


def test_documents_are_found_by_outlet(desk: Desk) -> None:
    found = documents_view(desk, replace(ALL, q="averin post")).lines

    assert found
    assert {d.outlet for d in found} == {"The Averin Post"}


def test_a_document_counts_those_it_shares_words_with(desk: Desk) -> None:
    lines = documents_view(desk, replace(ALL, sort="copies")).lines

    assert lines[0].shares_with > 0
    assert all(d.shares_with < len(lines) for d in lines)
