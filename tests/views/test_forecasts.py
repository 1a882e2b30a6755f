"""What is said to come."""

from __future__ import annotations

import pytest

from reportedly.views.desk import Desk
from reportedly.views.forecasts import due_in_words, forecasts_listing, forecasts_view


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


def test_every_forecast_stands_once_open_or_due(desk: Desk) -> None:
    view = forecasts_view(desk.index)

    assert len(view.due) + len(view.open) == len(desk.index.corpus.ledger.forecasts) > 0
    assert len(forecasts_listing(view).rows) == len(view.due) + len(view.open)
    assert all(f.due <= g.due for f, g in zip(view.due, view.due[1:], strict=False))


def test_later_accounts_point_at_words(desk: Desk) -> None:
    view = forecasts_view(desk.index)

    later = [one for f in (*view.due, *view.open) for one in f.later]
    assert later
    for one in later:
        assert desk.index.documents[one.doc].document.text[one.start :].startswith(one.words)
