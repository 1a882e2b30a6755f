"""Quality floors: accuracy cannot rot silently, nor can the gold be edited silently.

`gates.json` holds for each set the digest of its gold and the floor of each measure. A floor only
ever rises; who raises accuracy raises the floor in the same commit.
"""

from __future__ import annotations

import json

import pytest

from tests.gold.measure import GATES, available, data_digest, measures

FLOORS: dict[str, dict[str, str | float]] = json.loads(GATES.read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(not available(), reason="the benchmark data do not lie beside the project"),
]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_gold_is_the_one_the_floors_were_set_on(name: str) -> None:
    assert data_digest(name) == FLOORS[name]["digest"]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_measure_falls_below_its_floor(name: str) -> None:
    found = measures(name)

    below = {
        measure: (found.get(measure), floor)
        for measure, floor in FLOORS[name].items()
        if isinstance(floor, float | int) and found.get(measure, 0.0) < floor
    }
    assert below == {}
