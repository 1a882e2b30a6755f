"""Units, currencies and rates around a number.

A quantity is a number with the currency before it or the unit behind it; its span covers both.
Codes are ISO 4217 for money, else those of `units.toml`; "" is a plain count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from reportedly.figures.numbers import Number
from reportedly.figures.tables import Tables

AGE = re.compile(r"[ -](?:olds?|of age)\b")
THE_AGE = re.compile(r"\b(?:the age of|aged)[ ]$", re.IGNORECASE)
PER = re.compile(r"(?:[ -](?:an?|per|each|every|the)[ -]|[ ]?/[ ]?)([a-z]{1,12})\b")
SIGN = re.compile(r"(?:(?<![\w.,)\]%–-])[-−–]|\bminus[ -])$", re.IGNORECASE)
BULLET = re.compile(r"(?:^|\n)[ \t]*[-−–]$")
THINGS = re.compile(r" [a-z]+s\b")
WORDS = re.compile(r"[A-Za-z]+")
NEARBY = 90  # code points on each side in which a word tells a unit, about a clause
GAP_AND = re.compile(r"[ \u00a0]?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, before what it counts is known."""

    number: Number
    start: int  # with the currency before it
    end: int  # with the unit behind it
    unit: str = ""
    family: str = ""  # class of the unit: "share", "physical", "time", "index", "money", "cents"
    per: str | None = None
    age: bool = False
    high: Number | None = None  # upper end of a range
    bound: str = "exact"  # row of the bounds table

    @property
    def value(self) -> Decimal:
        return self.number.values[0][0]


def measure(text: str, number: Number, tables: Tables) -> Quantity:
    """Return a number with the currency, unit and rate that touch it."""
    found = _signed(text, Quantity(number, number.start, number.end))
    if number.kind == "share":
        return replace(found, unit="percent", family="share")
    if number.kind == "zero":
        return found
    if number.kind in ("times", "fold"):
        return replace(found, unit="count", family="times")
    found = _behind(text, _money(text, found, tables), tables)
    if not found.unit:
        found = _by_words(text, _slang(text, found, tables), tables)
    return _rate(text, found, tables)


def _signed(text: str, found: Quantity) -> Quantity:
    """Read "-1.3%" and "minus 5" as negative; a dash that opens a line is a bullet."""
    start = found.start
    match = SIGN.search(text, max(0, start - 8), start)
    if not match or found.number.kind != "digits" or BULLET.search(text, max(0, start - 8), start):
        return found
    values = tuple((-value, rule) for value, rule in found.number.values)
    return replace(
        found, number=replace(found.number, start=match.start(), values=values), start=match.start()
    )


def _money(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Take in a currency before the number: "Rs 30 crore", "US$5"."""
    match = tables.money_behind.search(text, max(0, found.start - 6), found.start)
    if match is None:
        return found
    written = match[0].rstrip(" \u00a0")
    if written[0].isalpha() and match.start() and text[match.start() - 1].isalnum():
        return found
    code = tables.money_before[written]
    return replace(found, start=match.start(), unit=code, family="money")


def _behind(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Take in the unit behind the number: "20 %", "70km/h", "44-day", "7 billion US dollars"."""
    match = tables.unit.match(text, found.end)
    if match is None:
        return found
    written = re.sub(r"\s", " ", match[1])
    code, family = tables.units[written]
    if not _plausible(text, found, match, tables=tables):
        return found
    if found.family == "money":
        return replace(found, end=match.end()) if family == "money" else found
    if written in ("pound", "pounds") and text.startswith(" of ", match.end()):
        code, family = "lb", "physical"
    end = match.end()
    age = AGE.match(text, end) if family == "time" else None
    of_age = family == "time" and THE_AGE.search(text, max(0, found.start - 12), found.start)
    return replace(
        found,
        end=age.end() if age else end,
        unit=code,
        family=family,
        age=age is not None or bool(of_age),
    )


def _slang(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Read "fifteen grand" as a sum; "three grand pianos" are none."""
    last = text[found.number.start : found.number.end].rsplit(" ", 1)[-1].lower()
    if last not in tables.lists["slang"] or THINGS.match(text, found.end):
        return found
    return replace(found, unit="XXX", family="money")


def _by_words(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Read a letter that is two units by the words near it: "18 R" of a price are rand."""
    match = tables.told_by.letter.match(text, found.end)
    if match is None or found.number.kind != "digits":
        return found
    near = text[max(0, found.start - NEARBY) : match.end() + NEARBY]
    words = {w.lower() for w in WORDS.findall(near)}
    for (written, code, family), telling in tables.told_by.words.items():
        if written == match[1] and words & telling:
            return replace(found, end=match.end(1), unit=code, family=family)
    return found


def _plausible(text: str, found: Quantity, match: re.Match[str], *, tables: Tables) -> bool:
    """Tell whether a short or ambiguous spelling is a unit here: "9C" is, "5 s Class" is not."""
    written, gap = match[1], text[found.end : match.start(1)]
    if written == "'":
        return not gap and text[found.start - 1 : found.start] not in ("'", "‘")
    if written == "%":
        return gap != "-"
    if written in tables.short:
        if gap == "":
            return True
        tail = text[match.end() : match.end() + 2]
        return (
            gap == " "
            and written in ("m", "g", "t", "l", "C", "R", "kt", "V")
            and not tail[1:].isupper()
        )
    return gap != "" or not written[0].isalpha() or found.number.kind == "digits"


def _rate(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Take in what a measure is per: "$52 a barrel", "8.99 dollars per month"."""
    if found.family not in ("money", "cents", "physical", "share", "time") or found.age:
        return found
    per = rate(text, found.end, tables)
    if per is None:
        return found
    if "/" in found.unit or per == found.unit:
        return found
    return replace(
        found, per=per, unit=found.unit if found.family == "share" else f"{found.unit}/{per}"
    )


def rate(text: str, at: int, tables: Tables) -> str | None:
    """Return what a rate at `at` is per: "a month" is "month"; None when there is none."""
    match = PER.match(text, at)
    if match is None:
        return None
    word = match[1]
    if word in tables.units and tables.units[word][1] in ("time", "physical"):
        return tables.units[word][0]
    return word if word in tables.lists["per"] else None
