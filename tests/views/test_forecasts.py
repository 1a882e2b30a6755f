"""What is said to come."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reportedly.views.desk import Desk
from reportedly.views.forecasts import (
    ForecastFilter,
    due_in_words,
    forecasts_listing,
    forecasts_of,
    forecasts_view,
)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2032-06-30", "30 June 2032"),
        ("2032-06", "June 2032"),
        ("2032-06-01/2032-06-30", "June 2032"),
        ("../2032-06-30", "by 30 June 2032"),
        ("2032-06-30/..", "from 30 June 2032"),
        ("2035", "2035"),
        ("2032/2033", "2032 to 2033"),
        ("2032-SU", "2032-SU"),
    ],
)
def test_a_due_date_reads_as_people_write_it(edtf: str, words: str) -> None:
    assert due_in_words(edtf) == words


def test_every_forecast_stands_once_by_due_day(desk: Desk) -> None:
    found = forecasts_of(desk.index)

    assert len(found) == len(desk.index.corpus.ledger.forecasts) > 0
    assert len(forecasts_listing(found).rows) == len(found)
    assert all(f.due <= g.due for f, g in pairwise(found))


def test_a_filter_narrows_and_a_page_never_lies_outside(desk: Desk) -> None:
    found = forecasts_of(desk.index)

    due = forecasts_view(desk.index, found, ForecastFilter(state="due", page=99))

    assert due.filter.page == due.pages
    assert due.total == due.due == sum(f.state == "due" for f in found)
    assert forecasts_view(desk.index, found, ForecastFilter(q="zzz")).total == 0


def test_later_accounts_point_at_words(desk: Desk) -> None:
    later = [one for f in forecasts_of(desk.index) for one in f.later]

    assert later
    for one in later:
        assert desk.index.documents[one.doc].document.text[one.start :].startswith(one.words)
