"""Every verb of a document through the frames, first fit wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from reportedly.language import Token
from reportedly.statements.acts import figure_given, naming, prepositional, put_at, thing_object
from reportedly.statements.clauses import (
    clause_follows,
    finite_clause,
    gerund,
    infinitive,
    parenthetical,
    said_to,
)
from reportedly.statements.extents import VERBAL
from reportedly.statements.proposals import Proposal
from reportedly.statements.scene import Scene

Frame = Callable[[Scene, Token], Proposal | None]
FRAMES: tuple[Frame, ...] = (
    finite_clause,
    infinitive,
    said_to,
    gerund,
    naming,
    put_at,
    figure_given,
    prepositional,
    clause_follows,
    parenthetical,
    thing_object,
)


def reports(scene: Scene) -> Iterator[Proposal]:
    """Yield what verbs report, one proposal a verb."""
    for token in scene.parse.tokens:
        if token.pos in VERBAL or token.tag.startswith("VB"):
            found = (frame(scene, token) for frame in FRAMES)
            yield from islice((p for p in found if p is not None), 1)
