"""From a mail to its text and its header fields.

Invariant: what is read is the mail's own words, plain before marked up; attachments are documents
of their own and not part of this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from reportedly.documents.decode import decode, without_surrogates
from reportedly.documents.html import read_page
from reportedly.documents.page import Field, Page, one_line
from reportedly.documents.paragraphs import Range, paragraphs
from reportedly.errors import UnreadableCapture

MAIL = "message/rfc822"
REMEDY = "save the mail's text as .txt"
HALF = 0.5  # of the marked-up form's words: a plain form with fewer only says "see the web page"
MOST_PARTS = 500
BROKEN = (
    MessageError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Body:
    """A part of a mail that is shown."""

    number: str  # as in IMAP: "1", or "2.1" for the first part of the second (RFC 9051, 6.4.5)
    kind: str  # media type
    words: str


def read_mail(data: bytes) -> Page:
    """Return the text of a mail.

    Raises:
        UnreadableCapture: the mail has no words of its own, or its form is broken.
    """
    try:
        message = message_from_bytes(data, policy=default)
        bodies = list(_bodies(message))
        fields = tuple(_fields(message))
    except BROKEN as err:
        raise UnreadableCapture(f"no mail: {type(err).__name__}", REMEDY) from err
    page = _plain([body for body in bodies if body.kind == "text/plain"])
    marked = next((body for body in bodies if body.kind == "text/html"), None)
    if marked and len(marked.words.split()) > len(page.text.split()):
        rich = read_page(marked.words)
        if len(page.text.split()) < HALF * len(rich.text.split()):
            places = ((part, f"part={marked.number}{path}") for part, path in rich.locators)
            page = replace(rich, locators=tuple(places))
    if not page.text.strip():
        raise UnreadableCapture("the mail has no words of its own", "add its attachments")
    return replace(page, metadata=(*fields, *_without_title(page.metadata)))


def _without_title(fields: tuple[Field, ...]) -> Iterator[Field]:
    return (item for item in fields if item[0] != "title")


def _plain(bodies: list[_Body]) -> Page:
    """Return the words of plain parts, a blank line between two, each paragraph with its part."""
    locators: list[tuple[Range, str]] = []
    at = 0
    for body in bodies:
        here = paragraphs(body.words)
        locators += (((at + a, at + b), f"part={body.number}") for a, b in here)
        at += len(body.words) + 2
    return Page(
        text="\n\n".join(body.words for body in bodies),
        parts=tuple(part for part, _ in locators),
        locators=tuple(locators),
    )


def _bodies(message: Message) -> Iterator[_Body]:
    """Yield the parts that are shown, in order."""
    waiting: list[tuple[str, Message]] = [("", message)]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        number, part = waiting.pop(0)
        kind = part.get_content_type()
        if kind == MAIL and part is not message:
            continue
        if part.is_multipart():
            inner = enumerate(part.get_payload(), start=1)
            waiting[:0] = [(f"{number}.{n}", p) for n, p in inner if isinstance(p, Message)]
        elif kind in ("text/plain", "text/html") and not part.get_filename():
            yield _Body(number.strip(".") or "1", kind, _words(part))


def _words(part: Message) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    try:
        text = body.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text = decode(body, markup=part.get_content_type() == "text/html").text if body else ""
    text = without_surrogates(text.replace("\r\n", "\n"))
    return _flowed(text) if part.get_param("format") == "flowed" else text


def _flowed(text: str) -> str:
    """Join lines that were only folded for the transfer (RFC 3676): they end with a space."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and lines[-1].endswith(" ") and lines[-1] != "-- " and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def _fields(message: Message) -> Iterator[Field]:
    """Yield what the header says: `"Subject: Ferry fire"`, `"From: Lene Haakonsen <...>"`."""
    assert isinstance(message, EmailMessage)
    if subject := _header(message, "Subject"):
        yield "title", subject
    if stamp := _header(message, "Date"):
        try:
            yield "published", parsedate_to_datetime(stamp).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            yield "published", stamp
    for name, address in getaddresses([_header(message, "From")])[:3]:
        if name or address:
            yield "sender", f"{name} <{address}>" if name and address else name or address
        if name:
            yield "byline", one_line(name)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name)
    except BROKEN:  # a field that its own parser cannot read
        value = None
    return without_surrogates(one_line(str(value or ""))[:400]).replace("\0", "")
