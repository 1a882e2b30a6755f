"""Captures that are not plain text are read in a child; what comes of it is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from reportedly.engines.update import Task
from reportedly.engines.workers import Ended, Job, work
from reportedly.errors import UnreadableCapture
from reportedly.isolation import Isolation, Limits
from reportedly.readers import isolated, read_here, reading_in
from reportedly.records import Capture, CaptureId, DocId
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.store.outputs import Failure

PAGE = b"<html><title>Ferry fire</title><article><p>The mayor said 5 people had died.</p></article>"
BOMB = b"<html><article><ul>" + b"<li>The mayor said so.</li>" * 200_000 + b"</ul></article>"


def capture(data: bytes, media_type: str) -> Capture:
    return Capture(
        id=CaptureId(hashlib.sha256(data).hexdigest()),
        location="page",
        media_type=media_type,
        size=len(data),
    )


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    with isolated(Limits(cpu=1)) as made:
        yield made


@pytest.mark.parametrize(
    ("data", "media_type"), [(PAGE, "text/html"), (b"The mayor said so.", "text/plain")]
)
def test_a_child_reads_what_would_be_read_here(
    isolation: Isolation, data: bytes, media_type: str
) -> None:
    given = capture(data, media_type)

    apart = reading_in(isolation)(given, data, doc=DocId("d"), settings=Settings())

    assert apart == read_here(given, data, doc=DocId("d"), settings=Settings())


def test_words_of_a_refusal_come_through(isolation: Isolation) -> None:
    with pytest.raises(UnreadableCapture, match="no words"):
        reading_in(isolation)(
            capture(b"<p>", "text/html"), b"<p>", doc=DocId("d"), settings=Settings()
        )


def test_a_page_over_the_limits_costs_one_document(isolation: Isolation, tools: Tools) -> None:
    made: list[Ended | Failure] = []
    for n, data in enumerate((PAGE, BOMB, PAGE + b"<p>It burned for hours.")):
        job = Job(Task(DocId(f"d{n}"), capture(data, "text/html")), data, {})
        made.append(work(job, tools, reading_in(isolation)))

    first, second, third = made
    assert isinstance(first, Ended)
    assert isinstance(second, Failure)
    assert isinstance(third, Ended)
    assert second.stage == "documents"
    assert second.reason == "reading it took longer than 1 s"
    assert "save its text" in second.remedy
