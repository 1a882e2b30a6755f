"""The rules of attribution, in one table, and how sure each is.

`RULES` look at the document alone; `FOLLOWING` also at what those found. The confidence of a rule
is its measured precision (content and source both right) on the development part of our corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportedly.statements.headlines import as_headline, headlines
from reportedly.statements.layouts import dashed, messages, posts, signed, turns, unlabelled
from reportedly.statements.nouns import adjective_clause, clause_phrase, misspelt, noun_clause
from reportedly.statements.phrases import according_to, as_put, by_account, figure_of
from reportedly.statements.proposals import Proposal
from reportedly.statements.quoted import speech
from reportedly.statements.scene import Scene
from reportedly.statements.settle import rivals_dropped
from reportedly.statements.verbs import reports
from reportedly.statements.voice import continued, sentences_on

Rule = Callable[[Scene], Iterator[Proposal]]
Following = Callable[[Scene, Sequence[Proposal]], Iterator[Proposal]]

RULES: tuple[Rule, ...] = (
    headlines,
    turns,
    posts,
    messages,
    signed,
    unlabelled,
    dashed,
    speech,
    according_to,
    by_account,
    as_put,
    figure_of,
    clause_phrase,
    misspelt,
    reports,
    noun_clause,
    adjective_clause,
)
FOLLOWING: tuple[Following, ...] = (continued, sentences_on)


def propose(scene: Scene) -> tuple[Proposal, ...]:
    """Return every proposal of every rule, in the order of the tables, rivals dropped."""
    found = rivals_dropped(as_headline(scene, p) for rule in RULES for p in rule(scene))
    for follow in FOLLOWING:
        found = (*found, *follow(scene, found))
    return found
