"""From paths as typed to files: folders, patterns, links; each file once, in a fixed order.

Invariant: nothing outside the given paths and their links is touched, and a folder is entered
once, whatever links point back to it.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.records import Rejection

LEDGER = ".reportedly"
LEDGER_MARK = "ledger.sqlite"
CHECK_SPELLING = "check the spelling, or give the folder that holds the files"
CHECK_RIGHTS = "check that you may read it"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file to read: how it is shown, and how it is opened."""

    location: str
    path: Path


def shown(path: Path) -> str:
    """Return a path with "/", each byte that is no UTF-8 written out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def walk(paths: Iterable[str]) -> Iterator[Place | Rejection]:
    """Yield each file under the paths once, sorted by location; then what could not be found."""
    lost: list[Rejection] = []
    found = {place.location: place for given in paths for place in _expand(given, lost)}
    seen: set[str] = set()
    for _, place in sorted(found.items()):
        real = os.path.realpath(place.path)
        if real not in seen:
            seen.add(real)
            yield place
    yield from sorted(set(lost), key=lambda r: (r.location, r.reason))


def _expand(given: str, lost: list[Rejection]) -> Iterator[Place]:
    if "\0" in given or not given:
        lost.append(_lost(given, "no path can be read from this"))
        return
    path = Path(given)
    if os.path.lexists(path):
        yield from _under(path, lost)
        return
    matches = sorted(_matches(given)) if glob.has_magic(given) else []
    if not matches:
        lost.append(_lost(given, _reason(given)))
    for match in matches:
        yield from _under(Path(match), lost)


def _matches(pattern: str) -> list[str]:
    # Path.glob refuses absolute patterns and follows no links before Python 3.13
    return glob.glob(pattern, recursive=True)  # noqa: PTH207


def _reason(given: str) -> str:
    return "no file matches this pattern" if glob.has_magic(given) else "there is no such file"


def _lost(given: str, reason: str) -> Rejection:
    location = os.fsencode(given).decode("utf-8", "backslashreplace")
    return Rejection(location=location, reason=reason, remedy=CHECK_SPELLING)


def _under(path: Path, lost: list[Rejection]) -> Iterator[Place]:
    if not path.is_dir():
        yield Place(shown(path), path)
        return
    entered: set[str] = set()
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in entered or is_ledger(folder):
            continue
        entered.add(real)
        for entry in _entries(folder, lost):
            if entry.is_dir():
                waiting.append(entry)
            else:
                yield Place(shown(entry), entry)


def _entries(folder: Path, lost: list[Rejection]) -> list[Path]:
    try:
        return [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith(".")]
    except OSError as err:
        reason = f"folder not readable: {err.strerror}"
        lost.append(Rejection(location=shown(folder), reason=reason, remedy=CHECK_RIGHTS))
        return []


def is_ledger(folder: Path) -> bool:
    """Tell whether a folder is a ledger of this program: its originals were read before."""
    return folder.name.endswith(LEDGER) or (folder / LEDGER_MARK).is_file()
