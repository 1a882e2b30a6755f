"""What a run changed is told row by row."""

from __future__ import annotations

from dataclasses import replace

from reportedly import pipeline
from reportedly.stage import Tools
from reportedly.views import Index
from reportedly.views.changes import changes

TEXT = "Fire at the rope works killed 14 people, the mayor said on Friday.\n"


def test_a_row_that_is_new_gone_or_other_is_told(tools: Tools) -> None:
    one = pipeline.analyse(TEXT, published="2031-05-03", tools=tools)
    full = pipeline.relate((one,), tools)
    empty = replace(full, ledger=replace(full.ledger, rows=(), relations=()))
    row = full.ledger.rows[0]
    other = replace(full, ledger=replace(full.ledger, rows=(replace(row, speakers=9),)))

    assert changes(Index(full), Index(full)).total == 0
    assert changes(None, Index(full)).total == 0
    assert next(c.before for c in changes(Index(empty), Index(full)).changes) == ""
    assert next(c.after for c in changes(Index(full), Index(empty)).changes) == ""
    assert "9 speakers" in changes(Index(full), Index(other)).changes[0].after
