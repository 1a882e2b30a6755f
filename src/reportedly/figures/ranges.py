"""Two numbers that make one: "12-14", "between 40 and 50", "1.5 to 2 million", "one in five".

Only neighbours are joined. The left number takes the multiplier and the unit of the right one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from reportedly.figures.numbers import Number
from reportedly.figures.units import Quantity

DASH = re.compile(r"[ \u00a0]?[-–—‑][ \u00a0]?|[ \u00a0]to[ \u00a0]|-to-")
AND = re.compile(r"[ \u00a0]and[ \u00a0]")
EITHER = re.compile(r"[ \u00a0]or[ \u00a0]")
DENIED = re.compile(r",?[ \u00a0](?:and |but )?(?:not|rather than|instead of)[ \u00a0](?:the )?")
OR = re.compile(r"-?[ \u00a0](?:or|and)[ \u00a0]|, (?:and |or )|/")
BETWEEN = re.compile(
    r"\b(?:between|from between|to between)[ \u00a0](?:about |around |roughly |some )?$",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom[ \u00a0](?:about |around |roughly |some )?$", re.IGNORECASE)
IN = re.compile(r"[ \u00a0](?:in|out of)(?: every)?[ \u00a0]")
NEAR = 30  # a change by more than this factor is seldom told with one multiplier
MOST = 10  # "one in ten"; larger numbers behind "in" count something else

MULTIPLE = 12  # "two or three dozen"
CHANGE = 100  # of the small coin make one
# What stands behind a number that no noun follows.
ONLY = re.compile(r"[.,;:!?)\"”’—–]|\s{0,8}\Z|[ \u00a0](?:an?|per|each|apiece|that|which)\b")

Changes = Callable[[int], bool]  # tells whether "from" at an offset belongs to a change


def paired(text: str, found: list[Quantity], changes: Changes) -> list[Quantity]:
    """Return the quantities with ranges and "one in five" made one, units handed to the left."""
    out: list[Quantity] = []
    for right in found:
        left = out[-1] if out else None
        merged = _merged(text, (left, right), changes) if left else None
        if merged is not None:
            out[-1] = merged
            continue
        if left is not None:
            out[-1] = _same_pair(text, out, _handed(text, left, right))
        out.append(right if left is None else _bare_end(text, left, right))
    return out


def _merged(text: str, pair: tuple[Quantity | None, Quantity], changes: Changes) -> Quantity | None:
    left, right = pair
    if left is None or left.high is not None or not _countable(left, right):
        return None
    share = _one_in(text, left, right)
    if share is not None:
        return share
    if _is_small_change(text, left, right):
        return _with_change(left, right)
    gap = text[left.end : right.start]
    before = text[max(0, left.start - 24) : left.start]
    either = EITHER.fullmatch(gap) and not left.unit and not right.unit and _is_pair(left, right)
    origin = FROM.search(before)
    spread = (AND.fullmatch(gap) and BETWEEN.search(before)) or (gap == " up to " and origin)
    if not (DASH.fullmatch(gap) or either or spread):
        return None
    if left.unit and left.unit.split("/")[0] != right.unit.split("/")[0]:
        return None
    if origin and changes(left.start - len(before) + origin.start()):
        return None
    return _range(left, right)


def _is_pair(left: Quantity, right: Quantity) -> bool:
    """Tell whether "or" joins neighbours, "two or three thousand", not "18 or 90 thousand"."""
    last = right.value / right.number.scale
    if left.number.scale == right.number.scale:
        return right.value <= 100
    return left.number.scale == 1 and last <= 100 and left.value < last <= 2 * left.value


def _is_small_change(text: str, left: Quantity, right: Quantity) -> bool:
    """Tell whether a sum goes on in the smaller coin: "two dollars forty, that was the price"."""
    gap = text[left.end : right.start]
    if left.family != "money" or left.end == left.number.end or left.per or left.bound != "exact":
        return False
    if not 0 < right.value < CHANGE or any(q.value % 1 for q in (left, right)):
        return False
    if right.family == "cents":
        return gap in (" ", " and ")
    return gap == " " and not right.unit and ONLY.match(text, right.end) is not None


def _with_change(left: Quantity, right: Quantity) -> Quantity:
    number = replace(
        left.number,
        end=right.number.end,
        values=((left.value + right.value / CHANGE, left.number.values[0][1]),),
    )
    return replace(left, number=number, end=right.end, per=right.per)


def _countable(left: Quantity, right: Quantity) -> bool:
    kinds = ("digits", "words", "share")
    return left.number.kind in kinds and right.number.kind in kinds


def _range(left: Quantity, right: Quantity) -> Quantity | None:
    """Join two ends; "1.5 to 2 million" hands the million to the left."""
    low, high = _scaled(left, right), right.value
    if low >= high:
        return None
    number = replace(left.number, end=right.number.end, values=((low, "figures.ranges.range"),))
    unit, family = (right.unit, right.family) if right.unit else (left.unit, left.family)
    return replace(
        left,
        number=number,
        end=right.end,
        unit=unit,
        family=family,
        per=right.per,
        age=right.age,
        high=right.number,
    )


def _scaled(left: Quantity, right: Quantity) -> Decimal:
    scale = right.number.scale
    if scale >= MULTIPLE and left.number.scale == 1 and left.value < right.value / scale:
        return left.value * scale
    return left.value


def _one_in(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Read "one in five" as a share: 20 percent."""
    gap = text[left.end : right.start]
    if left.unit or right.unit or not IN.fullmatch(gap) or not 0 < left.value < right.value <= MOST:
        return None
    value = (left.value * 100 / right.value).quantize(Decimal("0.1")).normalize()
    number = Number(
        left.number.start,
        right.number.end,
        ((Decimal(f"{value:f}"), "figures.ranges.one_in"),),
        "share",
    )
    return replace(left, number=number, end=right.end, unit="percent", family="share")


