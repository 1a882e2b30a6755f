"""Confidence is what was measured."""

from __future__ import annotations

from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.confidence import PRECISION, weighed
from reportedly.statements.proposals import Proposal


def proposal(rule: str) -> Proposal:
    return Proposal(
        content=((0, 5),),
        mode=Mode.INDIRECT,
        basis=Basis.VERB,
        confidence=0.33,
        rule=RuleName(rule),
    )


def test_a_measured_rule_takes_its_precision() -> None:
    rule = "statements.quoted.after"

    assert weighed(proposal(rule)).confidence == PRECISION[rule]


def test_a_rule_that_was_not_measured_keeps_its_own() -> None:
    assert weighed(proposal("statements.model.tagger")).confidence == 0.33
