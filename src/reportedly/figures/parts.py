"""Parts of a whole: "214 people, including 31 children, 52 women" makes 31 and 52 parts of 214.

A part is linked to the nearest figure of its kind, not smaller, before the words that open the
breakdown; the figures coordinated with it are parts of the same whole. Numbers that add up to the
figure before them are its parts without any such words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reportedly.records import Figure

OPENS = re.compile(
    r"\b(?:including|includes?|among (?:them|whom|these|those)|of (?:whom|which|them|these|those)"
    r"|mostly|mainly|most of (?:them|whom)|comprising|consisting of|made up of|divided into)\b"
    r"|:\s*(?:[*•-] )?$|(?: [-–—]|—) *$|\(\s*$",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\A(?: ?(?:\w++ )?of (?:them|whom|which)\b|,? among them\b)")
WHOLE = re.compile(
    r"\b(?:comprising|consisting of|made up of|divided into|in all|a total of|altogether)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(r"\b(?:a total of|totalling|in all|making) $", re.IGNORECASE)
IN_ALL = re.compile(r",? (?:people )?(?:in all|altogether|in total|all told)\b")
OF_WHOLE = re.compile(
    r"(?: \w+)? (?:out )?of (?:the |its |their |his |her |our |all |these |those |some ){0,2}"
    r"(?:\w+['’]s )?$"
)
OF_THE = re.compile(r"(?:^|[.!?;\n][^\S\n]*+)Of (?:the |its |their |these |all )?$")
STOP = re.compile(r"[.!?][\"”’)]?\s+[\"“‘']?[A-Z]|\n\s*\n(?!\s*[*•-] )|\n(?!\s*[*•-] )")
WINDOW = 130  # code points between a part and its whole
BACK = 4  # figures looked back at
COORDINATED = 45  # code points between two parts of one whole
COUNTS = ("person", "count", "")


def linked(text: str, figures: list[Figure]) -> list[Figure]:
    """Return the figures with `part_of` and `exhaustive` filled in."""
    out: list[Figure] = []
    for figure in figures:
        out.append(_part(text, out, figure))
    out = [_of_next(text, out, k) for k in range(len(out))]
    for k in range(len(out)):
        for j in _summed(text, out, k):
            out[j] = replace(out[j], part_of=out[k].id, exhaustive=True)
    return _inherited(out)


def _inherited(figures: Sequence[Figure]) -> list[Figure]:
    """Give a part without a predicate that of its whole: of 214 killed 52 were women."""
    by_id = {f.id: f for f in figures}
    out = []
    for figure in figures:
        whole = by_id[figure.part_of] if figure.part_of else None
        if whole is None or figure.predicate is not None or whole.predicate is None:
            out.append(figure)
            continue
        out.append(
            replace(
                figure,
                predicate=whole.predicate,
                predicate_span=whole.predicate_span,
                negated=whole.negated,
            )
        )
    return out


def _part(text: str, before: Sequence[Figure], figure: Figure) -> Figure:
    """Link a figure to the whole before it, if words open a breakdown between them."""
    for whole in reversed(before[-BACK:]):
        gap = text[whole.number.end : figure.span.start]
        if len(gap) > WINDOW or STOP.search(gap):
            break
        behind = BEHIND.match(text[figure.number.end : figure.number.end + 24])
        if _fits(figure, whole) and (_opened(gap) or behind or _of_the(text, whole, gap)):
            return replace(figure, part_of=whole.id, exhaustive=WHOLE.search(gap) is not None)
        if whole.part_of and _alike(figure, whole) and _coordinated(gap):
            return replace(figure, part_of=whole.part_of, exhaustive=whole.exhaustive)
    return figure


def _opened(gap: str) -> bool:
    """Tell whether a breakdown opens in the gap and no other part stands in it."""
    ends = [m.end() for m in OPENS.finditer(gap)]
    return bool(ends) and len(gap) - ends[-1] < COORDINATED


def _of_the(text: str, whole: Figure, gap: str) -> bool:
    """Read "Of the 86,400 registered, 1,870 went home"."""
    lead = text[max(0, whole.span.start - 14) : whole.number.start]
    return "," in gap and OF_THE.search(lead) is not None


def _coordinated(gap: str) -> bool:
    """Tell whether only a comma, "and" and a few words of a noun phrase lie between."""
    return (
        len(gap) <= COORDINATED
        and re.search(r"[,;&/]|\band\b|\n\s*[*•-] ", gap) is not None
        and "(" not in gap
    )


def _alike(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are of one kind: both counts, or one currency or unit."""
    return a.unit == b.unit or (a.unit in COUNTS and b.unit in COUNTS)


def _fits(part: Figure, whole: Figure) -> bool:
    """Tell whether a part is of its whole's kind and not larger."""
    if part.unit == "percent" and whole.unit in COUNTS:
        return True
    value, limit = part.readings[0].low, whole.readings[0].high
    small = value is None or limit is None or value < limit
    return _alike(part, whole) and small and part.unit != "year"


def _of_next(text: str, figures: Sequence[Figure], k: int) -> Figure:
    """Read "five of the train's eight carriages": the whole stands behind its part."""
    figure = figures[k]
    if figure.part_of is not None or k + 1 >= len(figures):
        return figure
    whole = figures[k + 1]
    gap = text[figure.number.end : whole.number.start]
    if len(gap) > COORDINATED or not OF_WHOLE.fullmatch(gap) or not _fits(figure, whole):
        return figure
    return replace(figure, part_of=whole.id)


def _summed(text: str, figures: Sequence[Figure], k: int) -> tuple[int, ...]:
    """Return the figures that add up to figure `k` right before or, with "in all", behind them."""
    whole = figures[k]
    value = whole.readings[0].value
    if value is None or value < 3:
        return ()
    forward = _run(text, figures, range(k + 1, len(figures)), total=value)
    if forward:
        return forward
    behind = IN_ALL.match(text[whole.span.end : whole.span.end + 24])
    said = behind or TOTAL.search(text[max(0, whole.span.start - 24) : whole.span.start])
    return _run(text, figures, range(k - 1, -1, -1), total=value) if said else ()


def _run(text: str, figures: Sequence[Figure], order: range, *, total: Decimal) -> tuple[int, ...]:
    """Return the neighbours of a whole, in order, that add up to it exactly; else nothing."""
    whole = figures[order.start - order.step]
    sum_of, parts, last = Decimal(0), [], whole
    for j in order[:8]:
        figure = figures[j]
        low, high = sorted((figure.number.start, last.number.end))
        if STOP.search(text[low:high]) or high - low > WINDOW or not _alike(figure, whole):
            return ()
        value = figure.readings[0].value
        if value is None or value <= 0:
            return ()
        sum_of += value
        parts.append(j)
        last = figure
        if sum_of >= total:
            break
    return tuple(parts) if sum_of == total and len(parts) > 1 else ()
