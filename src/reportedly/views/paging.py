"""A long list a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list, never outside it."""

    items: tuple[T, ...]
    page: int  # from 1
    pages: int  # at least 1
    total: int


def paged(found: Sequence[T], page: int, size: int) -> Paged[T]:
    """Return a page of `size` items; a page that is not there becomes the nearest one."""
    pages = max(1, -(-len(found) // size))
    page = min(max(1, page), pages)
    return Paged(tuple(found[(page - 1) * size : page * size]), page, pages, len(found))
