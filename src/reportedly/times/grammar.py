"""The grammar's alphabet: one letter for each class of token.

A text becomes a string with one character a token, so that a rule is an ordinary regular
expression over classes and an index into that string is an index into the tokens. Patterns are
written with class names ("MONTH DAY COMMA? YEAR") and compiled here. No pattern holds nested
repetition, so all run in linear time.
"""

from __future__ import annotations

import re

# Classes whose words come from the lexicon, then those the lexer finds by shape.
WORD_CLASSES = [
    "MONTH",
    "WEEKDAY",
    "WEEKDAYS",
    "SEASON",
    "PART",
    "PARTS",
    "MOMENT",
    "YEARWORD",
    "QUARTER",
    "UNIT",
    "UNITS",
    "DEICTIC",
    "LAST",
    "NEXT",
    "THIS",
    "THAT",
    "LATEST",
    "THE",
    "AN",
    "OF",
    "IN",
    "ON",
    "AT",
    "FROM",
    "BETWEEN",
    "TO",
    "AND",
    "OR",
    "AGO",
    "LATER",
    "BEFORE",
    "EACH",
    "PER",
    "EARLY",
    "EDGE",
    "AMPM",
    "OCLOCK",
    "ZONE",
    "ERA",
    "APPROX",
    "ADVERB",
    "VAGUE",
    "HALF",
    "OLD",
    "BETWEENWORD",
    "DECADE",
    "ANNIVERSARY",
    "REFERENCE",
]
SHAPE_CLASSES = [
    "OTHER",
    "DAY",
    "YEAR",
    "NUMBER",
    "ORD",
    "CLOCK",
    "ISODATE",
    "NUMDATE",
    "HYPHEN",
    "COMMA",
    "PERIOD",
    "BREAK",
    "SLASH",
    "OPEN",
    "CLOSE",
    "APOSTROPHE",
    "YEARS",
    "QNUM",
    "HOLIDAY",
    "PHRASE",
    "NUMWORD",
    "COLON",
]
LETTERS = {name: chr(0x100 + place) for place, name in enumerate([*SHAPE_CLASSES, *WORD_CLASSES])}
OTHER = LETTERS["OTHER"]
_NAME = re.compile(r"[A-Z]{2,}")


def letters(*names: str) -> str:
    """Return the letters of some classes, for membership tests."""
    return "".join(LETTERS[name] for name in names)


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern written with class names; blanks are ignored."""
    return re.compile(re.sub(r"\s+", "", _NAME.sub(lambda m: LETTERS[m[0]], pattern)))
