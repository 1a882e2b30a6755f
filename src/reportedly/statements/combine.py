"""Rules and model together: agreement makes surer, and each keeps what only it is sure of.

Invariant: the result depends on the two sets alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.records import Basis, RuleName
from reportedly.statements.proposals import Proposal, overlap, size

BOTH = RuleName("statements.combine.both")
SAME = 0.5  # least Dice of two contents that count as one finding
# Bases that the rules read from layout; the model's view of a passage does not speak against them.
LAYOUT = frozenset({Basis.HEADING, Basis.CONTINUATION, Basis.HEADLINE})
# What only one side proposes must be this sure of itself. Swept in steps of .03 to .1 on our own
# development reports (pair F1 .838, .781 on the light ones) and read off PolNeAR's (.650); rules
# alone have .746, .753 and .590, the model alone at its best .812, .761 and .635.
RULE_ALONE, MODEL_ALONE = 0.9, 0.88


def combine(rules: Sequence[Proposal], model: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return one set of proposals, sorted; of findings both make, one."""
    pairs = matched(rules, model)
    paired = {id(m) for m in pairs.values()}
    out = [_joined(rules[i], m) for i, m in pairs.items()]
    out += [r for i, r in enumerate(rules) if i not in pairs and r.confidence >= RULE_ALONE]
    out += [m for m in model if id(m) not in paired and m.confidence >= MODEL_ALONE]
    return tuple(sorted(out, key=lambda p: (p.content, p.cue, p.source, p.rule)))


def matched(rules: Sequence[Proposal], model: Sequence[Proposal]) -> dict[int, Proposal]:
    """Return for a rule's proposal, by index, the model's that says the same; one to one."""
    scored = [
        (-fit, i, j)
        for i, r in enumerate(rules)
        for j, m in enumerate(model)
        if (fit := agreement(r, m)) >= SAME
    ]
    out: dict[int, Proposal] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in out and j not in taken:
            out[i] = model[j]
            taken.add(j)
    return out


def agreement(a: Proposal, b: Proposal) -> float:
    """Return how far two proposals are one: 0 when their cues differ, else the contents' Dice."""
    if a.cue and b.cue and not overlap(a.cue, b.cue):
        return 0.0
    shared = overlap(a.content, b.content)
    return 2 * shared / (size(a.content) + size(b.content))


def _joined(rule: Proposal, model: Proposal) -> Proposal:
    """Return one proposal for what both found: layout from the rule, words from the model."""
    doubt = (1 - rule.confidence) * (1 - model.confidence)
    layout = rule.basis in LAYOUT
    return replace(
        rule,
        content=rule.content if layout else model.content,
        cue=rule.cue or model.cue,
        source=model.source or rule.source,
        mode=rule.mode if layout else model.mode,
        confidence=round(1 - doubt, 4),
        rule=BOTH,
    )
