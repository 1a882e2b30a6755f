"""Who quotes whom: which outlets carry which speakers, and through whom words came.

Invariant: every credited statement is counted once, under its own speaker and its document's
outlet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from reportedly.records import DocId, EntityId, StatementId
from reportedly.views.drawing import box, fitted, label, line, picture
from reportedly.views.index import Index

ROWS, COLUMNS = 18, 16  # speakers and outlets drawn: the most quoted, the most quoting
CELL, NAMES, HEADS = 30, 190, 118  # pixels: a cell, the speakers' names, the outlets' names
DENSE = 0.1, 0.05, 0.34  # how dark a cell is: one statement, each more, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One speaker, and how often each outlet credits words to them."""

    speaker: EntityId
    name: str
    counts: tuple[tuple[str, int], ...]  # outlet and statements, most first
    statements: int
    through: tuple[tuple[str, int], ...]  # who passed the words on, and how many statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Speakers by outlets."""

    outlets: tuple[str, ...]  # those that quote most speakers first
    speakers: tuple[Quoted, ...]  # those that most outlets quote first
    picture: str  # SVG


def matrix(index: Index, docs: Container[DocId] | None = None) -> Matrix:
    """Return the speakers and outlets of all documents, or of those in `docs`."""
    cells: dict[EntityId, Counter[str]] = {}
    passed: dict[EntityId, Counter[str]] = {}
    for statement, speaker in index.speakers.items():
        doc = index.statements[statement].doc
        if docs is not None and doc not in docs:
            continue
        cells.setdefault(speaker, Counter())[index.outlet(doc)] += 1
        relay = _relay(index, statement)
        if relay:
            passed.setdefault(speaker, Counter())[relay] += 1
    carried = Counter(outlet for counts in cells.values() for outlet in counts)
    outlets = tuple(sorted(carried, key=lambda o: (-carried[o], o)))
    speakers = [
        Quoted(
            speaker=speaker,
            name=index.name(speaker),
            counts=_most(counts),
            statements=counts.total(),
            through=_most(passed.get(speaker, Counter())),
        )
        for speaker, counts in cells.items()
    ]
    speakers.sort(key=lambda q: (-len(q.counts), -q.statements, q.name, q.speaker))
    return Matrix(
        outlets=outlets,
        speakers=tuple(speakers),
        picture=_drawn(outlets, speakers),
    )


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _relay(index: Index, statement: StatementId) -> str:
    """Return who is said to have passed a statement on: "A said that B had said"; "" for nobody."""
    parent = index.statements[statement].parent
    speaker = index.speakers.get(parent) if parent else None
    return index.name(speaker) if speaker and speaker != index.speakers[statement] else ""


def _drawn(outlets: Sequence[str], speakers: Sequence[Quoted]) -> str:
    """Return a matrix of the most quoted, with the number of statements in each cell."""
    rows = speakers[:ROWS]
    found = [dict(one.counts) for one in rows]
    quoting = [o for o in outlets if any(o in counts for counts in found)][:COLUMNS]
    if not quoting:
        return ""
    width = NAMES + CELL * len(quoting) + HEADS * 0.75
    height = HEADS + CELL * len(rows)
    shapes: list[str] = []
    for n, outlet in enumerate(quoting):
        x = NAMES + CELL * (n + 0.5)
        shapes.append(label(x + 2, HEADS - 8, fitted(outlet, HEADS + 24), turned=-50))
        shapes.append(line((x, HEADS), (x, height), faint=0.15))
    for n, one in enumerate(rows):
        y = HEADS + CELL * n
        shapes.append(label(0, y + CELL / 2 + 4, fitted(one.name, NAMES - 10)))
        shapes.append(line((NAMES, y + CELL), (width - HEADS * 0.75, y + CELL), faint=0.15))
        for m, outlet in enumerate(quoting):
            shapes += _cell(NAMES + CELL * m, y, found[n].get(outlet, 0))
    title = f"Who quotes whom: {len(rows)} speakers in {len(quoting)} outlets"
    if (len(rows), len(quoting)) != (len(speakers), len(outlets)):
        title += f", of {len(speakers)} and {len(outlets)}"
    return picture("matrix", (width, height), shapes, title=title, desc=_spoken(rows))


def _cell(x: float, y: float, count: int) -> list[str]:
    if not count:
        return []
    first, more, most = DENSE
    dark = round(min(most, first + more * (count - 1)), 2)
    words = label(x + CELL / 2, y + CELL / 2 + 4, str(count), anchor="middle", bold=True)
    return [box((x + 2, y + 2), (CELL - 4, CELL - 4), faint=dark), words]


def _spoken(speakers: Sequence[Quoted]) -> str:
    return "; ".join(
        f"{one.name}: {', '.join(f'{outlet} {count}' for outlet, count in one.counts)}"
        for one in speakers
    )
