from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reportedly.errors import BadDecision
from reportedly.records import (
    Approximator,
    Basis,
    Decision,
    DecisionId,
    DocId,
    Document,
    Figure,
    FigureId,
    Mode,
    Reading,
    RuleName,
    Span,
    Statement,
    StatementId,
    Verdict,
)
from reportedly.review import anchor_of, in_force, settle, settle_document, settled_digest
from tests.review.test_anchors import document

RULE = RuleName("test")
TEXT = "The mayor said 41 people died. He added that 12 were children."


def figure(name: str, start: int, part_of: str | None = None) -> Figure:
    span = Span(DocId("d"), start, start + 2)
    value = Decimal(TEXT[start : start + 2])
    return Figure(
        id=FigureId(name),
        span=span,
        number=span,
        readings=(Reading(value=value, low=value, high=value, rule=RULE),),
        approximator=Approximator.EXACT,
        unit="person",
        part_of=FigureId(part_of) if part_of else None,
        rule=RULE,
    )


WHOLE, PART = figure("f1", 15), figure("f2", 45, "f1")


def decision(doc: Document, span: Span, verdict: Verdict, kind: str, **changes: str) -> Decision:
    return Decision(
        id=DecisionId(f"{verdict.value}-{span.start}"),
        at=datetime(2031, 4, 13, tzinfo=UTC),
        reviewer="ana",
        verdict=verdict,
        kind=kind,
        anchors=(anchor_of(doc, span),),
        changes=tuple(changes.items()),
    )


def test_a_rejected_figure_goes_and_its_parts_stay_whole() -> None:
    doc = document(TEXT)
    made = decision(doc, WHOLE.span, Verdict.REJECT, "Figure")

    left = settle((WHOLE, PART), doc, [made])

    assert [f.id for f in left] == ["f2"]
    assert left[0].part_of is None


def test_a_corrected_value_goes_first_and_what_was_read_is_kept() -> None:
    doc = document(TEXT)
    made = decision(doc, WHOLE.span, Verdict.CORRECT, "Figure", value="43")

    (settled, _) = settle((WHOLE, PART), doc, [made])

    assert [r.value for r in settled.readings] == [Decimal(43), Decimal(41)]


def test_settling_twice_changes_nothing() -> None:
    doc = document(TEXT)
    made = [
        decision(doc, WHOLE.span, Verdict.CORRECT, "Figure", value="43", counted="person"),
        decision(doc, PART.span, Verdict.REJECT, "Figure"),
    ]

    once = settle((WHOLE, PART), doc, made)

    assert settle(once, doc, made) == once


def test_decisions_about_other_kinds_leave_figures_alone() -> None:
    doc = document(TEXT)
    made = decision(doc, WHOLE.span, Verdict.REJECT, "Statement")

    assert settle((WHOLE, PART), doc, [made]) == (WHOLE, PART)


def test_a_rejected_statement_no_longer_is_a_parent() -> None:
    doc = document(TEXT)
    outer = Statement(
        id=StatementId("s1"),
        content=(Span(doc.id, 15, 29),),
        mode=Mode.INDIRECT,
        basis=Basis.VERB,
        rule=RULE,
    )
    inner = Statement(
        id=StatementId("s2"),
        content=(Span(doc.id, 18, 29),),
        mode=Mode.INDIRECT,
        basis=Basis.VERB,
        parent=outer.id,
        rule=RULE,
    )
    made = decision(doc, outer.content[0], Verdict.REJECT, "Statement")

    assert [s.parent for s in settle((outer, inner), doc, [made])] == [None]


def test_a_field_that_cannot_be_corrected_is_named_with_those_that_can() -> None:
    doc = document(TEXT)
    made = decision(doc, WHOLE.span, Verdict.CORRECT, "Figure", colour="red")

    with pytest.raises(BadDecision, match=r"'colour'.*counted, predicate, unit, value"):
        settle((WHOLE,), doc, [made])


def test_a_corrected_date_is_the_documents_own() -> None:
    doc = document(TEXT)
    made = decision(doc, Span(doc.id, 0, 9), Verdict.CORRECT, "Document", published="2031-04-13")

    settled = settle_document(doc, [made])

    assert (settled.published, settled.published_basis) == ("2031-04-13", "given")


def test_a_withdrawn_decision_has_no_force() -> None:
    doc = document(TEXT)
    first = decision(doc, WHOLE.span, Verdict.REJECT, "Figure")
    undo = Decision(
        id=DecisionId("u"),
        at=first.at,
        reviewer="ana",
        verdict=Verdict.UNSURE,
        kind="Figure",
        anchors=first.anchors,
        supersedes=first.id,
    )

    assert in_force([first]) == (first,)
    assert in_force([first, undo]) == ()


def test_only_decisions_of_its_kind_change_an_outputs_digest() -> None:
    doc = document(TEXT)
    made = (decision(doc, WHOLE.span, Verdict.REJECT, "Figure"),)

    assert settled_digest("0", made, "Statement") == "0"
    assert settled_digest("0", made, "Figure") != "0"
