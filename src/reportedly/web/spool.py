"""Dropped files on their way into the ledger: kept here until a run has taken them in.

incoming/<random>/000001.html ... and names.json, which says how each was called.

Invariant: names on disk are numbers with a plain ending; what the browser called a file is only
ever a value. A batch is removed when its run has ended, so what a broken-off run left is found
again at the next start.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.captures.walk import shown

FOLDER = "incoming"
NAMES = "names.json"
NAME_SIZE = 300  # code points
ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}(?:\.gz)?\Z")
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one request brought: their folder, and the name of each by where it lies."""

    folder: Path
    names: tuple[tuple[str, str], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the files lie."""
        return tuple(path for path, _ in self.names)


def plain_name(given: str) -> str:
    """Return what a browser called a file as a name to be shown: "folder/report.html"."""
    parts = [
        p for p in ODD.sub("", given).replace("\\", "/").split("/") if p not in ("", ".", "..")
    ]
    return "/".join(parts).replace("#", "＃")[-NAME_SIZE:] or "unnamed"


def keep(root: Path, files: Iterable[tuple[str, BinaryIO]]) -> Batch:
    """Write files into a new folder; two of the same name are told apart by a number.

    Raises:
        OSError: the disk does not take them; nothing of the batch is left then.
    """
    folder = root / FOLDER / secrets.token_hex(16)
    folder.mkdir(parents=True)
    names: dict[str, str] = {}
    try:
        for number, (given, stream) in enumerate(files, start=1):
            name = plain_name(given)
            ending = ENDING.search(name)
            file = folder / f"{number:06}{ending[0].lower() if ending else ''}"
            with file.open("wb") as out:
                shutil.copyfileobj(stream, out)
            taken = set(names.values())
            names[shown(file)] = name if name not in taken else f"{name} ({number})"
        (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Batch(folder, tuple(names.items()))


def left(root: Path) -> tuple[Batch, ...]:
    """Return what an earlier server was given and did not take in; half-written batches go."""
    found: list[Batch] = []
    for folder in sorted((root / FOLDER).glob("*")):
        if not (folder / NAMES).exists():
            shutil.rmtree(folder, ignore_errors=True)
            continue
        names: dict[str, str] = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        found.append(Batch(folder, tuple(names.items())))
    return tuple(found)


def drop(batch: Batch) -> None:
    """Remove a batch that a run has taken in."""
    shutil.rmtree(batch.folder, ignore_errors=True)
