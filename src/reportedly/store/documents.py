"""Which captures a ledger holds, and which inputs it had to reject."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select

from reportedly.records import Capture, CaptureId, DocId, Rejection
from reportedly.store.folder import Store
from reportedly.store.outputs import failures
from reportedly.store.tables import document, inserting, rejection


@dataclass(frozen=True, slots=True)
class Held:
    """A capture of the ledger and the document made of it."""

    doc: DocId
    capture: Capture
    resolved: str  # absolute place it was read from, with the record id behind "#"


def held(store: Store) -> dict[DocId, Held]:
    """Return every capture by its document's id, sorted."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(document).order_by(document.c.doc))
        return {
            DocId(row.doc): Held(
                DocId(row.doc),
                Capture(
                    id=CaptureId(row.capture),
                    location=row.location,
                    media_type=row.media_type,
                    size=row.size,
                    given=tuple((str(k), str(v)) for k, v in json.loads(row.given)),
                ),
                row.resolved,
            )
            for row in rows
        }


def add(store: Store, captures: Iterable[Held]) -> None:
    """Write captures in one transaction; known ones are left alone."""
    rows = [
        {
            "doc": h.doc,
            "capture": h.capture.id,
            "location": h.capture.location,
            "resolved": h.resolved,
            "media_type": h.capture.media_type,
            "size": h.capture.size,
            "given": json.dumps(h.capture.given, ensure_ascii=True),
        }
        for h in captures
    ]
    if rows:
        with store.engine.begin() as connection:
            new = inserting(store.engine, document).on_conflict_do_nothing()
            connection.execute(new, rows)
            places = sorted({str(row["location"]) for row in rows})
            connection.execute(delete(rejection).where(rejection.c.location.in_(places)))


def reject(store: Store, rejections: Iterable[Rejection]) -> None:
    """Write why inputs were not read, over what was said of them before."""
    rows = [{"location": r.location, "reason": r.reason, "remedy": r.remedy} for r in rejections]
    if rows:
        statement = inserting(store.engine, rejection)
        latest = {name: statement.excluded[name] for name in ("reason", "remedy")}
        statement = statement.on_conflict_do_update(index_elements=["location"], set_=latest)
        with store.engine.begin() as connection:
            connection.execute(statement, rows)


def rejections(store: Store) -> tuple[Rejection, ...]:
    """Return what was not read, sorted by location."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(rejection).order_by(rejection.c.location))
        return tuple(Rejection(location=r.location, reason=r.reason, remedy=r.remedy) for r in rows)


def left_out(store: Store) -> tuple[Rejection, ...]:
    """Return all that a ledger was given and could not read: rejected inputs, then failures."""
    places = held(store)
    failed = [
        Rejection(location=places[f.doc].capture.location, reason=f.reason, remedy=f.remedy)
        for f in failures(store)
        if f.doc in places
    ]
    return (*rejections(store), *sorted(failed, key=lambda r: r.location))
