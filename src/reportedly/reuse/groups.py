"""What hangs together by a chain of pairs; the least of a group stands for it."""

from __future__ import annotations

from typing import TypeVar

from reportedly.records import Span

T = TypeVar("T", int, Span)


def least(above: dict[T, T], one: T) -> T:
    """Return what stands for the group of `one`, which is a new group if it is in none."""
    while (up := above.setdefault(one, one)) != one:
        above[one] = above.setdefault(up, up)
        one = up
    return one


def join(above: dict[T, T], a: T, b: T) -> None:
    """Make the groups of two one."""
    low, high = sorted((least(above, a), least(above, b)))
    above[high] = low
