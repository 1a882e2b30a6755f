from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.views.desk import Desk
from reportedly.views.rowlist import PAGE, SORTS, RowFilter, filtered, rows_listing, rows_view

ALL = RowFilter()


def test_the_list_opens_with_the_row_whose_accounts_differ_most(desk: Desk) -> None:
    view = rows_view(desk, ALL)

    assert view.lines[0].differs
    assert view.total == view.all == len(desk.index.rows)


def test_every_row_stands_on_exactly_one_page(desk: Desk) -> None:
    pages = rows_view(desk, ALL).pages

    seen = [
        line.id for p in range(pages) for line in rows_view(desk, replace(ALL, page=p + 1)).lines
    ]

    assert sorted(seen) == sorted(desk.index.rows)


@pytest.mark.parametrize("page", [-3, 0, 10_000])
def test_a_page_outside_the_list_is_brought_inside(desk: Desk, page: int) -> None:
    view = rows_view(desk, replace(ALL, page=page))

    assert 1 <= view.filter.page <= view.pages
    assert view.lines


def test_a_search_keeps_rows_that_hold_every_word(desk: Desk) -> None:
    brief = desk.briefs[0]
    words = f"{brief.event_label.split()[0].upper()} {brief.question.split()[2]}"

    found = filtered(desk, replace(ALL, q=words))

    assert brief in found
    assert all(w.casefold() in b.haystack for b in found for w in words.split())
    assert filtered(desk, replace(ALL, q=f"{words} zzzzz")) == []


def test_each_filter_keeps_what_its_list_counted(desk: Desk) -> None:
    view = rows_view(desk, ALL)
    offered = {
        "event": view.events, "predicate": view.predicates,
        "speaker": view.speakers, "outlet": view.outlets,
    }  # fmt: skip

    for name, choices in offered.items():
        first = choices[0]
        asked = replace(ALL, **{name: first.value})  # type: ignore[arg-type]  # four text fields
        assert len(filtered(desk, asked)) == first.count


def test_a_filter_by_day_looks_at_when_a_row_was_told(desk: Desk) -> None:
    later = filtered(desk, replace(ALL, since="2033-01-01"))

    assert later
    assert all(any(day >= "2033" for day in b.days) for b in later)
    assert filtered(desk, replace(ALL, until="1990-01-01")) == []


def test_only_rows_that_differ_pass_that_filter(desk: Desk) -> None:
    found = filtered(desk, replace(ALL, differs=True))

    assert 0 < len(found) < len(desk.index.rows)
    assert all(b.differs for b in found)


def test_nothing_is_reviewed_before_a_decision(desk: Desk) -> None:
    assert len(filtered(desk, replace(ALL, unreviewed=True))) == len(desk.index.rows)


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_a_sort_keeps_all_rows(desk: Desk, sort: str) -> None:
    assert len(filtered(desk, replace(ALL, sort=sort))) == len(desk.index.rows)


def test_an_unknown_sort_is_the_usual_one(desk: Desk) -> None:
    assert filtered(desk, replace(ALL, sort="x")) == filtered(desk, ALL)


def test_the_listing_holds_what_the_filter_keeps(desk: Desk) -> None:
    asked = replace(ALL, differs=True)

    assert len(rows_listing(desk, asked).rows) == rows_view(desk, asked).total


def test_copies_count_once_unless_each_is_asked_for(desk: Desk) -> None:
    folded = rows_view(desk, replace(ALL, q="rescued people")).lines[0]
    each = rows_view(desk, replace(ALL, q="rescued people", copies="each")).lines[0]

    assert sum(m.origins for m in folded.marks) < sum(m.origins for m in each.marks)


def test_a_page_holds_no_more_than_a_page(desk: Desk) -> None:
    assert len(rows_view(desk, ALL).lines) <= PAGE
