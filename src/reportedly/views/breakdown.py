"""Wholes that a text breaks down into parts, with what remains.

Invariant: parts come from the text's own words ("214 people, including 31 children"); they may
overlap, so a remainder is named only where the parts together stay below the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportedly.records import DocId, Figure, FigureId
from reportedly.views.drawing import box, fitted, label, line, picture
from reportedly.views.index import Index, around, doc_label, shortened
from reportedly.views.tables import plain

Alike = tuple[tuple[Figure, tuple[Figure, ...]], ...]  # wholes, each with its parts
WIDTH, LEFT, LANE = 320, 165, 22  # pixels
MOST = 10  # parts drawn
COUNTED = {"person", "count"}  # "12 people, three of them": the second may be read as a count
TAIL = re.compile(r"[^,;.:()\n|]{0,40}")  # words behind a bare number, up to a stop
AROUND = 120  # code points shown on either side of the whole


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole, in the words of the text."""

    value: Decimal
    words: str  # "63 children"
    start: int  # code points into the document's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One text that gives the breakdown."""

    doc: DocId
    label: str
    start: int  # of the whole; code points
    speaker: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A whole with its parts, and every text that gives the same numbers."""

    whole: Decimal
    words: str  # "214 people"
    parts: tuple[Part, ...]  # in the order of the text
    total: Decimal  # of the parts
    said_whole: bool  # the parts are said to make up the whole
    accounts: tuple[Account, ...]  # by date
    picture: str  # SVG

    @property
    def remainder(self) -> Decimal | None:
        """What the parts leave, None when they give more than the whole."""
        return self.whole - self.total if self.total <= self.whole else None


def breakdowns(index: Index) -> tuple[Breakdown, ...]:
    """Return the breakdowns: those of most texts first, then those of most parts."""
    found = broken_down(index)
    made = [_breakdown(index, list(same)) for same in dict.fromkeys(found.values())]
    made.sort(key=lambda b: (-len(b.accounts), -len(b.parts), -b.whole, b.accounts[0].doc, b.words))
    return tuple(made)


@lru_cache(maxsize=2)  # the index that is shown, and the one that a slow request still reads
def broken_down(index: Index) -> dict[FigureId, Alike]:
    """Return, for each whole, itself and all others that are broken down into the same numbers."""
    found: dict[tuple[Decimal, ...], list[tuple[Figure, tuple[Figure, ...]]]] = {}
    for whole, parts in _groups(index):
        key = (_value(whole), *(_value(p) for p in parts))
        found.setdefault(key, []).append((whole, tuple(parts)))
    return {whole.id: tuple(same) for same in found.values() for whole, _ in same}


def breakdowns_of(index: Index, figures: Iterable[FigureId | None]) -> tuple[Breakdown, ...]:
    """Return the breakdowns of some figures, each once."""
    known = broken_down(index)
    same = dict.fromkeys(known[f] for f in figures if f in known)
    return tuple(_breakdown(index, list(one)) for one in same)


def _groups(index: Index) -> list[tuple[Figure, list[Figure]]]:
    parts: dict[FigureId, list[Figure]] = {}
    for figure in index.figures.values():
        whole = index.figures.get(figure.part_of) if figure.part_of else None
        if whole is not None and _value(figure) > 0 and _alike(figure.unit, whole.unit):
            parts.setdefault(whole.id, []).append(figure)
    return [
        (index.figures[whole], sorted(them, key=lambda f: f.span))
        for whole, them in parts.items()
        if _value(index.figures[whole]) > 0
    ]


def _alike(part: str, whole: str) -> bool:
    """Tell whether a part is measured as its whole is: 61 percent of 3.5 million is not."""
    return part == whole or {part, whole} <= COUNTED


def _value(figure: Figure) -> Decimal:
    return figure.readings[0].value or Decimal(0)


def _breakdown(index: Index, same: list[tuple[Figure, tuple[Figure, ...]]]) -> Breakdown:
    same.sort(key=lambda one: _by_date(index, one[0]))
    whole, parts = same[0]
    own = tuple(Part(_value(p), _named(index, p), p.span.start) for p in parts)
    total = sum((part.value for part in own), Decimal(0))
    words = index.words(whole.span)
    return Breakdown(
        whole=_value(whole),
        words=words,
        parts=own,
        total=total,
        said_whole=any(p.exhaustive for p in (whole, *parts)),
        accounts=tuple(_account(index, one) for one, _ in same),
        picture=_bars(_value(whole), words, own),
    )


def _named(index: Index, figure: Figure) -> str:
    """Return a part's words; a bare number with what follows it: "512 in new work"."""
    if figure.span != figure.number:
        return index.words(figure.span)
    text = index.documents[figure.span.doc].document.text
    tail = TAIL.match(text, figure.span.end)
    return shortened(f"{index.words(figure.span)}{tail[0] if tail else ''}", 40)


def _by_date(index: Index, figure: Figure) -> tuple[bool, str, str, int]:
    document = index.documents[figure.span.doc].document
    return (
        document.published is None,
        document.published or "",
        document.id,
        figure.span.start,
    )


def _account(index: Index, whole: Figure) -> Account:
    before, words, after = around(index, whole.span, AROUND)
    return Account(
        doc=whole.span.doc,
        label=doc_label(index, whole.span.doc),
        start=whole.span.start,
        speaker=index.speaker_of(whole.statement),
        before=before,
        words=words,
        after=after,
    )


def _bars(whole: Decimal, words: str, parts: Sequence[Part]) -> str:
    """Return the whole as a bar and beneath it each part, one after the other, and the rest."""
    total = sum((part.value for part in parts), Decimal(0))
    scale = float(WIDTH - LEFT) / float(max(whole, total))
    chained = total <= whole
    shapes = [
        label(0, LANE / 2 + 4, fitted(words, LEFT - 10), bold=True),
        box((LEFT, 4), (float(whole) * scale, LANE - 8)),
    ]
    at, y = 0.0, float(LANE)
    for part in parts[:MOST]:
        width = float(part.value) * scale
        shapes.append(label(10, y + LANE / 2 + 4, fitted(part.words, LEFT - 20)))
        shapes.append(box((LEFT + at, y + 5), (width, LANE - 10), faint=0.6))
        at, y = (at + width if chained else 0.0), y + LANE
    if chained and total < whole and len(parts) <= MOST:
        rest = whole - total
        shapes.append(label(10, y + LANE / 2 + 4, f"the rest: {plain(rest)}", faint=True))
        shapes.append(box((LEFT + at, y + 5), (float(rest) * scale, LANE - 10), dashed=True))
        y += LANE
    if not chained:
        shapes.append(line((LEFT + float(whole) * scale, 0), (LEFT + float(whole) * scale, y)))
        shapes.append(label(0, y + 14, f"the parts add up to {plain(total)}", faint=True))
        y += LANE
    spoken = f"{words}: " + "; ".join(part.words for part in parts)
    return picture("breakdown", (WIDTH, y + 4), shapes, title=f"{words}, broken down", desc=spoken)
