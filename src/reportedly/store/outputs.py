"""What stages have produced: keys and digests to plan by, bodies to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select

from reportedly.records import DocId
from reportedly.store.folder import Store
from reportedly.store.tables import failure, inserting, output

WHOLE = DocId("")  # the `doc` of a corpus stage's output


@dataclass(frozen=True, slots=True)
class Output:
    """One stage's records for one document (or, with `WHOLE`, for all)."""

    stage: str
    doc: DocId
    key: str
    digest: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be brought through a stage."""

    doc: DocId
    stage: str
    reason: str
    remedy: str
    trace: str
    key: str = ""  # digest of what it failed on; another digest means it is tried again


def known(store: Store) -> Mapping[tuple[str, DocId], tuple[str, str]]:
    """Return (key, digest) by (stage, document)."""
    columns = (output.c.stage, output.c.doc, output.c.key, output.c.digest)
    with store.engine.connect() as connection:
        return {(s, DocId(d)): (k, g) for s, d, k, g in connection.execute(select(*columns))}


def bodies(store: Store, stage: str) -> dict[DocId, bytes]:
    """Return a stage's bodies by document, sorted by document."""
    query = select(output.c.doc, output.c.body).where(output.c.stage == stage)
    with store.engine.connect() as connection:
        rows = connection.execute(query.order_by(output.c.doc))
        return {DocId(doc): body for doc, body in rows}


def of_document(store: Store, doc: DocId) -> dict[str, Output]:
    """Return one document's outputs by stage."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(output).where(output.c.doc == doc))
        return {row.stage: Output(row.stage, doc, row.key, row.digest, row.body) for row in rows}


def save(store: Store, outputs: Iterable[Output]) -> None:
    """Write outputs in one transaction, over older ones; their documents' failures go."""
    rows = [
        {"stage": o.stage, "doc": o.doc, "key": o.key, "digest": o.digest, "body": o.body}
        for o in outputs
    ]
    if not rows:
        return
    statement = inserting(store.engine, output)
    latest = {name: statement.excluded[name] for name in ("key", "digest", "body")}
    statement = statement.on_conflict_do_update(index_elements=["stage", "doc"], set_=latest)
    healed = sorted({str(row["doc"]) for row in rows})
    with store.engine.begin() as connection:
        connection.execute(statement, rows)
        connection.execute(delete(failure).where(failure.c.doc.in_(healed)))


def save_failure(store: Store, failed: Failure) -> None:
    """Write why a document failed; what it had before is removed, so nothing stale is shown."""
    row = {
        "doc": failed.doc,
        "stage": failed.stage,
        "reason": failed.reason,
        "remedy": failed.remedy,
        "trace": failed.trace,
        "key": failed.key,
    }
    with store.engine.begin() as connection:
        connection.execute(delete(output).where(output.c.doc == failed.doc))
        connection.execute(delete(failure).where(failure.c.doc == failed.doc))
        connection.execute(failure.insert(), [row])


def failures(store: Store) -> tuple[Failure, ...]:
    """Return the failed documents, sorted."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(failure).order_by(failure.c.doc))
        return tuple(
            Failure(DocId(r.doc), r.stage, r.reason, r.remedy, r.trace, r.key) for r in rows
        )


def forget_failures(store: Store) -> None:
    """Remove all failures, so that their documents are tried again."""
    with store.engine.begin() as connection:
        connection.execute(delete(failure))
