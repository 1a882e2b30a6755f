"""When things are said to have happened, and when that was said."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.chronicle import (
    Chronicle,
    Moment,
    Telling,
    chronicle,
    chronicle_listing,
    days_in_words,
    iso_day,
    saying,
)
from reportedly.views.desk import Desk
from reportedly.views.pictures_time import APART, WIDTH, time_picture


@pytest.mark.parametrize(
    ("earliest", "latest", "name"),
    [
        ("2032-05-15", "2032-05-15", "15 May 2032"),
        ("2032-05-15", "2032-05-17", "15 May to 17 May 2032"),
        ("2032-05-01", "2032-05-31", "May 2032"),
        ("2032-02-01", "2032-02-29", "February 2032"),
        ("2032-06-01", "2032-08-31", "June to August 2032"),
        ("2032-01-01", "2032-12-31", "2032"),
        ("2031-12-30", "2032-01-02", "30 December 2031 to 2 January 2032"),
    ],
)
def test_a_span_of_days_reads_as_people_write_it(earliest: str, latest: str, name: str) -> None:
    assert days_in_words(earliest, latest) == name


def test_only_a_whole_date_is_a_day() -> None:
    assert [iso_day(d) for d in ("2032-05-15", "2032-05", "XXXX-05-15", None, "2032-05-15/16")] == [
        "2032-05-15", "", "", "", "2032-05-15",
    ]  # fmt: skip


def test_each_dated_mention_stands_in_one_moment_at_its_words(desk: Desk) -> None:
    view = chronicle(desk.index)

    named = [saying(desk.index, time) for m in view.moments for time in m.times]
    assert len(named) == len(chronicle_listing(desk.index, view.moments).rows) > 30
    for said in named:
        text = desk.index.documents[said.doc].document.text
        assert text[said.start :].startswith(said.words)


def test_a_part_of_the_documents_has_a_chronicle_of_its_own(desk: Desk) -> None:
    doc = desk.index.corpus.documents[0].document.id

    view = chronicle(desk.index, {doc})

    assert {t.span.doc for m in view.moments for t in m.times} <= {doc}


def test_nothing_dated_gives_no_picture() -> None:
    assert time_picture(Chronicle(moments=(), tellings=(), undated=())) == ""


days = st.dates(min_value=datetime.date(1800, 1, 1)).map(lambda d: d.isoformat())


@given(st.lists(st.tuples(days, days), max_size=40), st.lists(days, max_size=12, unique=True))
def test_whatever_the_days_no_two_names_touch(
    spans: list[tuple[str, str]], told: list[str]
) -> None:
    moments = tuple(
        Moment(earliest=a, latest=b, name=days_in_words(a, b), times=(), documents=1)
        for a, b in sorted({(min(p), max(p)) for p in spans})
    )
    tellings = tuple(Telling(day=d, name=d, documents=(), statements=0) for d in sorted(told))

    drawn = time_picture(Chronicle(moments=moments, tellings=tellings, undated=()))

    upright = sorted(float(x) for x in re.findall(r"translate\(([\d.]+) ", drawn))
    assert all(b - a >= APART - 0.11 for a, b in pairwise(upright))
    if drawn:
        flat = [e for e in ET.fromstring(drawn).iter("text") if e.get("x")]
        assert all(0 <= float(e.get("x", "0")) <= WIDTH for e in flat)
        assert len({(e.get("y"), e.get("x")) for e in flat}) == len(flat)
