"""Low, high and most repeated of a row, under the aggregation rule the user named.

`range` takes the exact witnesses (all of them where none is exact), `most_repeated` the value with
most origins, `conservative` the lowest low and the lowest high, `latest` the newest as-of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from reportedly.records import Approximator, Witness

Bounds: TypeAlias = tuple[Decimal | None, Decimal | None]


def origin_of(witness: Witness) -> str:
    """Return what a witness counts as when copies are counted once."""
    return witness.origin or f"{witness.span.doc}"


def another(first: Witness, among: list[Witness]) -> Witness:
    """Return a witness of another document, and of another origin where there is one."""
    apart = [w for w in among if w.span.doc != first.span.doc]
    return next((w for w in apart if origin_of(w) != origin_of(first)), apart[0])


def most_repeated(witnesses: list[Witness]) -> Decimal | None:
    """Return the exact value that most origins give; None on a tie or without values."""
    origins: dict[Decimal, set[str]] = defaultdict(set)
    for w in witnesses:
        if w.value is not None:
            origins[w.value].add(origin_of(w))
    if not origins:
        return None
    most = max(len(found) for found in origins.values())
    best = [value for value, found in origins.items() if len(found) == most]
    return best[0] if len(best) == 1 else None


def bounds(witnesses: list[Witness], aggregation: str) -> Bounds:
    """Return low and high of a row, unbounded sides as None."""
    numeric = [w for w in witnesses if w.low is not None or w.high is not None]
    return RULES[aggregation](numeric) if numeric else (None, None)


def _range(witnesses: list[Witness]) -> Bounds:
    exact = [w for w in witnesses if w.approximator is Approximator.EXACT]
    return _widest(exact or witnesses)


def _widest(witnesses: list[Witness]) -> Bounds:
    lows = [w.low for w in witnesses if w.low is not None]
    highs = [w.high for w in witnesses if w.high is not None]
    low = min(lows) if len(lows) == len(witnesses) else None
    high = max(highs) if len(highs) == len(witnesses) else None
    if low is None and high is None:
        return (min(lows) if lows else None, max(highs) if highs else None)
    return low, high


def _most_repeated(witnesses: list[Witness]) -> Bounds:
    value = most_repeated(witnesses)
    return (value, value) if value is not None else _range(witnesses)


def _conservative(witnesses: list[Witness]) -> Bounds:
    low, _ = _widest(witnesses)
    highs = [w.high for w in witnesses if w.high is not None]
    return low, min(highs) if highs else None


def _latest(witnesses: list[Witness]) -> Bounds:
    newest = max((w.as_of or "") for w in witnesses)
    return _range([w for w in witnesses if (w.as_of or "") == newest])


RULES: dict[str, Callable[[list[Witness]], Bounds]] = {
    "range": _range,
    "most_repeated": _most_repeated,
    "conservative": _conservative,
    "latest": _latest,
}
