"""The entries of a feed (RSS, RDF, Atom), each as a feed of one entry.

Invariant: entities are never expanded and nothing outside the file is opened; an entry keeps
every element it had, with the name of its feed above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import BinaryIO

from lxml import etree

from reportedly.captures.limits import MEGABYTE, SPLIT
from reportedly.captures.members import LeftOut, Member, Members, Reading, label

ENTRY = "application/x-feed-entry"
ENTRIES = ("item", "entry")
IDS = ("guid", "id", "link")
DAMAGED = "save the feed again"
# The fields of a feed that its entries are to keep.
OWN = ("title", "link", "language", "author", "id")


def feed_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield a feed's entries, named by their own ids or addresses."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    data = stream.read(reading.most + 1)
    if len(data) > reading.most:
        reason = f"the feed is larger than {reading.most // MEGABYTE} MB"
        yield LeftOut(name="", reason=reason, remedy=SPLIT)
        return
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as err:
        yield LeftOut(name="", reason=f"the feed is damaged: {str(err)[:120]}", remedy=DAMAGED)
        return
    entries = list(_entries(root)) if root is not None else []
    if not entries:
        yield LeftOut(name="", reason="the feed has no entry", remedy=DAMAGED)
    for number, entry in enumerate(entries, 1):
        name = _id(entry) or str(number)
        try:
            body = etree.tostring(_alone(root, entry), encoding="utf-8")
        except (etree.LxmlError, ValueError) as err:  # names that no XML may hold
            yield LeftOut(name=name, reason=f"damaged: {str(err)[:120]}", remedy=DAMAGED)
            continue
        reading.budget.take(len(body))
        yield Member(name=name, data=body, media_type=ENTRY)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for comments and the like."""
    # not QName: it refuses names that a damaged file can hold
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries, which stand below the root or below its channel."""
    for child in root:
        if local(child) in ENTRIES:
            yield child
        elif local(child) == "channel":
            yield from (item for item in child if local(item) in ENTRIES)


def _alone(root: etree._Element, entry: etree._Element) -> etree._Element:
    """Return a feed that holds this one entry."""
    shell = etree.Element(root.tag, attrib=dict(root.attrib), nsmap=root.nsmap)
    channel = next((c for c in root if local(c) == "channel"), None)
    place = shell
    if channel is not None:
        place = etree.SubElement(shell, channel.tag, attrib=dict(channel.attrib))
    for child in root if channel is None else channel:
        if local(child) in OWN and len(child) < 4:
            place.append(copy(child))
    single = copy(entry)
    single.tail = None
    (shell if entry.getparent() is root else place).append(single)
    return shell


def _id(entry: etree._Element) -> str:
    for wanted in IDS:
        for child in entry:
            if local(child) == wanted and (words := child.text or child.get("href")):
                return label(" ".join(str(words).split()))
    return ""
