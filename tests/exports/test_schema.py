"""Columns and rows are one contract."""

from __future__ import annotations

import pytest

from reportedly.exports.rows import TABLES
from reportedly.exports.schema import COLUMNS, NESTED, SIMPLE
from reportedly.records import Corpus

FORMS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    **dict.fromkeys(("event", "passage", "tally"), (dict,)),
}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_row_has_exactly_the_columns_of_its_table_in_order(table: str, demo: Corpus) -> None:
    rows = list(TABLES[table](demo))

    assert all(list(row) == list(COLUMNS[table]) for row in rows)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_cell_is_of_its_columns_kind(table: str, demo: Corpus) -> None:
    for row in TABLES[table](demo):
        for name, kind in COLUMNS[table].items():
            assert kind in (*SIMPLE, *NESTED)
            form = FORMS.get(kind, (list,))
            assert row[name] is None or isinstance(row[name], form), (name, row[name])


def test_every_format_of_the_command_line_has_a_writer() -> None:
    from reportedly.cli.writing import Format
    from reportedly.exports import WRITERS

    assert {form.value for form in Format} == set(WRITERS)
