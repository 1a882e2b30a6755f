"""Build corpora of a few plain texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import CaptureId, Corpus, DocId, Document, DocumentRecords, Reuse
from reportedly.reuse.find import run
from reportedly.stage import Tools

Find = Callable[..., Reuse]


def document(
    name: str,
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    credits: tuple[str, ...] = (),
) -> DocumentRecords:
    """Return the records of one text nobody has read yet."""
    return DocumentRecords(
        document=Document(
            id=DocId(name),
            capture=CaptureId("0" * 64),
            path=f"{name}.txt",
            media_type="text/plain",
            text=text,
            blocks=(),
            language="en",
            published=published,
            outlet=outlet,
            credits=credits,
        )
    )


@pytest.fixture(scope="session")
def find(tools: Tools) -> Find:
    """Find the reuse between documents, given in any order."""

    def found(*documents: DocumentRecords) -> Reuse:
        return run(Corpus(documents=documents), tools)

    return found
