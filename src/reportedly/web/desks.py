"""The desk of a request: look-ups kept as long as the index they are made from."""

from __future__ import annotations

from functools import cached_property, lru_cache

from fastapi import Request

from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.views.home import totals
from reportedly.views.queue import cards
from reportedly.web.pages import bench_of
from reportedly.web.snapshot import Snapshot


def desk_of(request: Request) -> Desk:
    """Return the desk for what pages of this request show."""
    return desk_for(bench_of(request).shot())


@lru_cache(maxsize=2)  # the snapshot that is shown, and the one that a slow request still reads
def desk_for(shot: Snapshot) -> Desk:
    """Return the desk for one state of the ledger."""
    return _over(shot.index).beside(shot.decisions)


@lru_cache(maxsize=2)
def _over(index: Index) -> Desk:
    return Desk(index)


def warm(shot: Snapshot) -> None:
    """Make the look-ups of a new index before the first page asks for them."""
    desk = desk_for(shot)
    for made in (shot.index, desk):
        for name, value in vars(type(made)).items():
            if isinstance(value, cached_property):
                getattr(made, name)
    for make in (totals, cards):
        shot.once(make)
