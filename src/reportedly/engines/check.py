"""Check a ledger against itself: database, originals, outputs, spans, decisions.

Invariant: finds and says how to mend; changes nothing.
"""

from __future__ import annotations

import msgspec

from reportedly.codec import decode, digest
from reportedly.engines.local import tasks
from reportedly.engines.update import ORDER, settled_records
from reportedly.errors import InvalidRecord, LostAnchor
from reportedly.records import Document, DocumentRecords, Span
from reportedly.review import find
from reportedly.store import Store, fetched, health, originals, outputs
from reportedly.store import documents as held_documents

RESTORE = "restore it from a backup"
AGAIN = "run again to have it read anew"


def problems(store: Store) -> list[str]:
    """Return one sentence for each thing that is wrong with a ledger; empty when it is whole.

    Raises:
        BadLedger: the database is too damaged to be read at all.
    """
    found = [f"the database is damaged: {line}; {RESTORE}" for line in health.integrity(store)]
    found += [
        f"original {capture[:12]} has changed on disk; restore {where} from a backup"
        for capture, where in originals.damaged(store)
    ]
    holds = held_documents.held(store)
    lacking = originals.lacking(store, (held.capture.id for held in holds.values()))
    for doc, held in holds.items():
        if held.capture.id in lacking:
            found.append(f"{doc}: its original is missing; run again on {held.capture.location}")
    found += [f"{path} is damaged; {RESTORE}" for path in fetched.damaged(store.root)]
    if store.address is None:  # of a shared ledger, they lie with whoever fetched them
        places = (held.capture.location for held in holds.values())
        found += [f"{path} is missing; {RESTORE}" for path in fetched.lacking(store.root, places)]
    records, broken = _records(store)
    for document in records:
        found += _spans_outside(document)
    return found + broken + _lost_decisions(store, records)


def _records(store: Store) -> tuple[tuple[DocumentRecords, ...], list[str]]:
    """Return all documents whose outputs are whole, and what is wrong with the others."""
    bodies = {name: outputs.bodies(store, name) for name in ORDER}
    known = outputs.known(store)
    changed = {
        doc: f"{doc}: {name} gave records that changed on disk; {RESTORE}"
        for name, held in bodies.items()
        for doc, body in held.items()
        if digest(body) != known[name, doc][1]
    }
    whole: list[DocumentRecords] = []
    for doc, task in tasks(store).items():
        if doc in changed or not all(doc in bodies[name] for name in ORDER):
            continue
        try:
            whole.append(settled_records(task, {name: bodies[name][doc] for name in ORDER}))
        except (msgspec.DecodeError, InvalidRecord) as err:
            changed[doc] = f"{doc}: its records cannot be read ({err}); {AGAIN}"
        except LostAnchor:
            whole.append(_bare(bodies["documents"][doc]))  # its decision is named below
    return tuple(whole), [changed[doc] for doc in sorted(changed)]


def _bare(body: bytes) -> DocumentRecords:
    return DocumentRecords(document=decode(body, Document))


def _spans_outside(records: DocumentRecords) -> list[str]:
    """Name the spans that leave the text or hold no words."""
    document = records.document
    return [
        f"{document.path}: a span is {span.start} to {span.end}, the text {len(document.text)} "
        f"long; {AGAIN}"
        for span in _spans(records)
        if span.doc != document.id or span.end > len(document.text) or not span.of(document.text)
    ]


def _spans(records: DocumentRecords) -> list[Span]:
    spans: list[Span] = [b.span for b in records.document.blocks]
    spans += [e.span for e in records.document.evidence if e.span is not None]
    spans += [t.span for t in records.times]
    for figure in records.figures:
        inside = (figure.span, figure.number, figure.counted_span, figure.predicate_span)
        spans += [span for span in inside if span is not None]
    spans += [m.span for m in records.cast.mentions]
    spans += [p for s in records.statements for p in (*s.content, *s.cue, *s.source)]
    return spans


def _lost_decisions(store: Store, records: tuple[DocumentRecords, ...]) -> list[str]:
    documents = {r.document.capture: r.document for r in records}
    pointers = {
        (made.id, anchor): documents.get(anchor.capture)
        for task in tasks(store).values()
        for made in task.decisions
        for anchor in made.anchors
    }
    found: list[str] = []
    for (decision, anchor), document in pointers.items():
        try:
            if document is not None:
                find(anchor, document)
        except LostAnchor as err:
            found.append(f"decision {decision}: {err}")
    return found
