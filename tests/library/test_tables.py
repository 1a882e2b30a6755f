"""Tables of answers for notebooks and data libraries."""

from __future__ import annotations

import sys

import pytest
from pandas import isna

from reportedly.errors import MissingLibrary
from reportedly.library import OpenLedger, Table
from reportedly.library.answers import (
    DocumentRow,
    PassageRow,
    QuestionRow,
    RelationRow,
    SpeakerRow,
    StatementRow,
    WitnessRow,
)
from reportedly.records import Corpus

HOSTILE = PassageRow(
    document="d1",
    start=0,
    end=9,
    text="<script>alert(1)</script> & more",
    outlet='<img src=x onerror="alert(2)">',
    published=None,
    place="a:0",
)


@pytest.fixture(scope="module")
def rows(demo: Corpus) -> Table[QuestionRow]:
    return OpenLedger(corpus=demo, versions={}).rows()


def test_a_table_is_a_sequence(rows: Table[QuestionRow]) -> None:
    assert rows[0] == next(iter(rows))
    assert [r.id for r in rows[:3]] == [r.id for r in rows][:3]
    assert len(rows.where(lambda r: r.documents > 1)) < len(rows)
    assert repr(rows[:2]) == "<2 QuestionRow>"
    assert list(rows.to_dicts()[0]) == list(rows.columns)


def test_all_frames_hold_the_same(rows: Table[QuestionRow]) -> None:
    expected = [(r.id, r.question, r.low, r.documents) for r in rows]
    names = ["id", "question", "low", "documents"]

    frame = rows.to_pandas()
    columns = [[None if isna(v) else v for v in frame[name]] for name in names]
    assert list(zip(*columns, strict=True)) == expected
    assert rows.to_polars().select(names).rows() == expected
    assert [tuple(d[n] for n in names) for d in rows.to_arrow().to_pylist()] == expected


def test_an_empty_table_has_the_types_of_a_full_one(rows: Table[QuestionRow]) -> None:
    empty = rows[:0]

    assert empty.to_arrow().schema == rows.to_arrow().schema
    assert list(empty.to_pandas().dtypes) == list(rows.to_pandas().dtypes)
    assert empty.to_polars().schema == rows.to_polars().schema


@pytest.mark.parametrize(
    "kind",
    [DocumentRow, PassageRow, QuestionRow, RelationRow, SpeakerRow, StatementRow, WitnessRow],
)
def test_every_kind_of_row_is_a_frame(kind: type[PassageRow]) -> None:
    empty = Table(kind, ())

    assert list(empty.to_pandas().columns) == list(empty.columns)
    assert empty.to_polars().columns == list(empty.columns)
    assert empty.to_arrow().column_names == list(empty.columns)


@pytest.mark.parametrize(
    ("library", "said"),
    [
        ("pandas", "pip install pandas"),
        ("polars", "pip install polars"),
        ("pyarrow", r"pip install 'reportedly\[tables\]'"),
    ],
)
def test_a_missing_library_is_named_with_its_remedy(
    library: str, said: str, rows: Table[QuestionRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    convert = {"pandas": rows.to_pandas, "polars": rows.to_polars, "pyarrow": rows.to_arrow}

    with pytest.raises(MissingLibrary, match=said):
        convert[library]()


def test_a_notebook_shows_escaped_text_and_counts_what_it_leaves_out() -> None:
    page = Table(PassageRow, (HOSTILE,) * 25)._repr_html_()

    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<tr>") == 21
    assert "5 more rows" in page
