"""Messages over a pipe: one letter, a length of 8 bytes (big endian), the body."""

from __future__ import annotations

from typing import IO

# child to parent
READY = b"R"  # started and confined; the body is empty
PART = b"P"  # one part of an answer
END = b"E"  # the answer is complete; the body is b"last" when the child wants to be replaced
REFUSED = b"U"  # UnreadableCapture: JSON [reason, remedy]
MEMORY = b"M"  # the memory limit was hit
BROKEN = b"B"  # any other exception: JSON [what, traceback]
# parent to child
CALL = b"C"  # pickled (function, positional, named)


def write(stream: IO[bytes], kind: bytes, body: bytes = b"") -> None:
    """Send one message."""
    stream.write(kind + len(body).to_bytes(8, "big"))
    stream.write(body)
    stream.flush()


def read(stream: IO[bytes], *, most: int | None = None) -> tuple[bytes, bytes]:
    """Return the kind and body of the next message.

    Raises:
        EOFError: the other side has ended.
        OverflowError: the body is longer than `most` bytes.
    """
    head = _exactly(stream, 9)
    size = int.from_bytes(head[1:], "big")
    if most is not None and size > most:
        raise OverflowError(size)
    return head[:1], _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) != size:
        raise EOFError
    return found
