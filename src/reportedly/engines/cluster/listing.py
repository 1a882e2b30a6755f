"""Which files a run reads, in groups that one worker takes in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.captures.walk import CHECK_RIGHTS, Place, walk
from reportedly.engines.cluster.storage import REMOTE, storage_of
from reportedly.engines.cluster.tables import schema, table_of, write_table
from reportedly.engines.cluster.taking import write_rejections
from reportedly.records import Rejection

if TYPE_CHECKING:
    from reportedly.engines.cluster.plan import Sizes
    from reportedly.engines.cluster.storage import Storage

NOTHING = "no file lies there"
SPELLING = "check the spelling, or give the folder or prefix that holds the files"


@dataclass(frozen=True, slots=True)
class File:
    """A file to take in."""

    location: str  # how it is shown
    path: bytes  # how it is opened: absolute, or an address
    size: int  # bytes


def write_listing(storage: Storage, inputs: Iterable[str], sizes: Sizes) -> int:
    """Write which files a run reads, and what is not there; return the number of groups."""
    files: list[File] = []
    lost: list[Rejection] = []
    for found in _listed(sorted(set(inputs))):
        if isinstance(found, Rejection):
            lost.append(found)
        else:
            files.append(found)
    group, full, count = 0, 0, 0
    rows: list[tuple[object, ...]] = []
    for file in sorted(files, key=lambda f: f.location):
        if count and (full + file.size > sizes.group or count >= sizes.files):
            group, full, count = group + 1, 0, 0
        rows.append((group, file.location, file.path))
        full, count = full + file.size, count + 1
    form = schema(group="whole", location="text", path="bytes")
    write_table(storage, "files", table_of(rows, form))
    write_rejections(storage, "listing", lost)
    return group + 1 if rows else 0


def _listed(inputs: list[str]) -> Iterator[File | Rejection]:
    for place in walk(i for i in inputs if REMOTE not in i):
        yield _local(place) if isinstance(place, Place) else place
    for address in inputs:
        if REMOTE in address:
            yield from _remote(address)


def _local(place: Place) -> File | Rejection:
    try:
        size = place.path.stat().st_size
        return File(place.location, os.fsencode(place.path.absolute()), size)
    except OSError as err:
        return Rejection(
            location=place.location, reason=f"not readable: {err.strerror}", remedy=CHECK_RIGHTS
        )


def _remote(address: str) -> Iterator[File | Rejection]:
    """Yield the files below an address, or the file at it."""
    from pyarrow.fs import FileType

    place = storage_of(address)
    own = place.files.get_file_info(place.root)
    found = [own] if own.type == FileType.File else place.infos("", deep=True)
    scheme = address.partition(REMOTE)[0]
    question = address.partition("?")[1] + address.partition("?")[2]  # region, endpoint
    for info in found:
        shown_as = f"{scheme}{REMOTE}{info.path}"
        yield File(shown_as, f"{shown_as}{question}".encode(), info.size)
    if not found:
        yield Rejection(location=address, reason=NOTHING, remedy=SPELLING)
