"""Who came first, and on what evidence."""

from __future__ import annotations

from tests.reuse.conftest import Find, document

from reportedly.records import Direction

TEXT = (
    "Divers found the bell of the cutter Sorrel in nine metres of water near Pell Rock. "
    "“We knew it by the dent,” said diver Anneke Holm."
)


def test_the_earlier_date_came_first(find: Find) -> None:
    (link,) = find(
        document("a", TEXT, published="2031-05-02"), document("b", TEXT, published="2031-04")
    ).links

    assert (link.direction, link.direction_basis) == (Direction.B_FIRST, "dates")


def test_dates_that_may_be_the_same_day_leave_it_unknown(find: Find) -> None:
    for one, other in (("2031-05", "2031-05-02"), ("XXXX-05-01", "2031-06-02"), ("2031", "2031")):
        (link,) = find(
            document("a", TEXT, published=one), document("b", TEXT, published=other)
        ).links
        assert (link.direction, link.direction_basis) == (Direction.UNKNOWN, None)


def test_a_credit_to_the_other_outlet_outweighs_dates(find: Find) -> None:
    (link,) = find(
        document("a", TEXT, outlet="The Kestrel Wire", published="2031-05-03"),
        document("b", TEXT, outlet="Daily Gull", published="2031-05-02", credits=("Kestrel Wire",)),
    ).links

    assert (link.direction, link.direction_basis) == (Direction.A_FIRST, "credit")


def test_a_closing_mark_that_closes_nothing_betrays_the_copy(find: Find) -> None:
    (link,) = find(document("a", TEXT.replace("“", "")), document("b", TEXT)).links

    assert (link.direction, link.direction_basis) == (Direction.B_FIRST, "stray quotation mark")


def test_a_text_that_stops_early_is_the_shorter_version(find: Find) -> None:
    longer = (
        TEXT + "\n\nThe museum in Pell will show the bell from June, its keeper wrote on Monday."
    )
    (link,) = find(document("a", TEXT), document("b", longer)).links

    assert (link.direction, link.direction_basis) == (Direction.B_FIRST, "containment")
