"""Rules for sets of times: "every 26 February", "daily", "each Monday"."""

from __future__ import annotations

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft
from reportedly.times.durations import length_value
from reportedly.times.fragments import DAYMONTH, collect
from reportedly.times.grammar import LETTERS, OTHER, letters
from reportedly.times.lexer import Tokens
from reportedly.times.rule import rule


def adverb(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "daily", "annually", "weekly"."""
    if _is_name(tokens, i):
        return None
    if tokens.words[i] == "quarterly" and tokens.cls(j) == OTHER:
        return None  # "a quarterly dividend" speaks of a kind of dividend
    return Draft(kind=TimeKind.SET, value=tokens.values[i])


def _is_name(tokens: Tokens, i: int) -> bool:
    """Tell a newspaper's name, as in "the Velmar Daily", from "published daily"."""
    capital = tokens.text[tokens.starts[i]].isupper()
    return capital and i > 0 and tokens.text[tokens.starts[i - 1]].isupper()


def each_unit(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "every day", "each year", "every two weeks", "per month"."""
    if tokens.cls(j) == LETTERS["IN"] and tokens.word(j + 1) == "which":
        return None  # "every hour in which nobody is hurt" is told one by one
    value = length_value(tokens, i + 1, j)
    return None if value is None else Draft(kind=TimeKind.SET, value=value)


def each_weekday(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "each Thursday", "Tuesday nights", "on Mondays"."""
    day = next(
        v for v, c in zip(tokens.values[i:j], tokens.classes[i:j], strict=True) if c in _DAYS
    )
    parts = [v for v, c in zip(tokens.values[i:j], tokens.classes[i:j], strict=True) if c in _PARTS]
    suffix = f"T{parts[0]}" if parts else ""
    return Draft(kind=TimeKind.SET, value=f"XXXX-WXX-{day}{suffix}")


_DAYS = letters("WEEKDAY", "WEEKDAYS")
_PARTS = letters("PART", "PARTS")


def each_date(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "every 26 February", "each July"."""
    said = collect(tokens, i + 1, j)
    if said.month is None:
        return None
    day = "" if said.day is None else f"-{said.day:02d}"
    return Draft(kind=TimeKind.SET, value=f"XXXX-{said.month:02d}{day}")


def date_each_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "February 26 every year", "26 February of each year"."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["EACH"])
    said = collect(tokens, i, k)
    return Draft(kind=TimeKind.SET, value=f"XXXX-{said.month:02d}-{said.day or 1:02d}")


def each_season(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "every summer", "each winter"."""
    return Draft(kind=TimeKind.SET, value=f"XXXX-{tokens.values[j - 1]}")


def each_part(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "every morning", "each night"."""
    return Draft(kind=TimeKind.SET, value=f"XXXX-XX-XXT{tokens.values[j - 1]}")


RULES = (
    rule("ADVERB", adverb),
    rule("(?:EACH|PER)[NUMBER DAY ORD]?(?:UNIT|UNITS|YEARWORD|QUARTER)", each_unit),
    rule("EACH WEEKDAY PART?|WEEKDAYS|WEEKDAY PARTS", each_weekday),
    rule(f"EACH(?:{DAYMONTH}|MONTH)", each_date),
    rule(f"{DAYMONTH}OF?EACH YEARWORD", date_each_year),
    rule("EACH SEASON", each_season),
    rule("EACH PART", each_part),
)
