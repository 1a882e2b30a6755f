from __future__ import annotations

from reportedly.views.desk import Desk
from reportedly.views.timelinepage import (
    PAGE,
    TimelineFilter,
    stories,
    timeline_listing,
    timeline_view,
    whole_chronicle,
)


def test_a_story_adds_documents_to_those_before_it(desk: Desk) -> None:
    told: set[str] = set()

    for event in stories(desk.index):
        assert not told.issuperset(event.documents)
        told.update(event.documents)


def test_a_page_holds_its_part_of_the_moments_and_the_listing_all(desk: Desk) -> None:
    whole = whole_chronicle(desk.index)

    view = timeline_view(desk.index, whole, TimelineFilter(page=99))

    assert view.filter.page == view.pages
    assert len(view.entries) <= PAGE
    assert view.total == len(whole.moments)
    listing = timeline_listing(desk.index, whole, TimelineFilter())
    assert len(listing.rows) == sum(len(m.times) for m in whole.moments)


def test_a_moment_shows_different_documents_first(desk: Desk) -> None:
    view = timeline_view(desk.index, whole_chronicle(desk.index), TimelineFilter())

    for entry in view.entries:
        docs = [s.doc for s in entry.sayings]
        assert len(set(docs)) == min(len(docs), entry.documents)
