"""Read one text and show each statement as its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reportedly.records import Basis, Mode, Statement
from reportedly.stage import Material
from reportedly.statements.rules import propose
from reportedly.statements.scene import scene_of
from reportedly.statements.settle import settled


@dataclass(frozen=True)
class Shown:
    """A statement in words."""

    source: str
    cue: str
    content: str
    mode: Mode
    basis: Basis
    rule: str
    record: Statement


@pytest.fixture
def credited(material: Callable[..., Material]) -> Callable[[str], list[Shown]]:
    """Return what is credited to somebody, the narrator's rows left out."""

    def read(text: str) -> list[Shown]:
        scene = scene_of(material(text))
        rows = settled(scene, propose(scene))  # the rules alone, as without the model
        return [shown(row, text) for row in rows if row.mode is not Mode.NARRATOR]

    return read


def shown(row: Statement, text: str) -> Shown:
    """Return a statement as its words."""
    source, cue, content = (
        " / ".join(span.of(text) for span in spans) for spans in (row.source, row.cue, row.content)
    )
    return Shown(source, cue, content, row.mode, row.basis, row.rule.split(".")[-1], row)
