"""Check a ledger against itself: originals, spans, decisions. Finds, and says how to mend."""

from __future__ import annotations

from reportedly.engines.local import load_records, tasks
from reportedly.errors import LostAnchor
from reportedly.records import DocumentRecords, Span
from reportedly.review import find
from reportedly.store import Store, blobs
from reportedly.store import documents as held_documents


def problems(store: Store) -> list[str]:
    """Return one sentence for each thing that is wrong with a ledger; empty when it is whole."""
    found = [
        f"original {file.name[:12]} has changed on disk; restore {file} from a backup"
        for file in blobs.damaged(store.originals)
    ]
    for doc, held in held_documents.held(store).items():
        if not blobs.path_of(store.originals, held.capture.id).exists():
            found.append(f"{doc}: its original is missing; run again on {held.capture.location}")
    records, _ = load_records(store)
    for document in records:
        found += _spans_outside(document)
    return found + _lost_decisions(store, records)


def _spans_outside(records: DocumentRecords) -> list[str]:
    size = len(records.document.text)
    spans: list[Span] = [t.span for t in records.times]
    spans += [f.span for f in records.figures] + [m.span for m in records.cast.mentions]
    spans += [p for s in records.statements for p in (*s.content, *s.cue, *s.source)]
    return [
        f"{records.document.path}: a span ends at {span.end}, the text at {size}; run again"
        for span in spans
        if span.end > size
    ]


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
