"""What has been told so far in one document: the anchors that bare expressions are counted from.

Invariant: a `Story` lives only while one document is resolved, and only grows in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.times.calendar import Period, plus_days
from reportedly.times.context import Published
from reportedly.times.drafts import Draft, Shift
from reportedly.times.values import Value

PUBLISHED = "published"
# A story may move on by this many years; a year further off is mentioned in passing.
_NEAR = 5
_FAR = 1_000_000  # paragraphs: never
# In a look back, days this close before the telling belong to it.
_TELLING = 10


@dataclass(slots=True)
class Story:
    """What has been told so far. Lives only while one document is resolved."""

    own: Published
    retelling: bool
    latest: date | None = None  # the latest day that the text names in full
    looking_back: bool = False  # an anniversary: dates follow one another since the event
    told: Period | None = None  # the last day, month, year ... told
    told_id: str | None = None
    day: Period | None = None  # the last day told
    night: Value | None = None  # the night told last, when it has two days
    paragraph: int = -1  # in which it was told
    quarter: Period | None = None  # the last quarter told, until a year is
    compared: int = -_FAR  # the paragraph it was told in
    here: int = 0  # the paragraph being read
    tense: str | None = None  # of the expression being read
    ahead: bool = False  # its verb is of the telling's future: "will", not "would"
    stamp: bool = False  # the expression opens a line
    names: bool = False  # the expression names a thing: "the August 1792 uprising"

    @property
    def anchor(self) -> tuple[date | None, str | None]:
        """The day that a bare expression is counted from, and its name."""
        if self.retelling and self.told is not None:
            return self.told.first, self.told_id
        if self.own.near is not None:
            return self.own.near, PUBLISHED
        return None, None

    @property
    def told_month(self) -> str | None:
        """The month told last, when no day of it is: "that day" is then one of its days."""
        told = self.told
        return told.first.isoformat()[:7] if told is not None and told.unit == "M" else None

    def tell(self, draft: Draft, value: Value, name: str) -> None:
        """Remember a resolved time as what later words may refer to."""
        if value.period is None or self._aside(draft, value.period) or self._of_telling(value):
            return
        if (
            draft.shift is not None
            and (draft.shift.compares or self.retelling)
            and (value.period.unit in ("Y", "Q"))
        ):
            return  # "the previous year" looks back for a moment
        self.told, self.told_id, self.paragraph = value.period, name, self.here
        self.day = value.period if value.period.unit == "D" else self.day
        self.night = value if value.timex.endswith("TNI") and "/" in (value.edtf or "") else None
        if value.period.unit == "Q" and (
            draft.quarter is not None or draft.shift is None or draft.shift.unit == "Q"
        ):
            self.quarter, self.compared = value.period, self.here
        elif value.period.unit == "Y":
            self.compared = -_FAR

    def _of_telling(self, value: Value) -> bool:
        """Tell whether a look back turns to its own day: "wreaths were laid today"."""
        own = self.own.near
        if not self.looking_back or own is None or value.period is None or self.told is None:
            return False
        return value.period.last >= plus_days(own, -_TELLING) and self.told.first.year < own.year

    def _aside(self, draft: Draft, period: Period) -> bool:
        """Tell whether a bare year only interrupts the story: "the largest since 1813".

        So does a month of an earlier year that names a thing: "the August 1792 uprising".
        """
        return (
            self.retelling
            and self.told is not None
            and (
                (self.names and period.first.year < self.told.first.year)
                or (
                    period.unit == "Y"
                    and self.told.unit != "Y"
                    and abs(self.told.first.year - period.first.year) > _NEAR
                )
            )
        )


def _is_long(told: Period | None) -> bool:
    return told is not None and told.unit in ("Y", "Q", "H")


def base_of(shift: Shift, story: Story) -> tuple[date | None, str | None]:
    """Return the day a step is counted from and the anchor's name."""
    if shift.told and shift.unit == "D" and story.day is not None and _is_long(story.told):
        return story.day.first, None  # "that day" of a year is the last day told
    if shift.told and story.told is not None:
        return story.told.first, story.told_id
    if shift.unit == "Y" and story.own.year is None and not story.retelling:
        # An undated text is hardly older than the last day it names.
        latest = story.latest or (story.day.first if story.day else None)
        if latest is not None:
            return latest, None
    return story.anchor
