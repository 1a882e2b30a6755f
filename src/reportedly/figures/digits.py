"""Digit strings with separators: every reading, best first.

A reading is a value and the name of the function that made it. Nothing is thrown away: "300.000"
keeps both 300000 and 300.
"""

from __future__ import annotations

import re
from decimal import Decimal

Value = tuple[Decimal, str]  # value, rule
LONGEST = 30  # digits; longer runs are codes and keys, not counts
INDIAN = re.compile(r"\A\d{1,2}(?:,\d{2})+,\d{3}")
GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")


def readings(text: str) -> tuple[Value, ...]:
    """Return the readings of a digit string, best first; empty when it is no number."""
    if "/" in text:
        return _fraction(text)
    digits = re.sub(r"[ \u00a0\u202f\u2009'’]", "", text)
    if len(digits) > LONGEST:
        return ()
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return _both(digits)
    if dots:
        return _dots(digits)
    return _commas(digits) if commas else ((Decimal(digits), "figures.digits.plain"),)


def _fraction(text: str) -> tuple[Value, ...]:
    """Read "1/2" as a half; "9/11" and "24/7" are no fractions of a whole."""
    above, below = text.split("/")
    if Decimal(above) >= Decimal(below):
        return ()
    return ((Decimal(above) / Decimal(below), "figures.digits.fraction"),)


def _both(digits: str) -> tuple[Value, ...]:
    """Read the last separator as the decimal one: "1,234.5" and "1.234,5"."""
    if digits.rfind(".") > digits.rfind(","):
        whole, part = digits.rsplit(".", 1)
        mark = ","
    else:
        whole, part = digits.rsplit(",", 1)
        mark = "."
    plain = GROUPS.fullmatch(whole.replace(mark, ",")) or INDIAN.fullmatch(whole)
    other = "," if mark == "." else "."
    if not plain or mark not in whole or other in whole:
        return ()
    return ((Decimal(f"{whole.replace(mark, '')}.{part}"), "figures.digits.both"),)


def _dots(digits: str) -> tuple[Value, ...]:
    """Read "2.4" as a decimal, "1.234.567" as groups, and keep both for "300.000"."""
    grouped = bool(GROUPS.fullmatch(digits.replace(".", ",")))
    if digits.count(".") > 1:
        if not grouped:
            return ()
        return ((Decimal(digits.replace(".", "")), "figures.digits.dot_groups"),)
    decimal = (Decimal(digits), "figures.digits.decimal_dot")
    if not grouped or digits.startswith("0"):
        return (decimal,)
    return ((Decimal(digits.replace(".", "")), "figures.digits.dot_groups"), decimal)


def _commas(digits: str) -> tuple[Value, ...]:
    """Read "1,300" and "1,30,000" as groups, "2,75" as a decimal, and keep both for "1,300"."""
    if INDIAN.fullmatch(digits):
        return ((Decimal(digits.replace(",", "")), "figures.digits.indian_groups"),)
    grouped = bool(GROUPS.fullmatch(digits))
    if digits.count(",") > 1:
        if not grouped:
            return ()
        return ((Decimal(digits.replace(",", "")), "figures.digits.comma_groups"),)
    decimal = (Decimal(digits.replace(",", ".")), "figures.digits.decimal_comma")
    if not grouped or digits.startswith("0"):
        return (decimal,)
    return ((Decimal(digits.replace(",", "")), "figures.digits.comma_groups"), decimal)


def habit(text: str) -> str:
    """Return how a document groups digits: "comma", "dot" or "" when it does not show.

    Only strings with one possible reading are evidence: "1.275.000", "99,2", "1,275.5".
    """
    dot = len(
        re.findall(
            r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])|(?<![\d.,])\d+,\d{1,2}(?![\d,])", text
        )
    )
    comma = len(
        re.findall(
            r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])|(?<![\d.,])\d+\.\d{1,2}(?![\d.])", text
        )
    )
    comma += len(re.findall(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d,])", text))
    dot += len(re.findall(r"(?<![\d.,])[1-9]\d{0,2}\.\d00(?![\d.])", text))
    if dot == comma:
        return ""
    return "dot" if dot > comma else "comma"
