"""The report of a hundred reports of our own corpus can be sent by mail, and opens offline."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.exports.report import report_html
from reportedly.stage import Tools
from reportedly.training.markup import read_markup
from reportedly.views import Index

TRAIN = Path(__file__).parent.parent.parent / "data" / "corpus" / "train"
DOCUMENTS, MOST = 100, 2_000_000  # bytes; 1,835,046 on 26 November 2026


@pytest.mark.nightly
def test_the_report_of_a_hundred_documents_stays_under_two_megabytes(tools: Tools) -> None:
    records = []
    for path in sorted(TRAIN.glob("*/*.txt"))[:DOCUMENTS]:
        marked = path.read_text(encoding="utf-8")
        head = marked.partition("\n---\n")[0]
        given = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        records.append(
            pipeline.analyse(
                read_markup(marked, path.stem).text,
                published=given.get("date"),
                outlet=given.get("outlet"),
                tools=tools,
            )
        )

    page = report_html(Index(pipeline.relate(tuple(records), tools)), [])

    assert len(records) == DOCUMENTS
    assert len(page.encode()) < MOST
