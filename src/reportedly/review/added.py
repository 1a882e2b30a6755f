"""Records that a reviewer adds by pointing at words where the program proposed nothing.

A CORRECT decision whose words no record has adds one. Its id comes from the words' place and the
decision, so that it is the same in every run.
"""

from __future__ import annotations

from reportedly.codec import digest
from reportedly.errors import BadDecision
from reportedly.records import (
    Approximator,
    Basis,
    Decision,
    Figure,
    FigureId,
    Mode,
    Reading,
    RuleName,
    Span,
    Statement,
    StatementId,
    TimeKind,
    TimeRef,
    TimeRefId,
)

ADDED = RuleName("review.add")
BY_MODEL = RuleName("review.add.llm")  # proposed by a language model the user asked
MODEL = "llm:"  # begins the name of a reviewer that is a model
UNRESOLVED = "XXXX"  # TIMEX3 for a time that is yet to be given its value


def _id(letter: str, place: Span, made: Decision) -> str:
    return f"{place.doc}-{letter}x{digest(made.id.encode())[:8]}"


def statement(place: Span, made: Decision) -> Statement:
    """Return a statement of exactly these words; who says them is a change of its own."""
    return Statement(
        id=StatementId(_id("s", place, made)),
        content=(place,),
        mode=Mode.INDIRECT,
        basis=Basis.CONTINUATION,
        rule=BY_MODEL if made.reviewer.startswith(MODEL) else ADDED,
    )


def figure(place: Span, made: Decision) -> Figure:
    """Return a figure of exactly these words, of no value until the changes are laid over it.

    Raises:
        BadDecision: the decision gives no value.
    """
    if "value" not in dict(made.changes):
        raise BadDecision(f"decision {made.id}: a figure that is added needs a value")
    return Figure(
        id=FigureId(_id("f", place, made)),
        span=place,
        number=place,
        readings=(Reading(value=None, low=None, high=None, rule=ADDED),),
        approximator=Approximator.EXACT,
        unit="count",
        rule=ADDED,
    )


def time(place: Span, made: Decision) -> TimeRef:
    """Return a time of exactly these words, unresolved until the changes are laid over it.

    Raises:
        BadDecision: the decision gives no date.
    """
    if "edtf" not in dict(made.changes):
        raise BadDecision(f"decision {made.id}: a time that is added needs a date (edtf)")
    return TimeRef(
        id=TimeRefId(_id("t", place, made)),
        span=place,
        kind=TimeKind.DATE,
        timex=UNRESOLVED,
        edtf=None,
        earliest=None,
        latest=None,
        rule=ADDED,
    )
