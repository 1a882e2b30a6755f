"""Attributions in headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.conftest import Shown

from reportedly.records import Basis

Read = Callable[[str], list[Shown]]
BODY = "\n\nThe ferry sank off the coast on Monday. Divers went down on Tuesday morning."


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Ferry had no licence: minister", "minister", "Ferry had no licence"),
        ("Coastguard: at least 27 dead off Calvara", "Coastguard", "at least 27 dead off Calvara"),
        ("No siren in the valley, says everyone", "everyone", "No siren in the valley"),
    ],
)
def test_a_headline_names_its_source_on_one_side(
    credited: Read, headline: str, source: str, content: str
) -> None:
    found = [s for s in credited(headline + BODY) if s.basis is Basis.HEADLINE]

    assert [(s.source, s.content) for s in found] == [(source, content)]
