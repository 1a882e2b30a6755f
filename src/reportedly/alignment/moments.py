"""Dates and durations as answers: when did it happen, how long did it take.

Days that only date the report itself are left out. A coarse date ("in 1992") joins the day it holds
when its sentence speaks of the same thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportedly.alignment.answers import SCALES, Answer, near
from reportedly.alignment.passages import Passages
from reportedly.alignment.profiles import ordinal
from reportedly.alignment.vocabulary import WORD, Vocabulary
from reportedly.records import Approximator, DocId, Figure, Span, TimeKind, TimeRef

PERIOD = re.compile(r"P(T?)(\d{1,9}(?:\.\d{1,6})?)(Y|M|W|D|H|S|DE|CE)$")
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century"}
CLOCK = {"H": "hour", "M": "minute", "S": "second"}
HEDGE = {
    "APPROX": (Approximator.ABOUT, Decimal("0.9"), Decimal("1.1")),
    "LESS_THAN": (Approximator.UNDER, Decimal("0.9"), Decimal(1)),
    "MORE_THAN": (Approximator.OVER, Decimal(1), None),
    "EQUAL_OR_MORE": (Approximator.AT_LEAST, Decimal(1), None),
    "EQUAL_OR_LESS": (Approximator.AT_MOST, None, Decimal(1)),
}
PLACED = re.compile(r"[A-Z]{3,}[^.!?\n]{0,60}$")  # a town in capitals opens the line
UNPLACED = re.compile(r"XXXX-(?:\d\d-\d\d|WXX-\d)$")  # a day of an unknown year or week
DASH = re.compile(r"[^.!?\n]{0,30}?[-–—]")
OWN_CUE = 10  # code points before a date in which its own "by" or "until" stands
BEHIND_DATELINE = 40  # code points behind a date in which the dash of a dateline stands
SAME_SUBJECT = 0.08  # shared telling words that let "in 1992" join "25-26 February 1992"
COARSE_DAYS = 370  # longer intervals date a period, not an event


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text, as day ordinals, and what its sentence is about."""

    time: TimeRef
    first: int
    last: int
    about: frozenset[str]

    @property
    def fine(self) -> bool:
        """Whether it names one day or night."""
        return self.last - self.first <= 1


def durations(read: Passages, words: Vocabulary) -> list[Answer]:
    """Return one answer for each duration with a number."""
    return [a for t in read.records.times if (a := _duration(t, read, words)) is not None]


def _duration(time: TimeRef, read: Passages, words: Vocabulary) -> Answer | None:
    match = PERIOD.match(time.timex) if time.kind is TimeKind.DURATION else None
    if match is None:
        return None
    unit = (CLOCK if match[1] else UNITS).get(match[3], "day")
    unit, factor = SCALES.get(unit, (unit, Decimal(1)))
    value = Decimal(match[2]) * factor
    approximator, low, high = _hedged(time, value)
    figure = next((f for f in read.records.figures if f.number.overlaps(time.span)), None)
    if figure is not None and figure.approximator is not Approximator.EXACT:
        approximator, low, high = _from_figure(figure, value)
    start, end = read.sentence(time.span.start)
    return Answer(
        span=time.span,
        figure=figure if figure is not None and figure.unit == unit else None,
        time=time,
        approximator=approximator,
        low=low,
        high=high,
        value=value,
        unit=unit,
        counted="",
        about=read.about(start, end, words.everyday),
        near=near(read.text, time.span, (start, end)),
        position=start,
    )


def anniversaries(read: Passages, words: Vocabulary) -> list[Answer]:
    """Return one answer for each "32nd anniversary": years since an event."""
    return [_anniversary(m, read, words) for m in words.anniversary.finditer(read.text)]


def _anniversary(match: re.Match[str], read: Passages, words: Vocabulary) -> Answer:
    word = match.group(1).lower()
    value = Decimal(words.ordinals.get(word) or int(re.sub(r"\D", "", word)))
    span = Span(read.records.document.id, match.start(), match.end())
    start, end = read.sentence(span.start)
    return Answer(
        span=span,
        figure=None,
        approximator=Approximator.EXACT,
        low=value,
        high=value,
        value=value,
        unit="anniversary",
        counted="anniversary",
        predicate="anniversary",
        about=read.about(start, end, words.everyday),
        near=near(read.text, span, (start, end)),
        position=start,
    )


def _hedged(time: TimeRef, value: Decimal) -> tuple[Approximator, Decimal | None, Decimal | None]:
    kind, low, high = HEDGE.get(time.modifier or "", (Approximator.EXACT, Decimal(1), Decimal(1)))
    return kind, None if low is None else value * low, None if high is None else value * high


def _from_figure(
    figure: Figure, value: Decimal
) -> tuple[Approximator, Decimal | None, Decimal | None]:
    """Return the figure's bounds, scaled to the duration's unit."""
    best = figure.readings[0]
    if not best.value:
        return figure.approximator, None, None
    scale = value / best.value
    low, high = best.low, best.high
    return (
        figure.approximator,
        None if low is None else low * scale,
        None if high is None else high * scale,
    )


def moments(read: Passages, words: Vocabulary) -> list[Moment]:
    """Return the dates a text names, in reading order, without those that date the report."""
    found = []
    for time in read.records.times:
        first, last = ordinal(time.earliest), ordinal(time.latest)
        if time.kind not in (TimeKind.DATE, TimeKind.TIME) or first is None or last is None:
            continue
        if (
            last - first <= COARSE_DAYS
            and "REF" not in time.timex
            and not _dateline(time, read)
            and not is_due(time, read, words)
        ):
            start, end = read.sentence(time.span.start)
            found.append(Moment(time, first, last, read.about(start, end, words.everyday)))
    return found


