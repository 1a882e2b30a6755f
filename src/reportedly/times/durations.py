"""Rules for lengths of time."""

from __future__ import annotations

from decimal import Decimal

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft
from reportedly.times.grammar import LETTERS, OTHER, letters
from reportedly.times.lexer import Tokens
from reportedly.times.numbers import amount
from reportedly.times.rule import rule

NUMX = "[NUMBER DAY YEAR]"
UNITX = "(?:UNITS|UNIT|YEARWORD|QUARTER)"
_JOIN = "[TO HYPHEN OR AND]"
QUANTITY = f"(?:{NUMX}(?:{_JOIN}{NUMX})?|AN?VAGUE OF?|AN)"
APPROXIMATE = "(?:APPROX{0,2})"
LENGTH = f"{QUANTITY}(?:HYPHEN?BETWEENWORD)?HYPHEN?{UNITX}"
_NUMBERS = letters("NUMBER", "DAY", "YEAR")
_UNITS = letters("UNITS", "UNIT", "YEARWORD", "QUARTER")


def length_value(tokens: Tokens, i: int, j: int) -> str | None:
    """Return the TIMEX3 value of a length: "two and a half years" -> P2Y6M."""
    places = [k for k in range(i, j) if tokens.classes[k] in _UNITS]
    if not places:
        return None
    unit = tokens.values[places[0]]
    if unit == "P":
        return None
    halves = any(c == LETTERS["HALF"] for c in tokens.classes[i:j])
    numbers = [amount(tokens.values[k]) for k in range(i, j) if tokens.classes[k] in _NUMBERS]
    vague = [tokens.values[k] for k in range(i, j) if tokens.classes[k] == LETTERS["VAGUE"]]
    if vague:
        return named(unit, None) if vague[0] == "X" else named(unit, Decimal(vague[0]))
    if len(places) == 2:
        return _compound(tokens, i, places)
    if len(numbers) == 2:
        return f"{named(unit, numbers[0])}/{named(unit, numbers[1])}"
    if not numbers and halves and places[0] > i and tokens.classes[places[0] - 1] != LETTERS["AND"]:
        before = LETTERS["HALF"] in tokens.classes[i : places[0]]
        return named(unit, Decimal("0.5") if before else Decimal("1.5"))
    total = (numbers[0] if numbers else Decimal(1)) + (Decimal("0.5") if halves else 0)
    return named(unit, total)


def _compound(tokens: Tokens, i: int, places: list[int]) -> str | None:
    """Return the value of "an hour and ten minutes", "two years and three months"."""
    first = length_value(tokens, i, places[0] + 1)
    second = length_value(tokens, places[0] + 1, places[1] + 1)
    if first is None or second is None or "/" in first + second:
        return None
    clock = first.startswith("PT") == second.startswith("PT")
    return first + second.removeprefix("PT" if first.startswith("PT") else "P") if clock else None


def named(unit: str, count: Decimal | None) -> str:
    """Return the TIMEX3 name of `count` units; None = an unsaid number."""
    if unit == "2W":
        unit, count = "W", None if count is None else 2 * count
    if unit == "WE":
        return "PXWE" if count is None else f"P{count.normalize():f}WE"
    if count is None:
        return f"PTX{unit[1]}" if unit in ("TH", "TM", "TS") else f"PX{unit}"
    whole, part = divmod(count, 1)
    if unit in ("DE", "CE") and part:
        return f"P{count * (10 if unit == 'DE' else 100):f}".rstrip("0").rstrip(".") + "Y"
    if unit == "Y" and part in (Decimal("0.5"), Decimal("0.25"), Decimal("0.75")):
        return f"P{whole}Y{int(part * 12)}M" if whole else f"P{int(part * 12)}M"
    if unit in ("TH", "TM") and part:
        finer = "M" if unit == "TH" else "S"
        return (
            f"PT{whole}{unit[1]}{int(part * 60)}{finer}" if whole else f"PT{int(part * 60)}{finer}"
        )
    number = f"{count.normalize():f}"
    return f"PT{number}{unit[1]}" if unit[0] == "T" else f"P{number}{unit}"


