"""Find every mention of one document, and which mention is the source of which statement.

Invariant: namings are sorted by place and each keeps its index; ties are pairs of indexes that
the syntax itself holds together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.entities.namings import Naming
from reportedly.entities.page import Page
from reportedly.entities.pieces import Piece, pieces_of
from reportedly.entities.sources import Added, sources_of
from reportedly.entities.ties import ties_of
from reportedly.records import Statement, StatementId


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of a document and what the syntax says of them."""

    namings: tuple[Naming, ...]
    ties: tuple[tuple[int, int, str], ...]  # indexes of two namings of one actor, and the rule
    sources: Mapping[StatementId, int]  # naming that is a statement's source
    joint: Mapping[int, tuple[int, ...]]  # naming of a joint speaker -> its members
    complements: frozenset[int]  # namings that narrow another's post


def find(page: Page, statements: Sequence[Statement]) -> Found:
    """Return the mentions of a document; each source of a statement is one."""
    pieces = pieces_of(page, statements)
    starts = frozenset(s.source[0].start for s in statements if s.source)
    ties = ties_of(page, pieces, starts)
    return _found(pieces, sources_of(page, pieces, statements), ties)


def _found(pieces: list[Piece], added: Added, tied: list[tuple[int, int, str]]) -> Found:
    """Put pieces and added namings in reading order and carry every index over."""
    everything = [*pieces, *added.extra]
    order = sorted(
        range(len(everything)),
        key=lambda n: (everything[n].naming.start, -everything[n].naming.end, n),
    )
    at = {old: new for new, old in enumerate(order)}
    ties = [(at[a], at[b], rule) for a, b, rule in (*tied, *added.ties)]

    def place(n: int) -> int:
        return at[n] if n >= 0 else at[len(pieces) - n - 1]

    return Found(
        namings=tuple(everything[n].naming for n in order),
        ties=tuple(ties),
        sources={key: place(n) for key, n in added.sources.items()},
        joint={
            at[len(pieces) + n]: tuple(at[m] for m in members) for n, members in added.joint.items()
        },
        complements=frozenset(at[n] for n, p in enumerate(pieces) if p.narrows is not None),
    )
