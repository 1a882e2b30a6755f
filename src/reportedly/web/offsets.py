"""Between the offsets of records and those of browsers.

Records count Unicode code points; browsers count UTF-16 units, two for a flag's each half or an
emoji. Nothing else in the project knows UTF-16.
"""

from __future__ import annotations

BEYOND = 0xFFFF  # the last code point that takes one UTF-16 unit


def units(text: str) -> int:
    """Return how many UTF-16 units a text has."""
    return len(text) + sum(ord(c) > BEYOND for c in text)


def code_points(text: str, unit: int) -> int:
    """Return how many code points lie before a UTF-16 offset; one inside a pair counts its start.

    An offset past the end gives the length of the text.
    """
    left = unit
    for at, character in enumerate(text):
        width = 2 if ord(character) > BEYOND else 1
        if left < width:
            return at
        left -= width
    return len(text)
