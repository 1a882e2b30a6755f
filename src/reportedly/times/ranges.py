"""Rules for expressions with two ends: "Feb 25-26, 1992", "1914-18", "March-May 1990"."""

from __future__ import annotations

from dataclasses import replace

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft
from reportedly.times.fragments import DAYX, MONTHX, OFYEAR, collect
from reportedly.times.grammar import LETTERS, letters
from reportedly.times.lexer import Tokens
from reportedly.times.rule import rule

_NUMBERS = letters("DAY", "ORD")
_NIGHT = "(?:THE?PART[OF FROM BETWEEN]{0,2}THE?)"
_DASH = "HYPHEN"
_PARTS = letters("PART", "THE")
# Two days that touch are one time; ends that lie further apart are two expressions, as in TimeML.
_TOGETHER = 1
_ENDS_APART = letters("FROM", "BETWEEN", "AND", "TO", "HYPHEN")


def days(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read two days of one month: "Feb 25-26, 1992", "the night of 25 to 26 May"."""
    numbers = [k for k in range(i, j) if tokens.classes[k] in _NUMBERS]
    months = [k for k in range(i, j) if tokens.classes[k] == LETTERS["MONTH"]]
    first, last = (int(tokens.values[k]) for k in numbers[:2])
    if not 0 < first < last <= 31 or len(months) != 1:
        return None
    if last > first + _TOGETHER and tokens.classes[i] not in _PARTS:
        return None
    draft = replace(collect(tokens, i, j), part=None, kind=TimeKind.DATE)
    night = any(tokens.values[k] == "NI" for k in range(i, numbers[0]))
    start = replace(draft, day=first, part="NI" if night else None)
    return replace(start, until=replace(draft, day=last))


def days_to(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "11 to 13 February 2030" as one time; "from 15 to 22 May" has two ends."""
    if tokens.cls(i - 1) in _ENDS_APART:
        return None
    numbers = [int(tokens.values[k]) for k in range(i, j) if tokens.classes[k] in _NUMBERS]
    first, last = numbers[:2]
    if not 0 < first < last <= 31:
        return None
    draft = collect(tokens, i, j)
    return replace(draft, day=first, until=replace(draft, day=last))


def second_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read the end of "1914-18" as 1918."""
    first, last = int(tokens.values[i - 2]), int(tokens.words[i])
    touching = tokens.ends[i - 2] == tokens.starts[i - 1] and tokens.ends[i - 1] == tokens.starts[i]
    if len(tokens.words[i]) != 2 or not touching or first % 100 >= last:
        return None
    return Draft(year=first // 100 * 100 + last)


def first_of_two(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read the first day of "between 14 and 20 May": its month stands behind the second."""
    return Draft(day=int(tokens.values[j - 1]))


def second_of_two(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read the second day of "April 14 and 22": its month stands before the first."""
    k = max(p for p in range(max(i - 6, 0), i) if tokens.classes[p] == LETTERS["MONTH"])
    stated = collect(tokens, i, j)
    return replace(stated, month=int(tokens.values[k]), day=int(tokens.values[i]))


_BOTH = "[AND TO OR HYPHEN]"


def first_era_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read the first year of "from 264 to 146 BC"."""
    era = next(k for k in range(j, j + 4) if tokens.cls(k) == LETTERS["ERA"])
    number = int(tokens.values[i]) if tokens.values[i].isdecimal() else 0
    if tokens.values[era] != "BC" or not 0 < number < 10000:
        return None
    return Draft(year=-number)


RULES = (
    rule(f"{_NIGHT}?{MONTHX}{DAYX}{_DASH}{DAYX}(?:{OFYEAR})?", days),
    rule(f"{_NIGHT}?{DAYX}{_DASH}{DAYX}OF?{MONTHX}(?:{OFYEAR})?", days),
    rule(f"{_NIGHT}{MONTHX}{DAYX}(?:TO|AND){DAYX}(?:{OFYEAR})?", days),
    rule(f"{_NIGHT}{DAYX}(?:TO|AND){DAYX}OF?{MONTHX}(?:{OFYEAR})?", days),
    rule(f"{MONTHX}{DAYX}TO{DAYX}(?:{OFYEAR})?", days_to),
    rule(f"{DAYX}TO{DAYX}OF?{MONTHX}(?:{OFYEAR})?", days_to),
    rule("[DAY NUMBER YEAR](?=[TO AND HYPHEN][DAY NUMBER YEAR]ERA)", first_era_year),
    rule("(?<=YEAR HYPHEN)[DAY NUMBER]", second_year),
    rule(f"THE?[DAY ORD](?={_BOTH}{DAYX}OF?MONTH)", first_of_two),
    rule(
        f"(?<=MONTH[DAY ORD]{_BOTH})[DAY ORD](?!MONTH|UNITS|UNIT|OTHER|AMPM|OF)(?:COMMA YEAR)?",
        second_of_two,
    ),
)
