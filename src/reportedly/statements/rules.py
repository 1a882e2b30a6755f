"""The rules of attribution, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportedly.statements.clauses import reports
from reportedly.statements.proposals import Proposal
from reportedly.statements.scene import Scene

Rule = Callable[[Scene], Iterator[Proposal]]

RULES: tuple[Rule, ...] = (reports,)


def propose(scene: Scene) -> tuple[Proposal, ...]:
    """Return every proposal of every rule, in the order of the table."""
    return tuple(p for rule in RULES for p in rule(scene))
