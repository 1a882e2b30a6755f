"""Originals of a ledger, byte for byte, under their sha256: files, or rows of a shared database.

Invariant: an original is on disk before `put` returns, and never written twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import LargeBinary, func, select
from sqlalchemy.dialects.postgresql import insert

from reportedly.errors import BadLedger
from reportedly.records import CaptureId
from reportedly.store import blobs
from reportedly.store.folder import Store
from reportedly.store.tables import original

AT_ONCE = 1000  # names in one question to the database


def put(store: Store, data: bytes) -> CaptureId:
    """Keep bytes and return their sha256 (hex); known bytes are left alone."""
    if store.address is None:
        return blobs.put(store.originals, data)
    capture = CaptureId(hashlib.sha256(data).hexdigest())
    if not lacking(store, (capture,)):
        return capture
    with store.engine.begin() as connection:
        row = {"capture": capture, "body": data}
        connection.execute(insert(original).on_conflict_do_nothing(), [row])
    return capture


def find(store: Store, capture: CaptureId) -> bytes | None:
    """Return a capture's bytes; None when its original is missing."""
    if store.address is None:
        return blobs.find(store.originals, capture)
    query = select(original.c.body).where(original.c.capture == capture)
    with store.engine.connect() as connection:
        return connection.execute(query).scalar()


def get(store: Store, capture: CaptureId) -> bytes:
    """Return a capture's bytes.

    Raises:
        BadLedger: the original is missing.
    """
    data = find(store, capture)
    if data is None:
        raise BadLedger(
            f"original {capture[:12]} is missing from {store.name}; restore it from a backup"
        )
    return data


def sweep(store: Store) -> None:
    """Remove what stopped runs left half written. Only for who holds the ledger's lock."""
    if store.address is None:
        blobs.sweep(store.originals)


def lacking(store: Store, captures: Iterable[CaptureId]) -> frozenset[CaptureId]:
    """Return those of the captures whose original is missing."""
    wanted = sorted(set(captures))
    if store.address is None:
        return frozenset(c for c in wanted if not blobs.path_of(store.originals, c).exists())
    found: set[str] = set()
    with store.engine.connect() as connection:
        for first in range(0, len(wanted), AT_ONCE):
            names = wanted[first : first + AT_ONCE]
            query = select(original.c.capture).where(original.c.capture.in_(names))
            found.update(connection.execute(query).scalars())
    return frozenset(c for c in wanted if c not in found)


def damaged(store: Store) -> tuple[tuple[CaptureId, str], ...]:
    """Return the originals whose bytes no longer have their hash, and where they lie, sorted."""
    if store.address is None:
        return tuple((CaptureId(file.name), str(file)) for file in blobs.damaged(store.originals))
    # the server computes the hashes, so that no original crosses the network
    hashed = func.encode(func.sha256(original.c.body, type_=LargeBinary), "hex")
    query = select(original.c.capture).where(hashed != original.c.capture)
    with store.engine.connect() as connection:
        rows = connection.execute(query.order_by(original.c.capture)).scalars()
        return tuple((CaptureId(c), f"{c} in the table original of {store.name}") for c in rows)
