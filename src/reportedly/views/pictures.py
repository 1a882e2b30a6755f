"""The range of a row as a picture: one line for each reading, from the lowest to the highest.

A line of its own for each reading leaves no two labels that could overlap. Our own shapes rather
than a charting library's: a picture takes 0.1 ms here and 1 kB, through Altair and vl-convert
200 ms and 10 kB with fixed colours. Nothing in a picture says which reading is right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportedly.views.drawing import box, curve, disc, fitted, label, line, picture
from reportedly.views.tables import plain

WIDTH = 320  # CSS pixels; fits a card on a telephone of 390
LEFT, RIGHT = 112, 252  # where the lowest and the highest value stand
LANE, TOP = 20, 4  # height of a reading's line; room above the first
MOST = 9  # readings drawn; the others are counted in a last line
SMALLEST, GROWTH, LARGEST = 4.0, 1.2, 8.0  # radius: one text, each more, at most
STRIP = (130, 18)  # the picture in a list: width, height
STEEP = 100  # from this ratio of highest to lowest on, a linear scale shows one clump: logarithmic


@dataclass(frozen=True, slots=True)
class ReadingMark:
    """One distinct answer to a question, and how many likely independent texts give it."""

    low: Decimal | None  # None = unbounded
    high: Decimal | None
    origins: int
    label: str  # as a person reads it: "nearly 300"


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand between two places."""

    low: float
    high: float
    start: float  # pixels
    end: float
    logarithmic: bool

    def at(self, value: Decimal) -> float:
        """Return the place of a value, in pixels."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        found = math.log10(float(value)) if self.logarithmic else float(value)
        share = (found - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def scale(values: Sequence[Decimal], start: float, end: float) -> Scale:
    """Return the scale that holds all values; logarithmic when they differ a hundredfold."""
    low, high = float(min(values)), float(max(values))
    if low > 0 and high / low >= STEEP:
        return Scale(math.log10(low), math.log10(high), start, end, True)
    return Scale(low, high, start, end, False)


def range_picture(marks: Sequence[ReadingMark]) -> str:
    """Return an SVG of the readings; "" when none has a number.

    Exact readings are discs, larger when more likely independent texts give them; intervals are
    bars; a side without a bound ends in an arrow.
    """
    ends = _ends(marks)
    if not ends:
        return ""
    ordered = sorted(marks, key=_order)
    drawn = _drawn(ordered)
    held = scale(ends, LEFT, RIGHT)
    parts: list[str] = []
    for at, mark in enumerate(drawn):
        y = TOP + LANE * (at + 0.5)
        parts += (
            label(0, y + 4, fitted(mark.label, LEFT - 18), bold=True),
            line((LEFT, y), (RIGHT, y), faint=0.3),
            _shape(mark, held, y),
            label(WIDTH, y + 4, _texts(mark.origins), anchor="end", faint=True),
        )
    y = TOP + LANE * len(drawn) + 12
    rest = len(ordered) - len(drawn)
    below = [f"and {rest} more readings between"] if rest else []
    below += ["logarithmic scale"] if held.logarithmic else []
    if below:
        parts.append(label(0, y, " · ".join(below), faint=True))
    height = y + 6 if below else TOP * 2 + LANE * len(drawn)
    return picture("range", (WIDTH, height), parts, **_spoken(ordered))


def range_strip(marks: Sequence[ReadingMark]) -> str:
    """Return the same as one small line without words, for a list; "" without a number."""
    ends = _ends(marks)
    if not ends:
        return ""
    width, height = STRIP
    held = scale(ends, 10, width - 10)
    ordered = sorted(marks, key=_order)
    parts = [line((10, height / 2), (width - 10, height / 2), faint=0.45)]
    parts += [_shape(mark, held, height / 2) for mark in ordered]
    return picture("strip", STRIP, parts, **_spoken(ordered))


def _ends(marks: Sequence[ReadingMark]) -> list[Decimal]:
    return [v for m in marks for v in (m.low, m.high) if v is not None]


def _spoken(ordered: Sequence[ReadingMark]) -> dict[str, str]:
    count = f"{len(ordered)} readings" if len(ordered) != 1 else "1 reading"
    return {
        "title": f"{count} from the lowest to the highest",
        "desc": "; ".join(f"{m.label}: {_texts(m.origins)}" for m in ordered),
    }


def _texts(count: int) -> str:
    return f"{count} texts" if count != 1 else "1 text"


def _drawn(ordered: Sequence[ReadingMark]) -> list[ReadingMark]:
    """Return the first, the last, and those between them that most texts give, in order."""
    if len(ordered) <= MOST:
        return list(ordered)
    between = sorted(range(1, len(ordered) - 1), key=lambda n: (-ordered[n].origins, n))
    kept = sorted({0, len(ordered) - 1, *between[: MOST - 2]})
    return [ordered[n] for n in kept]


def _order(mark: ReadingMark) -> tuple[Decimal, Decimal, str]:
    first = mark.low if mark.low is not None else mark.high
    last = mark.high if mark.high is not None else mark.low
    assert first is not None or last is None
    return (first or Decimal(0), last or Decimal(0), mark.label)


def _shape(mark: ReadingMark, held: Scale, y: float) -> str:
    radius = min(LARGEST, SMALLEST + GROWTH * (mark.origins - 1))
    if mark.low is not None and mark.low == mark.high:
        return disc(held.at(mark.low), y, radius)
    left = held.at(mark.low) if mark.low is not None else held.start - 6
    right = held.at(mark.high) if mark.high is not None else held.end + 6
    if mark.low is None or mark.high is None:
        left, right = min(left, held.end - 10), max(right, held.start + 10)
    bar = box((left, y - 4), (max(3.0, right - left), 8), round=3, faint=0.55)
    tips = (_arrow(left, y, -1) if mark.low is None else "") + (
        _arrow(right, y, 1) if mark.high is None else ""
    )
    return bar + tips


def _arrow(x: float, y: float, side: int) -> str:
    path = f"M{x:.1f} {y - 6:.1f} L{x + 5 * side:.1f} {y:.1f} L{x:.1f} {y + 6:.1f}"
    return curve(path, weight=2)


def label_of(low: Decimal | None, high: Decimal | None, value: Decimal | None) -> str:
    """Return a reading as a short label: "41", "24–99", "over 140"."""
    if value is not None and low == high:
        return plain(value)
    if low is None:
        return f"up to {plain(high)}"
    if high is None:
        return f"{plain(value if value is not None else low)} or more"
    return f"{plain(low)}–{plain(high)}"
