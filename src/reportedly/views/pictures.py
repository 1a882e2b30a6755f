"""The range picture of a row: where each reading lies between low and high, as inline SVG.

A dozen shapes a row do not need a charting library: drawing them here takes under a millisecond a
row, prints sharply and adds no request. No colour says which reading is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from reportedly.views.tables import plain

WIDTH, HEIGHT = 360, 58  # CSS pixels
LEFT, RIGHT = 34, 326  # where the lowest and the highest value stand
LINE = 26  # height of the line
SMALLEST, GROWTH, LARGEST = 4.0, 2.2, 11.0  # radius of a reading: first origin, each more, at most
LABELS_APART = 46  # labels nearer than this to the one before are left out


@dataclass(frozen=True, slots=True)
class ReadingMark:
    """One distinct answer to a question, and how many likely independent texts give it."""

    low: Decimal | None  # None = unbounded
    high: Decimal | None
    origins: int
    label: str  # as a person reads it: "nearly 300"


def range_picture(marks: Sequence[ReadingMark]) -> str:
    """Return an SVG of the readings; "" when none has a number.

    Exact readings are discs, sized by likely independent texts; intervals are bars; a side
    without a bound ends in an arrow.
    """
    ends = [v for m in marks for v in (m.low, m.high) if v is not None]
    if not ends:
        return ""
    low, high = min(ends), max(ends)
    parts = [f'<line class="axis" x1="{LEFT}" y1="{LINE}" x2="{RIGHT}" y2="{LINE}"/>']
    last = -LABELS_APART
    for mark in sorted(marks, key=_order):
        x1, x2 = _at(mark.low, low, high), _at(mark.high, low, high)
        parts.append(_shape(mark, x1, x2))
        middle = _middle(x1, x2)
        if middle - last >= LABELS_APART:
            text = escape(mark.label)
            parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 6}">{text}</text>')
            last = middle
    spoken = escape(
        "; ".join(f"{m.label}: {m.origins} independent" for m in sorted(marks, key=_order))
    )
    return (
        f'<svg class="range" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{spoken}"><title>{spoken}</title>{"".join(parts)}</svg>'
    )


def _order(mark: ReadingMark) -> tuple[Decimal, Decimal, str]:
    first = mark.low if mark.low is not None else mark.high
    last = mark.high if mark.high is not None else mark.low
    assert first is not None or last is None
    return (first or Decimal(0), last or Decimal(0), mark.label)


def _at(value: Decimal | None, low: Decimal, high: Decimal) -> float | None:
    if value is None:
        return None
    if low == high:
        return (LEFT + RIGHT) / 2
    return LEFT + float((value - low) / (high - low)) * (RIGHT - LEFT)


def _middle(x1: float | None, x2: float | None) -> int:
    found = [x for x in (x1, x2) if x is not None]
    return round(sum(found) / len(found)) if found else LEFT


def _shape(mark: ReadingMark, x1: float | None, x2: float | None) -> str:
    radius = min(LARGEST, SMALLEST + GROWTH * (mark.origins - 1))
    if x1 is not None and x1 == x2 and mark.low == mark.high:
        return f'<circle class="reading" cx="{x1:.1f}" cy="{LINE}" r="{radius:.1f}"/>'
    left = x1 if x1 is not None else 6.0
    right = x2 if x2 is not None else WIDTH - 6.0
    bar = (
        f'<rect class="interval" x="{left:.1f}" y="{LINE - radius:.1f}" '
        f'width="{max(2.0, right - left):.1f}" height="{2 * radius:.1f}" rx="3"/>'
    )
    return bar + _arrow(right, x2 is None, 1) + _arrow(left, x1 is None, -1)


def _arrow(x: float, open_: bool, side: int) -> str:
    if not open_:
        return ""
    tip = x + 5 * side
    return f'<path class="open" d="M{x:.1f} {LINE - 6} L{tip:.1f} {LINE} L{x:.1f} {LINE + 6}"/>'


def label_of(low: Decimal | None, high: Decimal | None, value: Decimal | None) -> str:
    """Return a reading as a short label: "41", "24–99", "over 140"."""
    if value is not None and low == high:
        return plain(value)
    if low is None:
        return f"up to {plain(high)}"
    if high is None:
        return f"{plain(value if value is not None else low)} or more"
    return f"{plain(low)}–{plain(high)}"
