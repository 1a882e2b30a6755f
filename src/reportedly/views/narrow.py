"""Part of a ledger that stands on its own: some rows, and all that they rest on."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from reportedly.records import Alignment, Corpus, DocId, Entity, Ledger, Reuse, SlotId


def narrowed(corpus: Corpus, rows: Set[SlotId]) -> Corpus:
    """Return the rows with their answers, and the documents, speakers and copies behind them.

    Documents are kept whole. A relation to a row that is not kept goes. Copies whose other text is
    not kept go, and with them the note that an answer was copied from it.
    """
    kept = [w for w in corpus.alignment.witnesses if w.slot in rows]
    names = {w.id for w in kept}
    docs = {w.span.doc for w in kept}
    documents = tuple(r for r in corpus.documents if r.document.id in docs)
    events = {r.event for r in corpus.ledger.rows if r.id in rows}
    statements = {s.id for r in documents for s in r.statements}
    reuse = _reuse(corpus.reuse, docs)
    origins = {o.id for o in reuse.origins}
    witnesses = tuple(w if w.origin in origins else replace(w, origin=None) for w in kept)
    every = corpus.ledger
    return Corpus(
        documents=documents,
        entities=_entities(corpus, docs),
        reuse=reuse,
        alignment=Alignment(
            events=tuple(
                replace(e, documents=tuple(d for d in e.documents if d in docs))
                for e in corpus.alignment.events
                if e.id in events or any(_within(corpus, x, e.id) for x in events)
            ),
            slots=tuple(s for s in corpus.alignment.slots if s.id in rows),
            witnesses=witnesses,
        ),
        ledger=Ledger(
            rows=tuple(r for r in every.rows if r.id in rows),
            relations=tuple(
                r for r in every.relations if r.row in rows and names.issuperset(r.witnesses)
            ),
            forecasts=tuple(
                replace(f, witnesses=tuple(w for w in f.witnesses if w in names))
                for f in every.forecasts
                if f.statement in statements
            ),
        ),
    )


def _within(corpus: Corpus, inner: str, outer: str) -> bool:
    """Tell whether an event is nested in another, at any depth."""
    parents = {e.id: e.within for e in corpus.alignment.events}
    seen: set[str] = set()
    at: str | None = inner
    while at is not None and at not in seen:
        if at == outer:
            return True
        seen.add(at)
        at = parents.get(at)  # type: ignore[call-overload]  # ids are strings
    return False


def _reuse(reuse: Reuse, docs: Set[DocId]) -> Reuse:
    origins = [
        replace(o, passages=tuple(p for p in o.passages if p.doc in docs)) for o in reuse.origins
    ]
    return Reuse(
        links=tuple(x for x in reuse.links if x.a.doc in docs and x.b.doc in docs),
        origins=tuple(o for o in origins if len(o.passages) > 1),
    )


def _entities(corpus: Corpus, docs: Set[DocId]) -> tuple[Entity, ...]:
    own = {e.id for r in corpus.documents if r.document.id in docs for e in r.cast.entities}
    trimmed = (
        replace(
            e,
            parts=tuple(p for p in e.parts if p in own),
            roles=tuple(r for r in e.roles if r.doc in docs),
        )
        for e in corpus.entities
    )
    return tuple(e for e in trimmed if e.parts)