def _dateline(time: TimeRef, read: Passages) -> bool:
    """Tell whether a date stands in the dateline: "BELMARE, April 6 (HW) - A fire ..."."""
    start = read.text.rfind("\n", 0, time.span.start) + 1
    before = read.text[start : time.span.start]
    after = read.text[time.span.end : time.span.end + BEHIND_DATELINE]
    return PLACED.match(before) is not None and DASH.match(after) is not None


def is_due(time: TimeRef, read: Passages, words: Vocabulary) -> bool:
    """Tell whether a date is one by which something is to come, seen from its own document.

    "by the end of 2026"; "the inquiry will report on 1 September", told in February.
    """
    published = read.records.document.published
    known = published is not None and published[:4].isdigit()
    ahead = not known or bool(time.latest and published and time.latest > published)
    if not time.latest or not (ahead or time.deadline):
        return False
    cues = words.future if known else words.future - words.until
    if ahead:
        return time.deadline or _hopes(time, read, cues, before=0)
    return _hopes(time, read, cues, before=OWN_CUE)  # "18,000 had been vaccinated by Thursday"


def _hopes(time: TimeRef, read: Passages, cues: frozenset[str], *, before: int) -> bool:
    """Tell whether a sentence has a cue other than within `before` code points of its date."""
    start, end = read.sentence(time.span.start)
    return any(
        m.group().lower() in cues
        for m in WORD.finditer(read.text, start, end)
        if not time.span.start - before <= m.start() < time.span.start
    )


def coming(every: list[Passages], words: Vocabulary) -> list[list[Moment]]:
    """Return the due dates of a story's documents, in groups of one date.

    "June of next year" joins "1 June" where both sentences speak of the same thing. A later
    document that names the date joins its group: it may tell what became of the promise.
    """
    groups: dict[str, list[Moment]] = {}
    named: dict[str, list[tuple[str, Moment]]] = {}
    for read, moment in _dated(every, words):
        day = moment.time.latest or ""
        if is_due(moment.time, read, words):
            groups.setdefault(day, []).append(moment)
        else:
            published = read.records.document.published or ""
            named.setdefault(day, []).append((published, moment))
    for day, group in groups.items():
        group += [m for published, m in named.get(day, ()) if published > day]
    return _gathered([groups[key] for key in sorted(groups)])


def _gathered(groups: list[list[Moment]]) -> list[list[Moment]]:
    """Return groups of due dates where a coarse date has joined the first day it holds."""
    fine = [group for group in groups if group[0].fine]
    apart: list[list[Moment]] = []
    for group in groups:
        home = None if group[0].fine else next((g for g in fine if _joins(group[0], g[0])), None)
        if home is None:
            apart.append(group)
        else:
            home.extend(group)
    return apart


def _dated(every: list[Passages], words: Vocabulary) -> Iterator[tuple[Passages, Moment]]:
    """Yield each date and time of day that may be placed in time."""
    for read in every:
        for time in read.records.times:
            if time.kind not in (TimeKind.DATE, TimeKind.TIME):
                continue
            first, last = ordinal(time.earliest), ordinal(time.latest)
            if last is not None:
                start, end = read.sentence(time.span.start)
                about = read.about(start, end, words.everyday)
                yield read, Moment(time, last if first is None else first, last, about)


def yearless(every: list[Passages]) -> list[list[TimeRef]]:
    """Return the days that texts name but cannot place in time, in groups of one spelling.

    "February 26", "on Thursday" in a report that bears no date.
    """
    groups: dict[str, list[TimeRef]] = {}
    for read in every:
        for time in read.records.times:
            if time.kind is TimeKind.DATE and UNPLACED.match(time.timex) and not time.latest:
                groups.setdefault(time.timex, []).append(time)
    return [groups[key] for key in sorted(groups)]


def main_day(found: dict[DocId, list[Moment]], published: dict[DocId, int | None]) -> int | None:
    """Return the day most of a story's documents name, the latest of those; None if none.

    A document's own day of publication counts half: it dates speeches more often than events.
    """
    weight: Counter[int] = Counter()
    for doc, inside in found.items():
        for day in {m.first for m in inside if m.fine}:
            weight[day] += 1 if day == published[doc] else 2
    return min(weight, key=lambda day: (-weight[day], -day)) if weight else None


def told_of(day: int, found: dict[DocId, list[Moment]]) -> list[Moment]:
    """Return the moments of a story that date the event of `day`: fine ones, and coarse ones
    whose sentences speak of the same thing."""
    every = [m for inside in found.values() for m in inside]
    fine = [m for m in every if m.fine and m.first <= day <= m.last]
    about = frozenset[str]().union(*(m.about for m in fine))
    coarse = [
        m
        for m in every
        if not m.fine and m.first <= day <= m.last and _share(m.about, about) >= SAME_SUBJECT
    ]
    return fine + coarse


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a) if a else 0.0


def dated_apart(found: dict[DocId, list[Moment]], used: list[Moment]) -> list[list[Moment]]:
    """Return the remaining dates of a story in groups of one day or one coarse interval."""
    taken = {m.time.id for m in used}
    rest = sorted(
        (m for inside in found.values() for m in inside if m.time.id not in taken),
        key=lambda m: (m.last - m.first, m.first, m.time.span),
    )
    groups: list[list[Moment]] = []
    for moment in rest:
        home = next((g for g in groups if _joins(moment, g[0])), None)
        if home is None:
            groups.append([moment])
        else:
            home.append(moment)
    return groups


def _joins(moment: Moment, first: Moment) -> bool:
    if (moment.first, moment.last) == (first.first, first.last):
        return True
    inside = moment.first <= first.first and first.last <= moment.last
    return inside and _share(first.about & moment.about, first.about) >= 2 * SAME_SUBJECT
