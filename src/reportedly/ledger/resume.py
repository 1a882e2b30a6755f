"""Keep the ledger again when a few documents came, went or changed: only parts they touch are read.

Invariant: the outcome is that of `book.keep` on the same corpus, byte for byte. A part's rows,
relations and forecasts depend on its documents, its alignment and its copies, on the names, kinds
and institutions of its speakers, on which of its dates are past, and on the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.codec import digest, encode, pack, unpack
from reportedly.ledger.forecasts import is_past, last_day
from reportedly.ledger.keeping import all_kept
from reportedly.ledger.parts import parts
from reportedly.ledger.rows import patrons
from reportedly.records import Corpus, DocId, Ledger
from reportedly.stage import MARK, Earlier, Marked, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a run looked at: the digest of each part."""

    parts: tuple[str, ...]


def resume(given: Marked, tools: Tools, earlier: Earlier[Ledger] | None) -> tuple[Ledger, bytes]:
    """Return the Ledger of all documents and notes for the next time."""
    corpus = given.corpus
    last = last_day(corpus)
    every = parts(corpus)
    marks = tuple(_mark(part, given.marks, last) for part in every)
    known = frozenset(unpack(earlier.notes, Notes).parts) if earlier else frozenset()
    same = [part for part, mark in zip(every, marks, strict=True) if mark in known]
    fresh = [part for part, mark in zip(every, marks, strict=True) if mark not in known]
    found = all_kept(fresh, tools, last=last)
    if earlier:
        found.append(_of_parts(same, earlier.output))
    return _gathered(found), pack(Notes(parts=marks))


def _mark(part: Corpus, marks: Mapping[DocId, str], last: str) -> str:
    """Return the digest of all that a part's ledger depends on, but for the program."""
    houses = patrons(part.entities)
    speakers = tuple((e.id, e.name, e.kind, houses.get(e.id, "")) for e in part.entities)
    due = {s.id for s in part.alignment.slots if s.predicate == "due"}
    told = {w.time for w in part.alignment.witnesses if w.slot in due}
    past = tuple(is_past(t, last) for r in part.documents for t in r.times if t.id in told)
    read = [(r.document.id, marks[r.document.id]) for r in part.documents]
    return digest(encode((read, part.alignment, part.reuse, speakers, past)))[:MARK]


def _of_parts(same: Iterable[Corpus], output: Ledger) -> Ledger:
    """Return what an earlier ledger holds of some parts."""
    slots = {s.id for part in same for s in part.alignment.slots}
    witnesses = {w.id for part in same for w in part.alignment.witnesses}
    return Ledger(
        rows=tuple(r for r in output.rows if r.id in slots),
        relations=tuple(r for r in output.relations if r.witnesses[0] in witnesses),
        forecasts=tuple(f for f in output.forecasts if f.witnesses[0] in witnesses),
    )


def _gathered(found: Iterable[Ledger]) -> Ledger:
    """Return the ledgers of parts as the stage gives them."""
    every = tuple(found)
    return Ledger(
        rows=tuple(sorted((r for k in every for r in k.rows), key=lambda r: r.id)),
        relations=tuple(sorted((r for k in every for r in k.relations), key=lambda r: r.id)),
        forecasts=tuple(sorted((f for k in every for f in k.forecasts), key=lambda f: f.id)),
    )
