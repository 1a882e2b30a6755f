"""The mails of a mailbox, and the files that hang on a mail.

Invariant: a mail is kept byte for byte as it stands in the mailbox, without the line that parts
it from the one before. What a mail says is read later, by the next stage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import BinaryIO

from reportedly.captures.limits import MEGABYTE, SPLIT
from reportedly.captures.members import LeftOut, Member, Members, Reading, label

MAIL = "message/rfc822"
PARTING = re.compile(rb"From [^\r\n]{0,200}\d\d:\d\d")
LINE = 1_048_576  # bytes read at once; a longer line comes in pieces
CARRYING = (b"name=", b"name*", b"message/rfc822")
# Kinds of attachment that hold no text of their own.
SILENT = ("image/", "audio/", "video/", "text/calendar", "text/vcard", "application/pgp-")


def mailbox_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the mails of a mailbox, named by their number from 1."""
    for number, data in enumerate(_mails(stream, reading.most), 1):
        reading.budget.take(len(data))
        if len(data) > reading.most:
            reason = f"the mail is larger than {reading.most // MEGABYTE} MB"
            yield LeftOut(name=str(number), reason=reason, remedy=SPLIT)
        elif data.strip():
            yield Member(name=str(number), data=data, media_type=MAIL)


def _mails(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Yield each mail, cut off soon behind `most` bytes."""
    kept: list[bytes] = []
    size = 0
    blank = fresh = True  # the line before was blank; this piece begins a line
    while line := stream.readline(LINE):
        if fresh and blank and PARTING.match(line):
            if kept:
                yield b"".join(kept)
            kept, size = [], 0
        elif size <= most:
            kept.append(line)
            size += len(line)
        blank = fresh and not line.strip()
        fresh = line.endswith(b"\n")
    if kept:
        yield b"".join(kept)


def may_carry(data: bytes) -> bool:
    """Tell whether a mail may have attachments: cheap, and never wrong when it says no."""
    low = data.lower()
    return b"multipart/" in low and any(mark in low for mark in CARRYING)


def attachments(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the files that hang on a mail; pictures, sounds and calendars are passed over."""
    message = message_from_bytes(stream.read(), policy=default)
    for number, part in enumerate(_attached(message), 1):
        name = label(part.get_filename() or "") or f"attachment {number}"
        data = _content(part)
        reading.budget.take(len(data))
        if len(data) > reading.most:
            reason = f"more than {reading.most // MEGABYTE} MB"
            yield LeftOut(name=name, reason=reason, remedy=SPLIT)
        elif data.strip():
            mail = part.get_content_maintype() == "message"
            yield Member(name=name, data=data, media_type=MAIL if mail else None)


def _attached(message: Message) -> Iterator[Message]:
    """Yield a mail's attachments, without going into those that are mails themselves."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        if part is not message and kind == MAIL:
            yield part
        elif part.is_multipart():
            waiting[:0] = [p for p in part.get_payload() if isinstance(p, Message)]
        elif part.get_filename() and part is not message and not kind.startswith(SILENT):
            yield part


def _content(part: Message) -> bytes:
    payload = part.get_payload()
    if part.get_content_type() == MAIL and isinstance(payload, list):
        return b"".join(p.as_bytes() for p in payload[:1] if isinstance(p, Message))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
