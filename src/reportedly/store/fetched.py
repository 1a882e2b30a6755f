"""Pages fetched on request, kept as web archives: `fetched/<time>-<host>.warc.gz`.

Invariant: an archive is on disk with its name before `keep` returns, and is never written twice.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.store.disk import unwritable, whole

FOLDER = "fetched"  # of a ledger
ENDING = ".warc.gz"
PIECE = 1_048_576  # bytes


def archives(root: Path) -> list[Path]:
    """Return the archives of a ledger, sorted by name."""
    return sorted((root / FOLDER).glob(f"[!.]*{ENDING}"))


def keep(root: Path, name: str, data: bytes) -> Path:
    """Keep an archive under a name, or one like it where that is taken; return where it lies.

    Raises:
        BadLedger: the ledger's folder cannot be written to.
    """
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        path = _free(root / FOLDER / name)
        with whole(path) as out:
            out.write(data)
    except OSError as err:
        raise unwritable(root, err) from err
    return path


def _free(path: Path) -> Path:
    """Return a path under which nothing lies yet."""
    stem = path.name.removesuffix(ENDING)
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{stem}-{number}{ENDING}")
    return path


def copy(root: Path, target: Path) -> None:
    """Copy to another ledger's folder the archives that it lacks or has only in part.

    Raises:
        BadLedger: the other folder cannot be written to.
    """
    for path in archives(root):
        there = target / FOLDER / path.name
        if there.exists() and there.stat().st_size == path.stat().st_size:
            continue
        there.unlink(missing_ok=True)
        keep(target, path.name, path.read_bytes())


def damaged(root: Path) -> Iterator[Path]:
    """Yield the archives that no longer unpack to what their checksums say, sorted."""
    for path in archives(root):
        try:
            _unpack(path)
        except (OSError, EOFError, zlib.error):
            yield path


def _unpack(path: Path) -> None:
    with gzip.open(path) as body:
        while body.read(PIECE):
            pass


def lacking(root: Path, locations: Iterable[str]) -> list[Path]:
    """Return the archives that documents came from and that are no longer there, sorted."""
    named = {Path(place.partition(f"{ENDING}#")[0] + ENDING) for place in locations if "#" in place}
    own = {path.name for path in named if path.parent.name == FOLDER}
    return [root / FOLDER / name for name in sorted(own) if not (root / FOLDER / name).exists()]
