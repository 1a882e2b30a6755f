"""A worker multiplies on one thread, whatever its parent was started with."""

from __future__ import annotations

import os

import pytest

from reportedly.engines.processes import pool_of
from reportedly.settings import Settings


def nothing(_: Settings) -> None:
    """Start without loading anything."""


def threads() -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


def test_a_worker_is_told_before_it_loads_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")

    with pool_of(nothing, Settings(), workers=1) as pool:
        assert pool.submit(threads).result() == "1"
