"""The search in buckets finds what the search in memory does, however little it holds at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reportedly.engines.cluster import Sizes, copies
from reportedly.engines.cluster.plan import Spread, plan_of
from reportedly.engines.cluster.storage import storage_of
from reportedly.engines.cluster.work import Work
from reportedly.reuse.candidates import PARTNERS, Prints, candidates
from reportedly.settings import Settings

tables = pytest.importorskip("reportedly.engines.cluster.tables")
pytest.importorskip("pyarrow")
DOCUMENTS = 2 * PARTNERS


def invented(seed: int) -> Prints:
    """Return fingerprints by document: some of all, some of many that share much, some of few."""
    chance = np.random.default_rng(seed)
    own = [
        np.unique(
            np.concatenate(
                [
                    np.array([1, 2]),
                    np.arange(10, 25) if doc % 3 else np.array([10]),
                    chance.integers(1000, 1400, size=30),
                ]
            )
        )
        for doc in range(DOCUMENTS)
    ]
    values = np.concatenate(own).astype(np.uint64)
    return Prints(values, np.repeat(np.arange(DOCUMENTS), [len(v) for v in own]))


def searched(place: Path, prints: Prints) -> tuple[list[tuple[int, int]], list[int]]:
    """Return pairs and stock as the steps of a cluster run find them."""
    storage = storage_of(str(place))
    spread = Spread(parts=("p",), batches=(("p",),), buckets=1)
    made = copies._table(doc=prints.documents.astype(np.uint64), value=prints.values)
    tables.write_buckets(storage, "prints/0", made, bucket=np.zeros(len(prints.values), np.int64))
    plan = plan_of(("invented",), Settings(), Sizes())
    for step, part in (
        (copies.meet, "0"),
        (copies.count_closeness, "0"),
        (copies.find_stock, copies.WHOLE),
        (copies.choose_pairs, "0"),
    ):
        step(Work(storage=storage, plan=plan, part=part, spread=spread))
    pairs = tables.read_table(storage, "pairs/0").to_pylist()
    stock = tables.read_table(storage, f"stock/{copies.WHOLE}").column("value").to_pylist()
    return [(row["a"], row["b"]) for row in pairs], stock


@pytest.mark.parametrize("stretch", [1, 7, PARTNERS, 1 << 17])
def test_a_stretch_at_a_time_finds_the_same_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(copies, "STRETCH", stretch)
    prints = invented(7)

    pairs, stock = searched(tmp_path, prints)

    expected, expected_stock = candidates(prints, DOCUMENTS)
    assert len(expected) > 100
    assert len(expected_stock) > 1
    assert pairs == expected
    assert stock == expected_stock.tolist()
