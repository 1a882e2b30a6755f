"""How a passage drifts from copy to copy: the first wording, and what each later one changed.

Invariant: the pieces of a wording that are not struck out, joined, are its words, code point for
code point; struck pieces are words of the first wording that it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Levenshtein

from reportedly.records import DocId, DocumentRecords, Origin, Span
from reportedly.views.drawing import box, fitted, label, line, picture
from reportedly.views.index import Index, doc_label

Remarks = dict[tuple[Span, Span], tuple[str, ...]]
WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
MOST_WORDS = 1500  # of a passage that are aligned: a page; 0.01 s for two such
LONG = 20  # words left out that are counted rather than written
WIDTH, NAMES, LANE = 320, 140, 20  # pixels: the strip, its names, a wording's height
MOST_LINES = 14  # wordings in the strip; all of them stand beside it as text


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a wording. `kind`: "same", "changed", "added" or "gone"."""

    kind: str
    text: str
    about: tuple[str, ...] = ()  # of a change: "figure", "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One document's wording of a passage."""

    doc: DocId
    outlet: str
    label: str  # outlet and date
    start: int  # code points into the document's text
    end: int
    pieces: tuple[Piece, ...]
    changed: int  # words that are not the first wording's
    gone: int  # words of the first wording that it leaves out


@dataclass(frozen=True, slots=True)
class Change:
    """Words [a, b) of the first wording stand as words [c, d) of another.

    `kind`: "equal", "replace", "insert" or "delete".
    """

    kind: str
    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A passage that stands in several documents, by date; the first is the measure."""

    id: str
    dated: bool  # the first is first by date; else the longest stands first
    wordings: tuple[Wording, ...]
    remarks: tuple[str, ...]  # what copies changed, in words
    picture: str  # SVG


def passages(index: Index) -> tuple[Origin, ...]:
    """Return the passages with copies: in most documents first, then the longest."""

    def size(origin: Origin) -> tuple[int, int, str]:
        longest = max(p.end - p.start for p in origin.passages)
        return (-len({p.doc for p in origin.passages}), -longest, origin.id)

    return tuple(sorted(index.corpus.reuse.origins, key=size))


def remarks(index: Index) -> Remarks:
    """Return what is remarked on each pair of passages, in words."""
    return {(link.a, link.b): link.changes for link in index.corpus.reuse.links if link.changes}


def drift(index: Index, origin: Origin, remarked: Remarks) -> Drift:
    """Return one passage with all its wordings. `remarked`: what `remarks` returns."""
    places = sorted(origin.passages, key=lambda p: _by_date(index, p))
    base = _words(index, places[0])
    found = [_wording(index, base, place) for place in places]
    pairs = ((a, b) for a in origin.passages for b in origin.passages if a < b)
    said = [change for pair in pairs for change in remarked.get(pair, ())]
    return Drift(
        id=origin.id,
        dated=index.documents[places[0].doc].document.published is not None,
        wordings=tuple(wording for wording, _ in found),
        remarks=tuple(dict.fromkeys(said)),
        picture=_strip(found, len(base)),
    )


def _by_date(index: Index, passage: Span) -> tuple[bool, str, int, Span]:
    published = index.documents[passage.doc].document.published
    return (published is None, published or "", passage.start - passage.end, passage)


def _words(index: Index, passage: Span) -> list[Span]:
    """Return the words of a passage in order, at most `MOST_WORDS`."""
    text = passage.of(index.documents[passage.doc].document.text)
    return [
        Span(passage.doc, passage.start + m.start(), passage.start + m.end())
        for m in islice(WORD.finditer(text), MOST_WORDS)
    ]


def _wording(index: Index, base: list[Span], passage: Span) -> tuple[Wording, list[Change]]:
    own = _words(index, passage)
    changes = _changes(_folded(index, base), _folded(index, own))
    pieces = tuple(_pieces(index, passage, (base, own, changes)))
    return Wording(
        doc=passage.doc,
        outlet=index.outlet(passage.doc),
        label=doc_label(index, passage.doc),
        start=passage.start,
        end=passage.end,
        pieces=pieces,
        changed=sum(c.d - c.c for c in changes if c.kind in ("replace", "insert")),
        gone=sum(c.b - c.a for c in changes if c.kind in ("replace", "delete")),
    ), changes


def _folded(index: Index, words: list[Span]) -> list[str]:
    return [index.words(word).casefold() for word in words]


def _changes(base: list[str], own: list[str]) -> list[Change]:
    return [
        Change(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(base, own)
    ]


def _pieces(
    index: Index, passage: Span, aligned: tuple[list[Span], list[Span], list[Change]]
) -> Iterator[Piece]:
    """Yield a wording in pieces; blanks and punctuation belong to what is the same."""
    base, own, changes = aligned
    records = index.documents[passage.doc]
    text = records.document.text
    at = passage.start
    for change in changes:
        gap = own[change.c].start if change.c < len(own) else passage.end
        if change.kind != "equal" and at < gap:
            yield Piece("same", text[at:gap])
            at = gap
        if change.kind in ("replace", "delete"):
            count = change.b - change.a
            left_out = Span(base[0].doc, base[change.a].start, base[change.b - 1].end)
            yield Piece("gone", index.words(left_out) if count <= LONG else f"[{count} words]")
        if change.kind in ("replace", "insert"):
            end = own[change.d - 1].end
            kind = "changed" if change.kind == "replace" else "added"
            yield Piece(kind, text[at:end], _about(records, at, end))
            at = end
        elif change.kind == "equal":
            end = own[change.d - 1].end
            yield Piece("same", text[at:end])
            at = end
    if at < passage.end:
        yield Piece("same", text[at : passage.end])


def _about(records: DocumentRecords, start: int, end: int) -> tuple[str, ...]:
    """Return whether changed words touch a figure or the naming of a speaker."""
    figures = (f.number for f in records.figures)
    sources = (c for s in records.statements for c in s.source)
    found = (("figure", figures), ("speaker", sources))
    return tuple(
        name for name, spans in found if any(s.start < end and start < s.end for s in spans)
    )


def _strip(found: list[tuple[Wording, list[Change]]], size: int) -> str:
    """Return the wordings as lines: same words thin, other words thick, words left out as gaps."""
    if not size or len(found) < 2:
        return ""
    step = (WIDTH - NAMES - 8) / size
    parts: list[str] = []
    for at, (wording, changes) in enumerate(found[:MOST_LINES]):
        y = LANE * (at + 0.5)
        parts.append(label(0, y + 4, fitted(wording.outlet, NAMES - 8), bold=not at))
        parts += [_run(change, step, y) for change in changes]
    title = f"One passage in {len(found)} wordings"
    spoken = "; ".join(
        f"{w.label}: {w.changed} words of its own, {w.gone} left out" for w, _ in found[1:]
    )
    height = LANE * min(len(found), MOST_LINES)
    return picture("drift", (WIDTH, height), parts, title=title, desc=spoken)


def _run(change: Change, step: float, y: float) -> str:
    x, width = NAMES + change.a * step, (change.b - change.a) * step
    if change.kind == "equal":
        return line((x, y), (x + width, y), weight=2, faint=0.45)
    if change.kind == "delete":
        return line((x, y), (x + width, y), dashed=True, faint=0.45)
    return box((x, y - 6), (max(3.0, width), 12), round=1)
