"""Join number words into one number: "twenty-six", "two and a half", "nineteen ninety-six".

Invariant: joining never changes the text a token list covers, only how it is cut.
"""

from __future__ import annotations

from decimal import Decimal

from reportedly.times.grammar import LETTERS, compiled
from reportedly.times.lexer import FIRST_YEAR, LAST_YEAR, Tokens, rebuilt

_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
# "twenty six", "a hundred and thirty", "two and (a) half", "twenty-fifth", "nineteen ninety"
_RUN = compiled(
    r"(?:NUMWORD(?:HYPHEN?NUMWORD|AND(?=NUMWORD)){0,12}|[DAY NUMBER](?=AND AN?HALF))"
    r"(?:HYPHEN?ORD)?(?:(?:HYPHEN?AND HYPHEN?)AN?HYPHEN?HALF)?"
)


def join_numbers(tokens: Tokens) -> Tokens:
    """Return tokens in which each run of number words is one token of class NUMBER, ORD or YEAR."""
    runs = [m.span() for m in _RUN.finditer(tokens.classes)]
    spans = [part for i, j in runs for part in _summands(tokens, i, j)]
    if not spans:
        return tokens
    return rebuilt(tokens, [(i, j, *_read(tokens, i, j)) for i, j in spans])


def _summands(tokens: Tokens, i: int, j: int) -> list[tuple[int, int]]:
    """Cut a run where "and" joins no parts of one number: "between three and nine hours"."""
    parts, start = [], i
    for k in range(i + 1, j - 1):
        if tokens.classes[k] != LETTERS["AND"] or tokens.classes[k + 1] != LETTERS["NUMWORD"]:
            continue
        if tokens.classes[k - 1] == LETTERS["NUMWORD"] and Decimal(tokens.values[k - 1]) < 100:
            parts.append((start, k))
            start = k + 1
    return [*parts, (start, j)]


def _read(tokens: Tokens, i: int, j: int) -> tuple[str, str]:
    """Return class and value of the run [i, j)."""
    letters = tokens.classes[i:j]
    numbers = [
        Decimal(tokens.values[k].split()[0].rstrip("½¼¾"))
        for k in range(i, j)
        if tokens.classes[k] in _COUNTING
    ]
    half = Decimal("0.5") if LETTERS["HALF"] in letters else Decimal(0)
    if LETTERS["ORD"] in letters:
        return LETTERS["ORD"], str(_total(numbers))
    year = _spelled_year(numbers)
    if year and not half:
        return LETTERS["YEAR"], str(year)
    total = _total(numbers) + half
    return LETTERS["NUMBER"], f"{total.normalize():f}"


_COUNTING = LETTERS["NUMWORD"] + LETTERS["ORD"] + LETTERS["DAY"] + LETTERS["NUMBER"]


def _total(numbers: list[Decimal]) -> Decimal:
    """Return the value of number words in order: 2, 1000, 5 -> 2005."""
    total = part = Decimal(0)
    for number in numbers:
        if number >= 1000:
            total, part = total + (part or Decimal(1)) * number, Decimal(0)
        elif number == 100:
            part = (part or Decimal(1)) * 100
        else:
            part += number
    return total + part


def _spelled_year(numbers: list[Decimal]) -> int | None:
    """Return the year of "nineteen ninety-six" or "two thousand (and) four", else None."""
    plain = [int(n) for n in numbers]
    if (
        len(plain) in (2, 3)
        and 10 < plain[0] < 22
        and 10 <= sum(plain[1:]) < 100
        and plain[1] >= 10
    ):
        return plain[0] * 100 + sum(plain[1:])
    return None


def amount(value: str) -> Decimal:
    """Return the number a NUMBER, DAY or YEAR token stands for: "2 1/2" -> 2.5."""
    whole, _, fraction = value.partition(" ")
    extra = _FRACTIONS.get(whole[-1:], Decimal(0))
    total = Decimal(whole.rstrip("½¼¾") or "0") + extra
    if fraction:
        top, bottom = fraction.split("/")
        total += Decimal(top) / Decimal(bottom)
    return total


def is_year(value: str) -> bool:
    """Tell whether digits may name a year."""
    return len(value) == 4 and value.isdecimal() and FIRST_YEAR <= int(value) <= LAST_YEAR
