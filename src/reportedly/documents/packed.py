"""Read XML parts out of an office file without trusting it.

Invariant: a part is unpacked up to a limit, entities are never expanded, nothing outside the file
is opened.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from reportedly.errors import UnreadableCapture

MOST_XML = 100 * 1_048_576  # bytes of one part; the text of a book of 1,000 pages has 10 MB
MOST_TIMES = 200  # the packed size; XML of real documents is packed to a twentieth
HONEST = 4 * 1_048_576  # bytes; below, the number of times does not matter
REMEDY = "open it in an office program, save it again, and add that"
BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError, LookupError, OverflowError, struct.error,
)  # fmt: skip


class Packed:
    """An office file, opened; parts are read when asked for."""

    def __init__(self, data: bytes) -> None:
        """Open the file.

        Raises:
            UnreadableCapture: it is no ZIP file.
        """
        self._size = len(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as err:
            raise UnreadableCapture(f"the file is damaged: {str(err)[:120]}", REMEDY) from err

    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return frozenset(self._archive.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML part; None when there is no such part.

        Raises:
            UnreadableCapture: the part is damaged, too large, or declares entities.
        """
        if name not in self.names():
            return None
        body = self._body(name)
        if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
            raise UnreadableCapture(f"its part {name} declares entities", REMEDY)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(body, parser)
        except etree.LxmlError as err:
            raise UnreadableCapture(f"its part {name}: {str(err)[:120]}", REMEDY) from err

    def _body(self, name: str) -> bytes:
        most = min(MOST_XML, max(HONEST, MOST_TIMES * self._size))
        try:
            with self._archive.open(name) as part:
                body = part.read(most + 1)
        except BROKEN as err:
            raise UnreadableCapture(f"its part {name}: {str(err)[:120]}", REMEDY) from err
        if len(body) > most:
            raise UnreadableCapture(f"its part {name} unpacks to more than {most} bytes", REMEDY)
        return body


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without a namespace; "" when it is missing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
