"""The floor on the annotated reports of our own that lie in the project: nothing to skip here."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.records import Mode, Statement
from reportedly.stage import Tools
from reportedly.training.markup import Annotated, Attribution, data_digest, read_data
from reportedly.training.scores import measure

DEV = Path(__file__).parent.parent.parent / "data" / "corpus" / "dev-events"
DIGEST = "2d14fd7de54869985011942466220764a895761fa1e4f2c8cd17a562e3713e1a"
PAIR, CONTENT = 0.5, 0.5  # F1; measured with: python -m pytest -m gate -s

pytestmark = pytest.mark.gate


@pytest.fixture(scope="module")
def reports() -> list[Annotated]:
    """The six development events, never trained on."""
    return list(read_data(DEV))


def given(statement: Statement) -> Attribution:
    """Return a statement as the annotation names its parts."""
    return Attribution(
        kind=None,
        source=tuple((s.start, s.end) for s in statement.source),
        cue=tuple((s.start, s.end) for s in statement.cue),
        content=tuple((s.start, s.end) for s in statement.content),
    )


def test_the_reports_are_those_the_floors_were_set_on(reports: list[Annotated]) -> None:
    assert data_digest(reports) == DIGEST


def test_attribution_keeps_its_floor(reports: list[Annotated], tools: Tools) -> None:
    scored = []
    for report in reports:
        records = pipeline.analyse(report.text, tools=tools)
        found = [given(s) for s in records.statements if s.mode is not Mode.NARRATOR]
        scored.append((report.text, report.attributions, found))

    result = measure(scored)

    print({name: round(value, 4) for name, value in result.items()})
    assert result["pair F1"] >= PAIR
    assert result["content F1"] >= CONTENT
