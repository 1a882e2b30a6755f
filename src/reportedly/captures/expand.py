"""Take containers apart: what they hold, what that holds, down to texts.

Invariant: whatever a container holds is yielded as a document or named with a reason, within the
limits of `limits.py`; a bad member never stops its neighbours.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from reportedly.captures.feeds import feed_members
from reportedly.captures.found import Found
from reportedly.captures.limits import MEGABYTE, MOST_DEPTH, NESTED, SPLIT, TooMuch, budget_of
from reportedly.captures.lines import records
from reportedly.captures.mailboxes import attachments, mailbox_members
from reportedly.captures.marks import REMEDIES, REMEDY
from reportedly.captures.media import (
    FEED,
    LINES,
    MAIL,
    MBOX,
    READS,
    TABLE,
    WACZ,
    WARC,
    ZIP,
    Kind,
    kind_of_bytes,
)
from reportedly.captures.members import LeftOut, Member, Members, Reading
from reportedly.captures.tables import table_members
from reportedly.captures.warcs import warc_members
from reportedly.captures.zips import wacz_members, zip_members
from reportedly.records import Rejection
from reportedly.settings import Settings, column_map, most_bytes

Opener = Callable[[BinaryIO, Reading], Members]
Step = Iterator[Found | Rejection]

OPENERS: Mapping[str, Opener] = {
    ZIP: zip_members,
    WACZ: wacz_members,
    WARC: warc_members,
    MBOX: mailbox_members,
    FEED: feed_members,
    TABLE: table_members,
    MAIL: attachments,
}
CONTAINERS = frozenset((*OPENERS, LINES))
# What the members of these are is known beforehand, and with it how large one may be.
MEMBER_TYPES = {FEED: FEED, TABLE: TABLE, MBOX: MAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a container stands, and how deep inside others (0 = a file of its own)."""

    location: str
    media_type: str
    depth: int = 0


def expand(stream: BinaryIO, place: Place, *, size: int, settings: Settings) -> Step:
    """Yield what a file of `size` bytes holds, down to texts; a mail itself is one of them."""
    reading = Reading(budget=budget_of(size), most=NESTED, columns=column_map(settings.columns))
    try:
        yield from _opened(stream, place, reading=reading, settings=settings)
    except TooMuch as err:
        yield Rejection(location=place.location, reason=err.reason, remedy=SPLIT)


def _opened(stream: BinaryIO, place: Place, *, reading: Reading, settings: Settings) -> Step:
    if place.media_type == LINES:
        yield from records(stream, place.location, limit=most_bytes(settings, LINES))
        return
    if member := MEMBER_TYPES.get(place.media_type):
        reading = replace(reading, most=most_bytes(settings, member))
    seen: dict[str, int] = {}
    for item in OPENERS[place.media_type](stream, reading):
        location = _location(place.location, item.name, seen)
        if isinstance(item, LeftOut):
            yield Rejection(location=location, reason=item.reason, remedy=item.remedy)
        else:
            inner = Place(location=location, media_type="", depth=place.depth + 1)
            yield from _taken(item, inner, reading=reading, settings=settings)


def _location(outer: str, name: str, seen: dict[str, int]) -> str:
    """Return a member's place; a name that comes again gets the number of its turn."""
    if not name:
        return outer
    turn = seen[name] = seen.get(name, 0) + 1
    return f"{outer}#{name}" if turn == 1 else f"{outer}#{name}~{turn}"


def _taken(member: Member, place: Place, *, reading: Reading, settings: Settings) -> Step:
    """Yield a member as a document, or what it holds in turn."""
    kind = _kind(member)
    inner = replace(place, media_type=kind.media_type or "")
    if problem := _problem(member, kind, depth=place.depth, settings=settings):
        yield Rejection(location=place.location, reason=problem[0], remedy=problem[1])
        return
    if kind.media_type == MAIL or kind.media_type not in CONTAINERS:
        yield Found(
            location=place.location,
            media_type=inner.media_type,
            data=member.data,
            given=member.given,
        )
    if kind.media_type in CONTAINERS and place.depth < MOST_DEPTH:
        stream = io.BytesIO(member.data)
        yield from _opened(stream, inner, reading=reading, settings=settings)


def _kind(member: Member) -> Kind:
    if member.media_type:
        return Kind(member.media_type)
    return kind_of_bytes(PurePosixPath(member.name), member.data)


def _problem(
    member: Member, kind: Kind, *, depth: int, settings: Settings
) -> tuple[str, str] | None:
    """Return why a member is not read and what to do; None when it is."""
    if not member.data:
        return "the file is empty", "save it again"
    if kind.media_type is None:
        return unread(kind)
    if kind.media_type in CONTAINERS - {MAIL}:
        if depth < MOST_DEPTH:
            return None
        return f"it lies more than {MOST_DEPTH} containers deep", SPLIT
    most = most_bytes(settings, kind.media_type)
    if len(member.data) > most:
        reason = f"{len(member.data)} bytes are more than {most // MEGABYTE} MB"
        return reason, "split the file, or raise the setting max_file_mb"
    return None


def unread(kind: Kind) -> tuple[str, str]:
    """Return why a file of a kind is not read, and what to do."""
    return f"this program does not read {kind.name}; {READS}", REMEDIES.get(kind.name, REMEDY)
