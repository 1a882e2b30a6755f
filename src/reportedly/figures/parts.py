"""Parts of a whole: "613 people, including 63 children, 106 women" makes 63 and 106 parts of 613.

A part is linked to the nearest figure before the words that open the breakdown, in its sentence;
the figures coordinated with it are parts of the same whole.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.records import Figure

OPENS = re.compile(
    r"\b(?:including|among (?:them|whom|these|those)|of (?:whom|which|them|these|those)"
    r"|mostly|mainly|most of (?:them|whom)|comprising|consisting of|made up of|divided into|that is"
    r"|as well as)\b|: *$|[-–—] *$|\( *$",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:comprising|consisting of|made up of|divided into|in all|a total of|altogether)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"\s*(?:[,;&/]|and|or|plus|as well as|, and|of them|of whom|among them|the|a|an|\w+)*\s*"
)
STOP = re.compile(r"[.!?]\s+[\"“‘']?[A-Z]|\n\n|;\s")
WINDOW = 90  # code points between a part and the figure before it


def linked(text: str, figures: list[Figure]) -> list[Figure]:
    """Return the figures with `part_of` and `exhaustive` filled in."""
    out: list[Figure] = []
    for figure in figures:
        out.append(_linked(text, out, figure))
    return out


def _linked(text: str, before: list[Figure], figure: Figure) -> Figure:
    if not before or (figure.unit not in ("person", "count", "percent") and not _money(figure)):
        return figure
    last = before[-1]
    gap = text[last.span.end : figure.span.start]
    behind = text[figure.span.end : figure.span.end + 12]
    if len(gap) > WINDOW or STOP.search(gap):
        return figure
    opens = OPENS.search(gap) or re.match(r" ?of (?:them|whom|which)\b", behind)
    if opens and last.unit == figure.unit and _smaller(figure, last):
        whole = last.part_of if last.part_of and not OPENS.search(gap) else last.id
        return replace(figure, part_of=whole, exhaustive=WHOLE.search(gap) is not None)
    if last.part_of and last.unit == figure.unit and _coordinated(gap):
        return replace(figure, part_of=last.part_of, exhaustive=last.exhaustive)
    return figure


def _money(figure: Figure) -> bool:
    return len(figure.unit) == 3 and figure.unit.isupper()


def _coordinated(gap: str) -> bool:
    """Tell whether only a comma, "and" and a few words of a noun phrase lie between."""
    return len(gap) <= 40 and re.search(r",|\band\b|&|/", gap) is not None and "(" not in gap


def _smaller(part: Figure, whole: Figure) -> bool:
    """Tell whether a part fits into its whole."""
    value, limit = part.readings[0].low, whole.readings[0].high
    return value is None or limit is None or value <= limit
