"""The benchmarks can be listed and named, and the model of scale adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.__main__ import main, names, purpose
from benchmarks.scale import CORPORA, cost, units


def test_every_benchmark_is_listed_with_its_purpose(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0

    listed = capsys.readouterr().out
    assert {"copies", "cluster_copies", "engine_trial", "scale"} <= set(names())
    assert [name for name in names() if f"{purpose(name)}\n" not in listed] == []
    assert [name for name in names() if not purpose(name)] == []


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["abacus"]) == 2

    assert "no benchmark is called 'abacus'" in capsys.readouterr().err


def test_reading_costs_grow_with_words_and_aligning_with_pairs() -> None:
    unit = units()
    day, year, _ = CORPORA

    assert cost(year, unit).reading == pytest.approx(365 * cost(day, unit).reading)
    more = replace(unit, pairs=2 * unit.pairs)
    assert cost(day, unit).copies < cost(day, more).copies < 2 * cost(day, unit).copies
