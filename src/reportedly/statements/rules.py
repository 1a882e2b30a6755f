"""The rules of attribution, in one table, and how sure each is.

`RULES` look at the document alone; `FOLLOWING` also at what those found. The confidence of a rule
is its measured precision (content and source both right) on the development part of our corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportedly.records import Basis, Mode
from reportedly.statements.confidence import weighed
from reportedly.statements.headlines import as_headline, headlines
from reportedly.statements.layouts import dashed, messages, posts, signed, turns, unlabelled
from reportedly.statements.nouns import adjective_clause, clause_phrase, misspelt, noun_clause
from reportedly.statements.phrases import according_to, as_put, by_account, figure_of
from reportedly.statements.proposals import Proposal, Range, covers
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
    found = rivals_dropped(as_headline(scene, weighed(p)) for rule in RULES for p in rule(scene))
    for follow in FOLLOWING:
        found = (*found, *map(weighed, follow(scene, found)))
    voices = [p.content for p in found if p.mode is Mode.DIRECT and p.basis is not Basis.ACT]
    return tuple(p for p in found if not _performs(scene, p, voices))


def _performs(scene: Scene, proposal: Proposal, voices: Sequence[tuple[Range, ...]]) -> bool:
    """Tell whether somebody does in words what is told: "I thank you" inside a message."""
    if proposal.basis is not Basis.ACT or len(proposal.source) != 1:
        return False
    who = scene.text[slice(*proposal.source[0])].lower()
    verbs = [t for cue in proposal.cue for t in scene.parse.within(*cue) if t.tag in ("VBP", "VB")]
    plain = len(verbs) == 1 and verbs[0].lemma not in scene.cues.wishes
    return who in ("i", "we") and plain and any(covers(v, proposal.cue) for v in voices)
