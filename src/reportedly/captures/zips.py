"""The files inside a ZIP file, and the web archives inside a WACZ file.

Invariant: nothing is written anywhere; a member's stated size is never trusted; links, folders
and what archivers add for themselves are no members.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from reportedly.captures.limits import MEGABYTE, SPLIT
from reportedly.captures.members import LeftOut, Member, Members, Reading, label

DAMAGED = "make the archive again, or unpack what it still gives and add that"
ARCHIVES = "archive/"  # where a WACZ file keeps its web archives
LOCKED = 0x1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    OverflowError,
    struct.error,
)


def zip_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the files of a ZIP file in the order of its list."""
    return _members(stream, reading, lambda name: not _is_clutter(name))


def wacz_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the web archives of a WACZ file; its indexes and lists are no documents."""
    return _members(stream, reading, lambda name: name.startswith(ARCHIVES))


def _members(stream: BinaryIO, reading: Reading, wanted: Callable[[str], bool]) -> Members:
    try:
        with zipfile.ZipFile(stream) as archive:
            listed = (i for i in archive.infolist() if _is_file(i.filename) and wanted(i.filename))
            yield from (_member(archive, info, reading) for info in listed)
    except BROKEN as err:
        reason = f"the ZIP file is damaged: {str(err)[:120]}"
        yield LeftOut(name="", reason=reason, remedy=DAMAGED)


def _is_file(name: str) -> bool:
    """Tell a file's name from a folder's; a damaged list can hold an empty one."""
    return bool(name) and not name.endswith("/")


def _is_clutter(name: str) -> bool:
    """Tell a hidden file and what macOS adds (`"__MACOSX/._a.txt"`), as folders are walked."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return hidden or parts[0] == "__MACOSX"


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, reading: Reading) -> Member | LeftOut:
    name = label(info.filename)
    if stat.S_ISLNK(info.external_attr >> 16):
        reading.budget.take(0)
        return LeftOut(name=name, reason="a link, not a file", remedy="add the file it leads to")
    if info.flag_bits & LOCKED:
        reading.budget.take(0)
        return LeftOut(name=name, reason="locked by a password", remedy="unpack it yourself")
    most = min(reading.most, max(0, reading.budget.bytes_left))
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except BROKEN as err:
        reading.budget.take(0)
        return LeftOut(name=name, reason=f"damaged: {str(err)[:120]}", remedy=DAMAGED)
    reading.budget.take(len(data))
    if len(data) > reading.most:
        return LeftOut(name=name, reason=f"more than {reading.most // MEGABYTE} MB", remedy=SPLIT)
    return Member(name=name, data=data)
