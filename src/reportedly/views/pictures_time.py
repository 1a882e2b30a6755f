"""The two tracks of time as a picture: lozenges and discs above, days of telling below.

Days keep their order; the distance between two days grows with the logarithm of the days between,
so that a year without news takes little room and an hour of many reports is not a blot.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from reportedly.views.chronicle import Chronicle, Moment, Telling, most_told
from reportedly.views.drawing import disc, label, line, lozenge, picture, width_of
from reportedly.views.questions import day_in_words

WIDTH, LEFT, RIGHT = 960, 112, 20  # pixels; room for the names of the tracks
NEAR, FAR = 26.0, 22.0  # pixels between neighbouring days, and more for each tenfold distance
MOST_DAYS, MOST_SPANS = 26, 10  # single days and longer spans drawn, those most documents name
LANE, DAYS = 20, 84  # height of a lozenge's lane; room for the days' names, written upwards
APART = 15  # pixels between two names written upwards
SMALLEST, GROWTH, LARGEST = 3.5, 1.3, 11.0  # radius: one document, each more, at most
ONE_DAY = 30  # a track with a single day stands here, off the edge


def time_picture(view: Chronicle) -> str:
    """Return an SVG of both tracks; "" when no day is known."""
    days = most_told((m for m in view.moments if m.earliest == m.latest), MOST_DAYS)
    spans = most_told((m for m in view.moments if m.earliest != m.latest), MOST_SPANS)
    told = _most_told(view.tellings)
    if not days and not told and not spans:
        return ""
    place = _places(days, spans, told)
    lanes = _lanes(spans, place)
    top = LANE * (max((lane for _, lane in lanes), default=-1) + 1) + 16
    parts = [_span(moment, lane, place) for moment, lane in lanes]
    happened, said = top, top + 40
    parts += _track("said to happen", happened)
    parts += _track("said", said)
    parts += [_happening(m, place, happened) for m in days]
    parts += [_telling(t, place, said) for t in told]
    parts += _names(days, told, (place, happened, said))
    return picture("time", (WIDTH, said + DAYS + 22), parts, **_spoken(days, spans, told))


def _most_told(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    ranked = sorted(tellings, key=lambda t: (-len(t.documents), t.day))
    return tuple(sorted(ranked[:MOST_DAYS], key=lambda t: t.day))


def _places(
    days: Sequence[Moment], spans: Sequence[Moment], told: Sequence[Telling]
) -> dict[str, float]:
    """Return where each day stands, in pixels."""
    known = {m.earliest for m in days} | {t.day for t in told}
    known |= {day for m in spans for day in (m.earliest, m.latest)}
    ordered = sorted(known)
    at = [0.0]
    for one, two in pairwise(ordered):
        at.append(at[-1] + NEAR + FAR * math.log10(max(1, _ordinal(two) - _ordinal(one))))
    room = WIDTH - LEFT - RIGHT - 2 * ONE_DAY
    share = min(1.0, room / at[-1]) if at[-1] else 1.0
    return {day: LEFT + ONE_DAY + x * share for day, x in zip(ordered, at, strict=True)}


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _lanes(spans: Iterable[Moment], place: dict[str, float]) -> list[tuple[Moment, int]]:
    """Return each span with the first lane in which it and its name touch no other."""
    ends: list[float] = []
    found: list[tuple[Moment, int]] = []
    for moment in sorted(spans, key=lambda m: (place[m.earliest], m.latest)):
        start, end = _extent(moment, place)
        lane = next((n for n, edge in enumerate(ends) if edge < start), len(ends))
        ends[lane : lane + 1] = [end]
        found.append((moment, lane))
    return found


def _extent(moment: Moment, place: dict[str, float]) -> tuple[float, float]:
    start, end, name = place[moment.earliest], place[moment.latest], width_of(moment.name)
    if end + 6 + name <= WIDTH:
        return start - 4, end + 10 + name
    return start - 10 - name, end + 4


def _span(moment: Moment, lane: int, place: dict[str, float]) -> str:
    y = 10 + LANE * lane
    start, end = place[moment.earliest], place[moment.latest]
    shape = lozenge(start, max(end, start + 6), y, half=6, note=_note(moment))
    if end + 6 + width_of(moment.name) <= WIDTH:
        return shape + label(end + 6, y + 4, moment.name)
    return shape + label(start - 6, y + 4, moment.name, anchor="end")


def _track(name: str, y: float) -> list[str]:
    return [label(0, y + 4, name, bold=True), line((LEFT, y), (WIDTH - RIGHT, y), faint=0.4)]


def _happening(moment: Moment, place: dict[str, float], y: float) -> str:
    return disc(place[moment.earliest], y, _radius(moment.documents), note=_note(moment))


def _telling(telling: Telling, place: dict[str, float], y: float) -> str:
    outlets = ", ".join(dict.fromkeys(outlet for _, outlet in telling.documents))
    note = f"{telling.name}: {outlets}"
    return disc(place[telling.day], y, _radius(len(telling.documents)), hollow=True, note=note)


def _radius(documents: int) -> float:
    return min(LARGEST, SMALLEST + GROWTH * (documents - 1))


def _note(moment: Moment) -> str:
    count = f"{moment.documents} documents" if moment.documents != 1 else "1 document"
    return f"{moment.name}: named in {count}"


def _names(
    days: Sequence[Moment],
    told: Sequence[Telling],
    context: tuple[dict[str, float], float, float],
) -> list[str]:
    """Name the days beneath the tracks, those of most documents first, as far as there is room."""
    place, happened, said = context
    weight: dict[str, int] = {}
    for moment in days:
        weight[moment.earliest] = weight.get(moment.earliest, 0) + moment.documents
    for telling in told:
        weight[telling.day] = weight.get(telling.day, 0) + len(telling.documents)
    named: list[float] = []
    parts: list[str] = []
    for day in sorted(weight, key=lambda d: (-weight[d], d)):
        x = place[day]
        if all(abs(x - other) >= APART for other in named):
            named.append(x)
            parts.append(line((x, happened), (x, said + 14), faint=0.25))
            parts.append(label(x + 4, said + 18, _short(day), turned=-90, anchor="end"))
    return parts


def _short(day: str) -> str:
    """Return a day with its month cut to three letters: "12 Sep 2031"."""
    number, month, year = day_in_words(day).split(" ")
    return f"{number} {month[:3]} {year}"


def _spoken(
    days: Sequence[Moment], spans: Sequence[Moment], told: Sequence[Telling]
) -> dict[str, str]:
    named = "; ".join(map(_note, (*spans, *days)))
    said = "; ".join(f"{t.name}: {len(t.documents)} documents" for t in told)
    return {
        "title": "When things are said to have happened, and when that was said",
        "desc": f"Said to happen: {named}. Said on: {said}.",
    }
