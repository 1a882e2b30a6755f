"""The timeline as a picture: by day, what is said to have happened above, what was said below.

Days keep their order, not their distance: a year without news takes no room. A mention of more
than a month is left to the table, since it names no day.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape

from reportedly.views.index import Index

MOST = 24  # days in the picture, those most spoken of; more labels overlap at 62 rem
STEP, TOP, HEIGHT, WIDTH = 40, 58, 150, 1000  # CSS pixels
SMALLEST, GROWTH, LARGEST = 3.0, 1.2, 14.0  # radius: one mention, each more, at most
LEFT = 76  # room for the names of the tracks


def happened(index: Index) -> Counter[str]:
    """Count the mentions of each single day in the texts."""
    return Counter(
        t.earliest
        for r in index.corpus.documents
        for t in r.times
        if t.earliest and t.earliest == t.latest
    )


def told(index: Index) -> Counter[str]:
    """Count the credited statements by the day their document is dated."""
    found: Counter[str] = Counter()
    for statement in index.speakers:
        day = index.documents[index.statements[statement].doc].document.published
        if day and _is_day(day):
            found[day[:10]] += 1
    return found


def day_picture(index: Index) -> str:
    """Return an SVG of two tracks by day; "" when no single day is known."""
    above, below = happened(index), told(index)
    both = above + below
    days = sorted(sorted(both, key=lambda d: (-both[d], d))[:MOST])
    if not days:
        return ""
    step = min(STEP, (WIDTH - LEFT - 20) / len(days))
    width = LEFT + step * len(days) + 20
    parts = [_track("happening", TOP - 20, width), _track("telling", TOP + 20, width)]
    for n, day in enumerate(days):
        x = LEFT + step * (n + 0.5)
        parts.append(_disc(x, TOP - 20, above[day], note=f"{day}: {above[day]} mentions"))
        parts.append(_disc(x, TOP + 20, below[day], note=f"{day}: {below[day]} statements"))
        parts.append(
            f'<text transform="translate({x + 4:.0f} {HEIGHT - 4}) rotate(-60)">{day}</text>'
        )
    spoken = escape(f"{len(days)} days from {days[0]} to {days[-1]}")
    return (
        f'<svg class="days" viewBox="0 0 {width:.0f} {HEIGHT}" width="{width:.0f}" role="img" '
        f'aria-label="{spoken}">{"".join(parts)}</svg>'
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _track(name: str, y: int, width: float) -> str:
    line = f'<line class="axis" x1="{LEFT}" y1="{y}" x2="{width:.0f}" y2="{y}"/>'
    return f'{line}<text x="0" y="{y + 4}">{name}</text>'


def _disc(x: float, y: int, count: int, *, note: str) -> str:
    if not count:
        return ""
    radius = min(LARGEST, SMALLEST + GROWTH * (count - 1))
    return (
        f'<circle class="reading" cx="{x:.1f}" cy="{y}" r="{radius:.1f}">'
        f"<title>{escape(note)}</title></circle>"
    )
