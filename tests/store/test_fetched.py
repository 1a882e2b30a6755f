"""Archives of fetched pages are part of a backup, and their damage is named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from reportedly.engines.check import problems
from reportedly.records import Capture, DocId
from reportedly.store import Store, documents, fetched, health, open_store, originals
from reportedly.store.documents import Held

NAME = "20310413T081500Z-kestrel.example.warc.gz"
BODY = gzip.compress(b"WARC/1.1 ..." * 100)


@pytest.fixture
def folder(tmp_path: Path) -> Store:
    return open_store(tmp_path / "story.reportedly", create=True)


def test_an_archive_never_takes_another_s_name(folder: Store) -> None:
    first, second = (fetched.keep(folder.root, NAME, BODY) for _ in range(2))

    assert first.name == NAME
    assert second.name == "20310413T081500Z-kestrel.example-2.warc.gz"
    assert fetched.archives(folder.root) == sorted((first, second))


def test_a_backup_holds_the_archives_and_mends_half_ones(folder: Store, tmp_path: Path) -> None:
    target = tmp_path / "safe.reportedly"
    fetched.keep(folder.root, NAME, BODY)

    health.backup(folder, target)
    (copy,) = fetched.archives(target)
    first = copy.stat().st_mtime_ns
    health.backup(folder, target)

    assert copy.stat().st_mtime_ns == first
    assert copy.read_bytes() == BODY
    copy.write_bytes(BODY[:40])
    health.backup(folder, target)
    assert copy.read_bytes() == BODY


def test_a_changed_or_lost_archive_is_named(folder: Store) -> None:
    path = fetched.keep(folder.root, NAME, BODY)
    capture = Capture(
        id=originals.put(folder, b"<p>One</p>"),
        location=f"{path}#https://kestrel.example/1",
        media_type="text/html",
        size=10,
    )
    documents.add(folder, [Held(DocId("d1"), capture, f"{path}")])

    assert problems(folder) == []
    path.write_bytes(BODY[:-30] + b"x" * 30)
    assert problems(folder) == [f"{path} is damaged; restore it from a backup"]
    path.unlink()
    assert problems(folder) == [f"{path} is missing; restore it from a backup"]
