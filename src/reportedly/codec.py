"""Records to bytes and back: the only serialiser of the package.

Canonical: the same record gives the same bytes on every machine, since field order is the
class's own and numbers are `Decimal` written in full. Records are JSON; what a stage notes for
itself is MessagePack, in which arrays stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys: TypeAlias = NDArray[np.uint64]

T = TypeVar("T")
KEY_BYTES = 8  # of a number that names something

_packer = msgspec.msgpack.Encoder(decimal_format="string")
_encoder = msgspec.json.Encoder(decimal_format="string")


def encode(record: object) -> bytes:
    """Return a record, or a tuple of records, as JSON in UTF-8."""
    return _encoder.encode(record)


def decode(body: bytes, kind: type[T]) -> T:
    """Return the record of type `kind` that `encode` wrote; the record's own checks run.

    Raises:
        msgspec.ValidationError: the bytes are JSON of another shape.
    """
    return msgspec.json.decode(body, type=kind)


def pack(notes: object) -> bytes:
    """Return a stage's notes as MessagePack."""
    return _packer.encode(notes)


def unpack(body: bytes, kind: type[T]) -> T:
    """Return the notes of type `kind` that `pack` wrote.

    Raises:
        msgspec.ValidationError: the bytes are MessagePack of another shape.
    """
    return msgspec.msgpack.decode(body, type=kind)


def digest(*parts: bytes) -> str:
    """Hash parts so that moving a byte between two of them changes the result (hex, sha256)."""
    total = sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def pack_keys(keys: Iterable[int]) -> bytes:
    """Return numbers below 2**64 as bytes, `KEY_BYTES` each, lowest byte first, sorted."""
    import numpy as np

    given = keys if isinstance(keys, np.ndarray) else np.fromiter(keys, dtype="<u8")
    return np.sort(given.astype("<u8")).tobytes()


def unpack_keys(body: bytes) -> Keys:
    """Return the numbers that `pack_keys` laid out."""
    import numpy as np

    return np.frombuffer(body, dtype="<u8").astype(np.uint64, copy=False)


def key(text: str) -> int:
    """Return a number below 2**64 that names a text on every machine and in every run."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
