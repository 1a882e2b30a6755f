"""The report's last part: each document's text with its marks, where every footnote leads.

Invariant: the runs of a block, joined, are its text; each place a footnote may name begins a run.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import BlockKind, DocId, Document, DocumentRecords, Mode
from reportedly.views.cutting import Run, Stroke, cut
from reportedly.views.index import Index
from reportedly.views.report_places import Places
from reportedly.views.tables import remarks

SAYS, COUNTS, DATES, SHARES = "s", "n", "d", "c"  # kinds of marks, as short as their classes


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. `anchor` and `note` are "" for most."""

    text: str
    kinds: str  # space between; "" for plain text
    anchor: str
    note: str  # who, what, when: on the first run of a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document with its marked text by block."""

    number: int
    document: Document
    outlet: str
    remarks: tuple[str, ...]  # what a reader should know of how it was read
    blocks: tuple[tuple[str, tuple[Piece, ...]], ...]  # block kind, pieces


def pages(places: Places) -> tuple[Page, ...]:
    """Return all documents in the order of their numbers."""
    anchored = _anchored(places.index)
    shared = _shared(places.index)
    return tuple(
        _page(places, places.index.documents[doc], (anchored.get(doc, set()), shared.get(doc, [])))
        for doc in places.numbers
    )


def _anchored(index: Index) -> dict[DocId, set[int]]:
    """Return where a place of the report may begin, by document; code points."""
    found: dict[DocId, set[int]] = {r.document.id: {0} for r in index.corpus.documents}
    for witness in index.witnesses.values():
        found[witness.span.doc].add(witness.span.start)
    for records in index.corpus.documents:
        own = found[records.document.id]
        own |= {s.content[0].start for s in records.statements if s.mode is not Mode.NARRATOR}
        own |= {t.span.start for t in records.times if t.earliest}
        own |= {f.span.start for f in records.figures if f.exhaustive or f.part_of}
        wholes = {f.part_of for f in records.figures if f.part_of}
        own |= {f.span.start for f in records.figures if f.id in wholes}
    for origin in index.corpus.reuse.origins:
        for passage in origin.passages:
            found[passage.doc].add(passage.start)
    return found


def _shared(index: Index) -> dict[DocId, list[tuple[Stroke, str]]]:
    """Return the passages of each document that stand in others, with those outlets."""
    by_place: dict[DocId, dict[tuple[int, int], list[str]]] = {}
    for link in index.corpus.reuse.links:
        for own, other in ((link.a, link.b), (link.b, link.a)):
            at = by_place.setdefault(own.doc, {})
            at.setdefault((own.start, own.end), []).append(index.outlet(other.doc))
    return {
        doc: [
            (Stroke(start, end, SHARES), _few(outlets))
            for (start, end), outlets in sorted(places.items())
        ]
        for doc, places in by_place.items()
    }


def _few(outlets: list[str]) -> str:
    names = list(dict.fromkeys(outlets))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"also in {', '.join(names[:3])}{more}"


def _page(
    places: Places, records: DocumentRecords, known: tuple[set[int], list[tuple[Stroke, str]]]
) -> Page:
    anchored, shared = known
    document = records.document
    marks = [*_marks(places.index, records), *shared]
    notes: dict[int, list[str]] = {}
    for stroke, note in marks:
        notes.setdefault(stroke.start, []).append(note)
    strokes = [stroke for stroke, _ in marks]
    strokes += [Stroke(at, at + 1, "") for at in anchored]  # an edge, so that a run begins here
    blocks = tuple(
        (
            block.kind.value,
            tuple(
                _piece(places, document.id, (run, run.start in anchored, notes.get(run.start, [])))
                for run in _joined(
                    cut(document.text, (block.span.start, block.span.end), strokes), anchored
                )
            ),
        )
        for block in document.blocks
        if block.kind is not BlockKind.BOILERPLATE
    )
    return Page(
        number=places.numbers[document.id],
        document=document,
        outlet=places.index.outlet(document.id),
        remarks=remarks(document),
        blocks=blocks,
    )


def _marks(index: Index, records: DocumentRecords) -> list[tuple[Stroke, str]]:
    said = [
        (Stroke(c.start, c.end, SAYS), index.speaker_of(s.id))
        for s in records.statements
        if s.mode is not Mode.NARRATOR
        for c in s.content
    ]
    counted = [
        (
            Stroke(f.span.start, f.span.end, COUNTS),
            " ".join(filter(None, (f.predicate, f.counted))),
        )
        for f in records.figures
    ]
    dated = [(Stroke(t.span.start, t.span.end, DATES), t.edtf or t.timex) for t in records.times]
    return [*said, *counted, *dated]


def _joined(runs: tuple[Run, ...], anchored: set[int]) -> list[Run]:
    """Join a run with the one before when no place begins and no mark changes."""
    found: list[Run] = []
    for run in runs:
        kinds = tuple(k for k in run.kinds if k)
        last = found[-1] if found else None
        if last is not None and last.kinds == kinds and run.start not in anchored:
            found[-1] = Run(last.start, last.text + run.text, kinds, ())
        else:
            found.append(Run(run.start, run.text, kinds, ()))
    return found


def _piece(places: Places, doc: DocId, known: tuple[Run, bool, list[str]]) -> Piece:
    run, anchored, notes = known
    anchor = places.anchor(doc, run.start) if anchored else ""
    return Piece(
        run.text, " ".join(run.kinds), anchor, "; ".join(dict.fromkeys(filter(None, notes)))
    )
