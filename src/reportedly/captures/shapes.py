"""What a text file's first bytes look like: a page, a feed, a mail, a mailbox, a table.

Invariant: every pattern reads its input once; no name of a file is looked at here.
"""

from __future__ import annotations

import re

HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype html|html)", re.I
)
FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^\[>]{0,200}\[[^\]]{0,3000}\]\s*>\s*)?"
    rb"(?:<[!?][^>]{0,500}>\s*){0,4}"
    rb"<(?:rss[\s>]|rdf:RDF[\s>]|(?:atom:)?feed[\s>])",
    re.I,
)
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|\r?\n[ \t]|\r?$)", re.M)
MAIL_NAMES = frozenset(
    (
        b"from", b"to", b"date", b"subject", b"cc", b"sender", b"reply-to", b"received",
        b"message-id", b"mime-version", b"return-path", b"delivered-to", b"content-type",
    )
)  # fmt: skip
# Fields that programs write and people do not: "From:" and "Date:" also head a typed memo.
SENT = frozenset((b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"))
MAILBOX = re.compile(rb"From [^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n(?=[A-Za-z][A-Za-z-]{0,60}:)")
TEXT_COLUMNS = frozenset((b"text", b"body", b"content", b"article", b"fulltext", b"full_text"))
SEPARATORS = (b"\t", b",", b";", b"|")
LINES = re.compile(rb'\s*\{[^{}\n]{0,2000}"text"\s*:\s*"')


def _fields(head: bytes) -> set[bytes]:
    """Return the names of the header fields at the top, in lower case."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    first = HEADER.match(top)
    return {name.lower() for name in HEADER.findall(top)} if first else set()


def is_mail(head: bytes) -> bool:
    """Tell whether a file begins with two fields of a mail or more."""
    return len(_fields(head) & MAIL_NAMES) > 1


def is_sent_mail(head: bytes) -> bool:
    """Tell whether a file begins with the fields that mail programs add."""
    fields = _fields(head)
    return bool(fields & SENT) and len(fields & MAIL_NAMES) > 2


def is_mailbox(head: bytes) -> bool:
    """Tell whether a file begins with the line that parts the mails of a mailbox."""
    return bool(MAILBOX.match(head))


def is_table_of_texts(head: bytes) -> bool:
    """Tell whether a first line of column names holds one that names the text."""
    first = head.split(b"\n", 1)[0].strip().lower()
    for separator in SEPARATORS:
        names = [name.strip(b" \"'") for name in first.split(separator)]
        if len(names) > 1 and all(0 < len(n) < 40 for n in names) and TEXT_COLUMNS & set(names):
            return True
    return False


def is_lines(head: bytes) -> bool:
    """Tell whether a file begins with an object that holds its text, as JSON Lines do."""
    return bool(LINES.match(head))
