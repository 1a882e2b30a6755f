"""What a figure takes from another of its sentence: "rose 64 points to 4,577", "up from 50%".

A figure that says by its own words what it is of keeps that; fellows only fill what is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reportedly.figures.counted import Counted
from reportedly.figures.elided import WEAK
from reportedly.figures.predicates import Predicate
from reportedly.figures.said import equated
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

MEASURES = ("share", "physical", "time", "index", "money", "cents")
SCALED = ("share", "physical", "money", "cents", "index")
COUNTED = "figures.counted.after"
INCLUDING = re.compile(r",? (?:including|among them|of which|comprising)[ ]")
FELLOW = "figures.fellows.elided"
AND_BY = re.compile(r"\b(?:and|or|but|then) (by|to|at)[ ]$")
BY = re.compile(r"\b(by|to|at)[ ]$")
FROM = re.compile(r"\bfrom (?:between )?$", re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?:(?:up|down) from|instead of|rather than|against|compared (?:with|to)|versus)"
    r" (?:the |a |just |only ){0,2}$"
)
LEAST = 100  # smaller bare decimals are seldom levels of an index


@dataclass(frozen=True, slots=True)
class Placed:
    """A quantity with what it counts, where its span ends, and what happened."""

    quantity: Quantity
    what: Counted | None
    end: int
    told: Predicate | None

    @property
    def rule(self) -> str:
        if self.what is None and self.quantity.family == "time":
            return "figures.measured.dimension"
        return self.what.rule if self.what else "figures.candidates.left_out"


def joined(text: str, parse: Parse, alone: list[Placed]) -> list[Placed]:
    """Return the figures of a document with what they take from their fellows."""
    told = _elided(text, parse, _included(text, alone))
    return _levels(parse, _compared(text, parse, _shared(text, told)))


def _included(text: str, placed: list[Placed]) -> list[Placed]:
    """Give a part without a noun that of its whole: "63 arrests, including 11 on suspicion"."""
    whole = [_whole_of(text, pair) for pair in pairwise(placed)]
    return [
        *placed[:1],
        *(replace(p, what=w) if w else p for p, w in zip(placed[1:], whole, strict=True)),
    ]


def _whole_of(text: str, pair: tuple[Placed, Placed]) -> Counted | None:
    last, this = pair
    bare = this.what is None and not this.quantity.unit and this.quantity.value % 1 == 0
    if not bare or last.quantity.family or last.what is None or last.what.rule != COUNTED:
        return None
    gap = text[max(last.end, last.quantity.end) : this.quantity.start]
    return last.what if INCLUDING.fullmatch(gap) else None


def _elided(text: str, parse: Parse, placed: list[Placed]) -> list[Placed]:
    """Give a bare number the unit of the measure that it stands beside or against."""
    out: list[Placed] = []
    for this in placed:
        last = out[-1] if out else None
        if last is not None and _unit_left_out(text, parse, (last, this)):
            unit, family = last.quantity.unit, last.quantity.family
            quantity = replace(this.quantity, unit=unit, family=family)
            what = replace(last.what, rule=FELLOW) if last.what else None
            named = _superlative(parse, this) or _possessor(parse, this)
            if what is not None and named is not None:
                what = replace(what, start=named.start, end=named.end)
            out.append(replace(this, quantity=quantity, what=what, told=this.told or last.told))
        else:
            out.append(this)
    return out


def _unit_left_out(text: str, parse: Parse, pair: tuple[Placed, Placed]) -> bool:
    """Tell whether the second number of a sentence takes the unit of the measure before it."""
    last, this = pair
    if this.quantity.unit or this.quantity.family or this.what is not None:
        return False
    if last.quantity.family not in SCALED or sentence(parse, last) != sentence(parse, this):
        return False
    named = _superlative(parse, this) or _possessor(parse, this)
    return named is not None or _coordinated(text, last, this)


def _coordinated(text: str, last: Placed, this: Placed) -> bool:
    """Read "rise by seven per cent from May and by four and a half from January"."""
    second = AND_BY.search(text[max(0, this.quantity.start - 16) : this.quantity.start])
    first = BY.search(text[max(0, last.quantity.start - 8) : last.quantity.start])
    return second is not None and first is not None and first[1] == second[1]


def _superlative(parse: Parse, this: Placed) -> Token | None:
    """Read "the highest forecast is 84.75 cents, while the lowest is 74.07"."""
    named = equated(parse, this.quantity.number.start)
    return named if named is not None and named.tag in ("JJS", "JJR") else None


def _possessor(parse: Parse, this: Placed) -> Token | None:
    """Read "power output is 204 hp, a downgrade from the old hybrid's 212"."""
    token = parse.at(this.quantity.start)
    owner = parse.tokens[token.i - 2] if token is not None and token.i > 1 else None
    if owner is None or parse.tokens[owner.i + 1].tag != "POS" or owner.tag not in ("NN", "NNS"):
        return None
    return owner


def _compared(text: str, parse: Parse, placed: list[Placed]) -> list[Placed]:
    """Give a measure that another is compared with what that is of: "up from 50 per cent"."""
    out: list[Placed] = []
    for this in placed:
        last = out[-1] if out else None
        if last is not None and _against(text, parse, (last, this)):
            out.append(replace(this, what=last.what))
        else:
            out.append(this)
    return out


def _against(text: str, parse: Parse, pair: tuple[Placed, Placed]) -> bool:
    last, this = pair
    weak = this.what is None or this.what.rule in (*WEAK, "figures.measured.object")
    if last.what is None or not weak or this.quantity.family not in SCALED:
        return False
    if this.quantity.unit != last.quantity.unit or sentence(parse, last) != sentence(parse, this):
        return False
    start = this.quantity.start
    if text[last.quantity.end : start] in (" to ", " to between "):
        return FROM.search(text[max(0, last.quantity.start - 14) : last.quantity.start]) is not None
    return AGAINST.search(text[max(0, start - 24) : start]) is not None


def _shared(text: str, placed: list[Placed]) -> list[Placed]:
    """Give a measure said twice one noun: "190 points, or 0.6%", "15 cm (6 inches)"."""
    out: list[Placed] = []
    for this in placed:
        last = out[-1] if out else None
        if last is not None and _again(text, last, this):
            bound = last.quantity.bound if this.quantity.bound == "exact" else this.quantity.bound
            same = replace(this.quantity, bound=bound)
            out.append(replace(this, quantity=same, what=last.what, told=this.told or last.told))
        else:
            out.append(this)
    return out


def _levels(parse: Parse, placed: list[Placed]) -> list[Placed]:
    """Give the level of an index the unit of its change: "rose 64 points to 4,577.10"."""
    sentences = {sentence(parse, p) for p in placed if p.quantity.unit == "point"}
    return [
        replace(p, quantity=replace(p.quantity, unit="point", family="index"))
        if _is_level(p) and sentence(parse, p) in sentences
        else p
        for p in placed
    ]


def _is_level(placed: Placed) -> bool:
    """Tell whether a bare number with decimals has no noun of its own."""
    quantity = placed.quantity
    weak = placed.what is None or placed.what.rule in WEAK
    return weak and not quantity.family and quantity.value > LEAST and quantity.value % 1 != 0


def sentence(parse: Parse, placed: Placed) -> int:
    token = parse.at(placed.quantity.number.start)
    return token.sent if token else -1


def _again(text: str, last: Placed, this: Placed) -> bool:
    gap = text[last.quantity.end : this.quantity.start]
    if this.quantity.family not in MEASURES or last.quantity.family == "time":
        return False
    if last.what is None:
        return False
    loose = this.what is None or this.what.rule in WEAK
    return (gap == " (" and not _says(this)) or (loose and gap in (", or ", " or ", ", "))


def _says(placed: Placed) -> bool:
    """Tell whether words behind a measure say what it is of: "(80% of the width)"."""
    return placed.what is not None and placed.what.rule == COUNTED
