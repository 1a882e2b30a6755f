"""Copies found by jobs are the copies found without: the same bytes, whatever a job holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from tests.reuse.test_resume import told

from reportedly.codec import encode
from reportedly.records import Corpus, Document
from reportedly.reuse import jobs
from reportedly.reuse.find import run
from reportedly.reuse.resume import resume
from reportedly.stage import Job, Tools, Work, marked


@dataclass(eq=False)
class Here:
    """Has jobs done in this process, with tools that spread nothing."""

    tools: Tools
    least: int = 1
    done: list[int] = field(default_factory=list)  # parts of each job

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[bytes]:
        for job in jobs:
            self.done.append(len(job))
            yield work(job, self.tools)


@pytest.mark.parametrize("size", [1, 5, 64])
def test_jobs_of_any_size_give_the_bytes_of_none(
    tools: Tools, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(jobs, "READ", size)
    monkeypatch.setattr(jobs, "TOUCHED", size)
    corpus = Corpus(documents=tuple(told(n, n % 3) for n in range(30)))
    here = Here(tools)
    found, notes = resume(marked(corpus), replace(tools, spread=here), None)

    assert len(here.done) > 30 // size
    assert encode(found) == encode(run(corpus, tools))
    assert notes == resume(marked(corpus), tools, None)[1]


def test_a_text_without_words_has_no_fingerprints(tools: Tools) -> None:
    documents = tuple(replace(told(n, 0), document=blank) for n, blank in enumerate(_blanks()))
    given = marked(Corpus(documents=documents))
    found, _ = resume(given, replace(tools, spread=Here(tools)), None)

    assert found.links == ()


def _blanks() -> Iterator[Document]:
    yield from (replace(told(n, 0).document, text=text) for n, text in enumerate(("", "No.", "…")))