def length(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "three weeks", "almost 30 years", "44-day", "a couple of months", "two-hour"."""
    k = next(p for p in range(i, j) if tokens.classes[p] in _UNITS)
    if _no_length(tokens, i, k):
        return None
    value = length_value(tokens, i, j)
    if value is None or len(value) > 24 or _is_age(tokens, j):
        return None
    return Draft(kind=TimeKind.DURATION, value=value, modifier=_modifier(tokens, i))


def _no_length(tokens: Tokens, i: int, k: int) -> bool:
    """Tell "a second man", "a quarter", "2 minute" heads that are no length."""
    if tokens.classes[k] == LETTERS["QUARTER"] and tokens.cls(k - 1) == LETTERS["AN"]:
        return True
    if (
        tokens.values[k] == "Q"
        and tokens.classes[k] == LETTERS["UNITS"]
        and "-" in tokens.words[i:k]
    ):
        return True  # "three-quarters"
    if tokens.cls(k) == LETTERS["YEARWORD"] and tokens.says(k - 1, "kinds_of_year"):
        return True  # "a fiscal year" is a kind of year
    if k == i + 1 and tokens.classes[i] == LETTERS["AN"]:
        return tokens.cls(k + 1) == LETTERS["HYPHEN"] or _is_rate(tokens, i)
    return tokens.text[tokens.starts[i] - 1 : tokens.starts[i]] in ("$", "£", "€")


def _is_rate(tokens: Tokens, i: int) -> bool:
    """Tell "40 tonnes a day", "five a month", "(6,100 euros) a day": the unit divides a count."""
    k = i - 2 if tokens.cls(i - 1) == LETTERS["CLOSE"] else i - 1
    counted = tokens.cls(k - 1) in _NUMBERS and tokens.cls(k) == OTHER
    bare = tokens.cls(i - 1) in _NUMBERS
    return counted or bare or tokens.says(i - 1, "rates")


def _is_age(tokens: Tokens, j: int) -> bool:
    """Tell "a 44-year-old man" and "44 years old": an age is no time of the story."""
    behind = j + 1 if tokens.cls(j) == LETTERS["HYPHEN"] else j
    return tokens.says(behind, "old") or tokens.says(j - 1, "old")


def _modifier(tokens: Tokens, i: int) -> str | None:
    """Return how a length is hedged; "within" before it says so and is no part of it."""
    if tokens.word(i - 1) == "within":
        return "EQUAL_OR_LESS"
    return (tokens.values[i] or None) if tokens.classes[i] == LETTERS["APPROX"] else None


def half_length(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "half an hour", "a year and a half", "a half hour"."""
    value = length_value(tokens, i, j)
    return None if value is None else Draft(kind=TimeKind.DURATION, value=value)


def quarters(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "three quarters of an hour", "a quarter of a century"."""
    if tokens.words[j - 4] not in ("quarter", "quarters"):
        return None
    count = amount(tokens.values[i]) if tokens.classes[i] in _NUMBERS else Decimal(1)
    return Draft(kind=TimeKind.DURATION, value=named(tokens.values[j - 1], count / 4))


def past_length(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a length that ends or begins at the telling: "the past two years"."""
    k = next(p for p in range(i, j) if tokens.classes[p] in _STEPS)
    value = length_value(tokens, k + 1, j)
    return None if value is None else Draft(kind=TimeKind.DURATION, value=value)


_STEPS = letters("LAST", "NEXT", "ORD", "LATEST", "THIS")


def past_unit(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the past week" as a length; "the last week" is the week before."""
    if tokens.words[j - 2] != "past" or tokens.cls(j) == LETTERS["HYPHEN"]:
        return None
    return past_length(tokens, i, j)


def the_length(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the nine months", "the first nine months", "these three days"."""
    return length(tokens, next(k for k in range(i, j) if tokens.classes[k] in _NUMBERS), j)


def unnumbered(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "for weeks", "within hours", "years of war" as an unsaid number of units."""
    if tokens.values[i] == "TS" or tokens.says(i - 1, "hours_of_night"):
        return None  # "seconds" are as often helpings; "the early hours" are no length
    if not (tokens.says(j, "behind_plural") or tokens.says(i - 1, "before_plural")):
        return None
    return Draft(kind=TimeKind.DURATION, value=named(tokens.values[i], None))


RULES = (
    rule(f"{APPROXIMATE}{LENGTH}(?:HYPHEN OLD)?", length),
    rule(f"{APPROXIMATE}{LENGTH}(?:AND|COMMA)?{NUMX}(?:UNITS|UNIT)", length),
    rule(
        f"{APPROXIMATE}(?:HALF AN?(?:UNIT|YEARWORD)|AN?HALF HYPHEN?(?:UNIT|YEARWORD))", half_length
    ),
    rule(f"{APPROXIMATE}(?:AN|NUMBER|DAY)(?:UNIT|YEARWORD)AND AN?HALF", half_length),
    rule(
        f"{APPROXIMATE}(?:[NUMBER DAY]HYPHEN?|AN?)[UNITS QUARTER OTHER]OF AN(?:UNIT|YEARWORD)",
        quarters,
    ),
    rule(f"THE?[LAST NEXT ORD LATEST]{APPROXIMATE}{LENGTH}", past_length),
    rule("THE?LAST(?:UNIT|YEARWORD|QUARTER)", past_unit),
    rule(f"[THE THIS THAT]BETWEENWORD?[NUMBER DAY]HYPHEN?{UNITX}", the_length),
    rule("UNITS", unnumbered),
)
