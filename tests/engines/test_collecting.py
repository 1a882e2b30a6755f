"""Garbage is looked for seldom while documents are related, and as before behind it."""

from __future__ import annotations

import gc

import pytest

from reportedly.engines.collecting import SELDOM
from reportedly.engines.spreading import spreading
from reportedly.settings import Settings
from reportedly.stage import Job, Tools


def fail(workers: int) -> None:
    """Go wrong while documents are related."""
    with spreading(Settings(workers=workers)):
        assert gc.get_threshold()[0] == SELDOM
        raise KeyError


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_inside_leaves_it_as_it_was(workers: int) -> None:
    before = gc.get_threshold()

    with pytest.raises(KeyError):
        fail(workers)
    assert gc.get_threshold() == before


def threshold(_job: Job, _tools: Tools) -> bytes:
    """Say after how many new objects a process looks."""
    return str(gc.get_threshold()[0]).encode()


def test_a_worker_looks_seldom_too() -> None:
    with spreading(Settings(workers=2)) as made:
        assert made is not None

        assert list(made(threshold, iter([(b"",)]))) == [str(SELDOM).encode()]
