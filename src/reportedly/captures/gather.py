"""Find the files of a run: paths, folders, globs, stdin; one `Found` or `Rejection` each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.captures.found import Found
from reportedly.records import Rejection
from reportedly.settings import Settings


def gather(paths: Iterable[str], settings: Settings) -> Iterator[Found | Rejection]:
    """Yield what lies under the given paths, sorted by location."""
    for path in sorted(paths):
        yield Found(location=path, media_type="text/plain", data=Path(path).read_bytes())
