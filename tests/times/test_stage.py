"""The stage reads the document's text with its own date."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.stage import Material
from reportedly.times import STAGE


def test_the_stage_anchors_to_the_documents_date(material: Callable[..., Material]) -> None:
    made = material("The ferry sank yesterday.", published="2031-04-16")
    times = STAGE.run(made)

    assert all(t.span.of(made.records.document.text) == "yesterday" for t in times)
    assert len(times) == 1