def _same_pair(text: str, out: list[Quantity], left: Quantity) -> Quantity:
    """Give a sum glossed in dollars the currency of the pair before: "5,000 yen ($46) or 4,000"."""
    if left.unit != "XXX" or len(out) < 3 or out[-1].family:
        return left
    first, gloss = out[-3], out[-2]
    paired_before = text[first.end : gloss.start] == " (" and first.family == gloss.family
    return replace(left, unit=first.unit) if paired_before and first.family == "money" else left


def _bare_end(text: str, left: Quantity, right: Quantity) -> Quantity:
    """Read "from 34 per cent to 12": the bare right end takes the left's unit.

    So does a number in whose place the left is given: "$4.3bn, not 4.8".
    """
    if DENIED.fullmatch(text[left.end : right.start]) and not right.unit:
        return _denied(left, right) if ONLY.match(text, right.end) else right
    origin = FROM.search(text[max(0, left.start - 24) : left.start])
    if not origin or right.unit or not left.unit or text[left.end : right.start] != " to ":
        return right
    return replace(right, unit=left.unit, family=left.family)


def _denied(left: Quantity, right: Quantity) -> Quantity:
    scale = left.number.scale
    value = right.value * scale
    near = left.value / NEAR <= value <= left.value * NEAR
    if right.number.scale == 1 and scale >= MULTIPLE and right.value < scale and near:
        number = replace(right.number, values=((value, "figures.ranges.denied"),))
        right = replace(right, number=number)
    return replace(right, unit=left.unit, family=left.family) if left.unit else right


def _handed(text: str, left: Quantity, right: Quantity) -> Quantity:
    """Hand the right unit to a bare left number: "7- or 8-inch", "8 or 9 euros"."""
    gap = text[left.end : right.start]
    if left.number.kind == "vague":
        return left
    if gap == " to " and FROM.search(text[max(0, left.start - 24) : left.start]):
        return _changed(left, right)
    if gap == " (" and right.family == "money" and not left.family:
        return replace(left, unit="XXX", family="money")  # "2,380,000 ($21,972)"
    scaled = _scaled(left, right)
    if EITHER.fullmatch(gap) and not left.unit and scaled != left.value:
        values = ((scaled, "figures.ranges.either"),)
        left = replace(left, number=replace(left.number, values=values))
    if left.unit or not right.unit or not OR.fullmatch(gap):
        return left
    if right.family == "money" and right.start < right.number.start and gap != " or ":
        return left
    return replace(left, unit=right.unit, family=right.family, per=right.per, age=right.age)


def _changed(left: Quantity, right: Quantity) -> Quantity:
    """Read "from 86 to 118 million euros": the left takes the right's multiplier and unit."""
    scale, least = right.number.scale, right.value / right.number.scale / NEAR
    near = least <= left.value <= least * NEAR * NEAR
    bare = left.number.scale == 1 and scale >= MULTIPLE and near
    value = left.value * scale if bare else left.value
    if left.unit or (value == left.value and not right.unit):
        return left
    values = ((value, "figures.ranges.changed"),) if value != left.value else left.number.values
    number = replace(left.number, values=values)
    return replace(left, number=number, unit=right.unit, family=right.family, per=right.per)
