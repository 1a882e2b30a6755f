"""The step `captures`: a group of input files becomes partitions of documents' bytes."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import pipeline
from reportedly.captures import Found, gather
from reportedly.captures.walk import shown
from reportedly.engines.cluster.storage import REMOTE, storage_of
from reportedly.engines.cluster.tables import read_table, schema, table_of, write_table
from reportedly.engines.local import resolved
from reportedly.records import Capture, CaptureId, DocId, Rejection
from reportedly.store.documents import Held

if TYPE_CHECKING:
    import pyarrow as pa

    from reportedly.engines.cluster.marks import Counts
    from reportedly.engines.cluster.storage import Storage
    from reportedly.engines.cluster.work import Work

MOST = 128 * 1_048_576  # bytes of a partition, so that a worker can hold it
CAPTURES = "captures"


def take_in(work: Work) -> Counts:
    """Write the documents' bytes of a group of files as partitions of equal numbers."""
    taken: set[tuple[str, CaptureId]] = set()
    rejected: list[Rejection] = []
    waiting: list[tuple[Held, bytes]] = []
    full = parts = documents = 0
    for item, lies in _gathered(work):
        if isinstance(item, Rejection):
            rejected.append(item)
            continue
        capture = pipeline.capture_of(item)
        if (lies, capture.id) in taken:
            continue
        taken.add((lies, capture.id))
        if len(waiting) >= work.plan.sizes.part or full + capture.size > MOST:
            write_captures(work.storage, part_name(work.part, parts), waiting)
            waiting, full, parts = [], 0, parts + 1
        waiting.append((Held(pipeline.doc_id(capture), capture, lies), item.data))
        full += capture.size
        documents += 1
    if waiting:
        write_captures(work.storage, part_name(work.part, parts), waiting)
        parts += 1
    write_rejections(work.storage, work.part, rejected)
    return {"parts": parts, "documents": documents, "rejected": len(rejected)}


def part_name(group: str, number: int) -> str:
    """Return the name of a group's partition."""
    return f"{group}-{number:05}"


def write_captures(storage: Storage, part: str, taken: Iterable[tuple[Held, bytes]]) -> None:
    """Write a partition of captures, as a ledger holds them, and their bytes."""
    rows = [
        (
            held.doc,
            held.capture.id,
            held.capture.location,
            held.resolved,
            held.capture.media_type,
            held.capture.size,
            json.dumps(held.capture.given, ensure_ascii=True),
            data,
        )
        for held, data in taken
    ]
    write_table(storage, f"{CAPTURES}/{part}", table_of(rows, _form()))


def _form() -> pa.Schema:
    return schema(
        doc="text",
        capture="text",
        location="text",
        resolved="text",
        media_type="text",
        size="whole",
        given="text",
        data="bytes",
    )


def read_captures(storage: Storage, part: str, *, data: bool) -> list[tuple[Held, bytes]]:
    """Return the captures of a partition as a ledger holds them; without `data`, no bytes."""
    columns = [name for name in _form().names if data or name != "data"]
    rows = read_table(storage, f"{CAPTURES}/{part}", columns).to_pylist()
    return [(_held(row), row.get("data", b"")) for row in rows]


def _held(row: dict[str, str]) -> Held:
    capture = Capture(
        id=CaptureId(row["capture"]),
        location=row["location"],
        media_type=row["media_type"],
        size=int(row["size"]),
        given=tuple((str(name), str(value)) for name, value in json.loads(row["given"])),
    )
    return Held(DocId(row["doc"]), capture, row["resolved"])


def write_rejections(storage: Storage, name: str, rejected: Iterable[Rejection]) -> None:
    """Write what could not be taken in."""
    rows = [(plain(r.location), plain(r.reason), plain(r.remedy)) for r in rejected]
    form = schema(location="text", reason="text", remedy="text")
    write_table(storage, f"rejections/{name}", table_of(rows, form))


def read_rejections(storage: Storage, name: str) -> tuple[Rejection, ...]:
    """Return what could not be taken in of a group."""
    rows = read_table(storage, f"rejections/{name}").to_pylist()
    return tuple(Rejection(**row) for row in rows)


def plain(text: str) -> str:
    """Return a text as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _gathered(work: Work) -> Iterator[tuple[Found | Rejection, str]]:
    """Yield what the files of a group hold under their own names, and where each lies."""
    rows = read_table(work.storage, "files").to_pylist()
    with tempfile.TemporaryDirectory() as scratch:
        names: dict[str, str] = {}  # of files, by where they are read
        paths: list[str] = []
        for row in (row for row in rows if row["group"] == int(work.part)):
            path = _at_hand(row["path"], Path(scratch) / str(len(names)))
            names[shown(path)] = row["location"]
            paths.append(str(path))
        for item in gather(paths, work.settings):
            file, rest = _split(item.location, names)
            own = names[file] + rest
            yield replace(item, location=own), own if REMOTE in own else resolved(item.location)


def _split(location: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Return the file of a location and the record in it; names of files may hold a "#"."""
    end = len(location)
    while location[:end] not in names:
        end = location.rindex("#", 0, end)
    return location[:end], location[end:]


def _at_hand(path: bytes, scratch: Path) -> Path:
    """Return where a file can be opened here; one of an object store is fetched."""
    if REMOTE.encode() not in path:
        return Path(os.fsdecode(path))
    place = storage_of(path.decode())
    scratch.mkdir()
    target = scratch / place.root.rpartition("/")[2]
    with place.files.open_input_stream(place.root) as stream, target.open("wb") as out:
        while part := stream.read(1_048_576):
            out.write(part)
    return target
