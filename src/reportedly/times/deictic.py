"""Rules for times told from an anchor: "last week", "two days later", "a year ago"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft, Shift
from reportedly.times.durations import APPROXIMATE, LENGTH, UNITX, named
from reportedly.times.fragments import MODIFIER, RELYEAR, collect
from reportedly.times.grammar import LETTERS, letters
from reportedly.times.lexer import Tokens
from reportedly.times.numbers import amount
from reportedly.times.rule import rule

_UNITS = letters("UNITS", "UNIT", "YEARWORD", "QUARTER")
_CLOCK_UNITS = ("TH", "TM", "TS")
_STEPS = letters("LAST", "NEXT", "THIS", "THAT", "LATEST")
_NUMBERS = letters("NUMBER", "DAY", "YEAR")
_ANYUNIT = "(?:UNIT|YEARWORD|QUARTER)"


def named_day(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "today", "late yesterday", "tomorrow", "tonight"."""
    return collect(tokens, i, j)


def stepped_unit(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "last week", "early next year", "the following month", "this weekend"."""
    return _stepped(tokens, i, j)


def _stepped(tokens: Tokens, i: int, j: int) -> Draft | None:
    k = next(p for p in range(i, j) if tokens.classes[p] in _UNITS)
    steps = [tokens.values[p] for p in range(i, k) if tokens.classes[p] in _STEPS]
    unit = tokens.values[k]
    if tokens.words[i] == "that" and tokens.words[i + 1] in ("last", "next"):
        return None  # "said that last week a customer found two flaws"
    if unit in _CLOCK_UNITS:
        whole = "0" not in steps[0] and tokens.words[k] != "minute"
        return Draft(kind=TimeKind.DURATION, value=named(unit, Decimal(1))) if whole else None
    if unit == "P":
        return (
            Draft(shift=Shift(unit="Q", count=0, told=True)) if latest_said(tokens, i, k) else None
        )
    if (unit == "D" and tokens.words[k - 1] == "last") or tokens.words[k - 1] == "past":
        return None  # "the last day" is the last of several, "the past week" a length
    latest = latest_said(tokens, i, k)
    count = sum(int(step.rstrip("pd")) for step in steps)
    if latest:
        count = -1
    told = any(step.endswith("p") for step in steps)
    told = told or (unit == "D" and tokens.words[k - 2 : k] == ["the", "next"])
    shift = Shift(unit=unit, count=count, told=told)
    return Draft(shift=shift, modifier=collect(tokens, i, k).modifier)


def latest_said(tokens: Tokens, i: int, k: int) -> bool:
    """Tell whether "latest" stands among the tokens [i, k)."""
    return LETTERS["LATEST"] in tokens.classes[i:k]


def edge_of_unit(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the end of the month", "earlier in the year", "late in the week"."""
    k = next(p for p in range(i, j) if tokens.classes[p] in _UNITS)
    modifier = collect(tokens, i, k).modifier
    if tokens.values[k] == "P":
        return None
    return Draft(shift=Shift(unit=tokens.values[k], count=0, told=False), modifier=modifier)


def unit_end(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "year-end", "month's end"."""
    if tokens.words[j - 1] != "end":
        return None
    return Draft(shift=Shift(unit=tokens.values[i], count=0), modifier="END")


def ago(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "two days ago", "nearly four years ago", "a week or so ago", "several years ago"."""
    return _away(tokens, i, j, sign=-1, told=False)


def later(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "three weeks later", "a year earlier", "two days before"."""
    count = int(tokens.values[j - 1].rstrip("n"))
    if tokens.classes[j - 1] == LETTERS["BEFORE"] and tokens.cls(j) not in _ENDS:
        return None
    return _away(tokens, i, j, sign=count, told=not tokens.values[j - 1].endswith("n"))


_ENDS = letters("PERIOD", "COMMA", "BREAK", "CLOSE", "AND", "COLON")


def _away(tokens: Tokens, i: int, j: int, *, sign: int, told: bool) -> Draft | None:
    """Return the draft of a length of time away from an anchor."""
    k = next(p for p in range(i, j) if tokens.classes[p] in _UNITS)
    numbers = [amount(tokens.values[p]) for p in range(i, k) if tokens.classes[p] in _NUMBERS]
    vague = [tokens.values[p] for p in range(i, k) if tokens.classes[p] == LETTERS["VAGUE"]]
    unit = tokens.values[k]
    if vague == ["X"] or (not numbers and not vague and tokens.classes[k] == LETTERS["UNITS"]):
        return Draft(shift=Shift(unit=unit, count=sign, told=told, vague=True))
    count = numbers[0] if numbers else Decimal(vague[0] if vague else 1)
    if LETTERS["HALF"] in tokens.classes[i:j] and count == int(count):
        count += Decimal("0.5")
    if count > 9999 or unit == "P":
        return None
    if unit in _CLOCK_UNITS:
        return Draft(kind=TimeKind.DURATION, value=named(unit, count))
    unit, whole = _whole(unit, count)
    modifier = tokens.values[i] if tokens.classes[i] == LETTERS["APPROX"] else None
    return Draft(
        shift=Shift(
            unit=unit, count=sign * whole, told=told, compares=unit == "Y" and whole == 1, away=True
        ),
        modifier=modifier or None,
    )


def _whole(unit: str, count: Decimal) -> tuple[str, int]:
    """Return a step in whole units: half a year becomes six months, a decade ten years."""
    if unit != "DE" and count == int(count):
        return (unit, int(count)) if unit != "2W" else ("W", 2 * int(count))
    finer = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "W": ("D", 7), "TH": ("TM", 60)}
    small, times = finer.get(unit, (unit, 1))
    return small, int(count * times)


def ago_today(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "a year ago today", "two years ago last Friday" as that day."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["AGO"])
    draft = ago(tokens, i, k + 1)
    if draft is None or draft.shift is None or draft.shift.unit not in ("Y", "M", "W"):
        return None
    last = tokens.classes[j - 1] == LETTERS["WEEKDAY"]
    weekday = int(tokens.values[j - 1]) if last else None
    return replace(draft, day=0, weekday=weekday)  # day 0: keep the anchor's own day


def this_day_ago(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "on this day a year ago" as that day."""
    if tokens.words[i + 1] != "day":
        return None
    draft = ago(tokens, i + 2, j)
    if draft is None or draft.shift is None or draft.shift.unit not in ("Y", "M"):
        return None
    return replace(draft, day=0)


def day_beside(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    side = next(
        int(tokens.values[k]) for k in range(i, j) if tokens.classes[k] == LETTERS["BEFORE"]
    )
    base = collect(tokens, j - 1, j).shift
    if base is None or "D" not in tokens.values[i:j]:
        return None
    return Draft(shift=Shift(unit="D", count=base.count + side))


def unit_before(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the day before", "the year after", "the night before" from the time last told."""
    ends = tokens.cls(j) in _ENDS or tokens.word(j) == "when"
    if not ends or tokens.words[i] != "the":
        return None
    value, count = tokens.values[i + 1], int(tokens.values[j - 1])
    if tokens.classes[i + 1] == LETTERS["PART"]:
        return Draft(kind=TimeKind.TIME, part=value, shift=Shift(unit="D", count=count, told=True))
    return Draft(shift=Shift(unit=value, count=count, told=True))


def year_earlier(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the year-earlier quarter", "year-ago" as the same period a year before."""
    return Draft(shift=Shift(unit="Y", count=-1, told=True, compares=True))


def the_period(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the quarter" and "the weekend" as the one being spoken of."""
    unit = tokens.values[j - 1]
    if unit == "Y" and tokens.words[i] == "the" and tokens.cls(j) not in letters("HYPHEN"):
        if tokens.cls(i - 1) == LETTERS["OF"]:
            return Draft(shift=Shift(unit="Y", count=0))
        whole = tokens.word(i - 1) == "for"  # "for the year": a company's, of unsaid bounds
        return Draft(kind=TimeKind.DURATION, value="P1Y") if whole else None
    if unit not in ("Q", "WE") or tokens.words[i] != "the":
        return None
    if tokens.cls(j) in letters("HYPHEN", "OF"):
        return None
    return Draft(shift=Shift(unit=unit, count=0, told=unit == "Q"))


RULES = (
    rule(f"(?:{MODIFIER})?DEICTIC", named_day),
    rule(
        f"(?:{MODIFIER})?THE?(?:THIS|THAT)?[LAST NEXT THIS THAT LATEST]BETWEENWORD?{_ANYUNIT}",
        stepped_unit,
    ),
    rule(f"(?:{MODIFIER})(?:THE)?{_ANYUNIT}", edge_of_unit),
    rule(f"(?:{MODIFIER}){RELYEAR}", stepped_unit),
    rule("(?:YEARWORD|UNIT)(?:HYPHEN|APOSTROPHE OTHER)?EDGE", unit_end),
    rule(f"{APPROXIMATE}(?:{LENGTH}|UNITS)(?:AND AN?HALF|OR OTHER)?AGO", ago),
    rule(
        f"{APPROXIMATE}(?:{LENGTH}|UNITS)AGO(?:DEICTIC|[LAST THIS]WEEKDAY|[LAST THIS]{UNITX})",
        ago_today,
    ),
    rule(f"{APPROXIMATE}(?:{LENGTH}|UNITS)(?:AND AN?HALF)?LATER", later),
    rule(f"{APPROXIMATE}{LENGTH}BEFORE", later),
    rule(f"THIS UNIT{LENGTH}AGO", this_day_ago),
    rule("THE?UNIT BEFORE DEICTIC", day_beside),
    rule("THE(?:UNIT|YEARWORD|PART)BEFORE", unit_before),
    rule(
        "THE?(?:OTHER)?YEARWORD HYPHEN?(?:LATER|AGO)(?:QUARTER|ORD HYPHEN?QUARTER)?".replace(
            "(?:OTHER)?", ""
        ),
        year_earlier,
    ),
    rule("THE(?:QUARTER|UNIT|YEARWORD)", the_period),
)
