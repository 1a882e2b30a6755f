"""Lay reviewers' decisions over what the machine proposed, giving settled records.

Pure, and the same when applied twice. Proposals are never edited, so a decision can be withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from reportedly.codec import digest
from reportedly.errors import BadDecision, LostAnchor
from reportedly.records import (
    CaptureId,
    Decision,
    Document,
    Figure,
    PublishedBasis,
    Reading,
    RuleName,
    Span,
    Statement,
    TimeRef,
    Verdict,
)
from reportedly.review import added
from reportedly.review.anchors import find

REVIEWED = RuleName("review.correct")
CODING = "Coding."  # before the kind: a second reviewer's independent judgement, without effect
DIGITS = 24  # before or behind the point; larger numbers count nothing anybody reports
DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
R = TypeVar("R", Statement, Figure, TimeRef)


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no later one supersedes, in order; UNSURE has no effect."""
    made = tuple(decisions)
    gone = {d.supersedes for d in made if d.supersedes}
    return tuple(d for d in made if d.id not in gone and d.verdict is not Verdict.UNSURE)


def about(decisions: Iterable[Decision], capture: CaptureId) -> tuple[Decision, ...]:
    """Return the decisions that point into one capture."""
    return tuple(d for d in decisions if any(a.capture == capture for a in d.anchors))


def acts(made: Decision) -> bool:
    """Tell whether a decision changes records; accepting, or coding a second time, does not."""
    return made.verdict not in (Verdict.ACCEPT, Verdict.UNSURE) and not made.kind.startswith(CODING)


def settled_digest(output: str, decisions: tuple[Decision, ...], kind: str) -> str:
    """Return the digest of an output with the decisions about records of `kind` laid over it."""
    ids = [d.id.encode() for d in decisions if d.kind == kind and acts(d)]
    return digest(output.encode(), *ids) if ids else output


def settle_document(document: Document, decisions: Iterable[Decision]) -> Document:
    """Return the document with corrected metadata."""
    for made in decisions:
        if made.kind == "Document" and made.verdict is Verdict.CORRECT:
            document = replace(document, **_metadata(made))  # type: ignore[arg-type]  # checked names
    return document


def _metadata(made: Decision) -> dict[str, object]:
    changes: dict[str, object] = {}
    for name, value in made.changes:
        if name not in ("published", "outlet", "title", "place"):
            raise BadDecision(
                f"decision {made.id}: a document has no field {name!r} to correct; "
                "there are published, outlet, title, place"
            )
        changes[name] = value or None
        if name == "published":
            changes["published_basis"] = PublishedBasis.GIVEN if value else None
    return changes


def settle(
    records: tuple[R, ...],
    document: Document,
    decisions: Iterable[Decision],
    *,
    kind: str = "",
) -> tuple[R, ...]:
    """Return statements, figures or times with the decisions about them applied.

    Args:
        records: what a stage proposed.
        document: the settled document they belong to.
        decisions: in force, in order.
        kind: the records' type by name; needed when there are none, for one may be added.
    """
    kind = kind or (type(records[0]).__name__ if records else "")
    for made in decisions:
        if made.kind != kind:
            continue
        try:
            place = find(made.anchors[0], document)
        except LostAnchor:
            continue  # `reportedly doctor` lists lost anchors; the rest must go on
        records = _applied(records, place, made)
    return records


def _applied(records: tuple[R, ...], place: Span, made: Decision) -> tuple[R, ...]:
    kept: list[R] = []
    for record in records:
        if _words(record) != place:
            kept.append(record)
        elif made.verdict is Verdict.CORRECT:
            kept.append(_corrected(record, made))
        elif made.verdict is not Verdict.REJECT:
            kept.append(record)
    if made.verdict is Verdict.CORRECT and all(_words(record) != place for record in records):
        new: R = ADDITIONS[made.kind](place, made)  # type: ignore[assignment]  # of this kind
        kept.append(_corrected(new, made))
        kept.sort(key=lambda record: (_words(record), record.id))
    alive = {record.id for record in kept}
    return tuple(_without_lost_parents(record, alive) for record in kept)


def _without_lost_parents(record: R, alive: Set[object]) -> R:
    """Return the record without links to records that a decision removed."""
    if isinstance(record, Statement):
        parent = record.parent if record.parent in alive else None
        antecedent = record.antecedent if record.antecedent in alive else None
        return replace(record, parent=parent, antecedent=antecedent)
    if isinstance(record, Figure) and record.part_of not in alive:
        return replace(record, part_of=None)
    return record


def _words(record: Statement | Figure | TimeRef) -> Span:
    return record.content[0] if isinstance(record, Statement) else record.span


def _corrected(record: R, made: Decision) -> R:
    for name, value in made.changes:
        change = CORRECTIONS.get((type(record).__name__, name))
        if change is None:
            known = sorted(n for kind, n in CORRECTIONS if kind == type(record).__name__)
            raise BadDecision(
                f"decision {made.id}: a {type(record).__name__} has no field {name!r} to correct; "
                f"there are {', '.join(known)}"
            )
        record = change(record, value)  # type: ignore[assignment]  # same type in, same type out
    return record


def _figure_value(record: Figure, value: str) -> Figure:
    """ "43" in place of what was read: the corrected reading goes first, the others stay."""
    try:
        number = Decimal(value)
    except InvalidOperation as err:
        raise BadDecision(f"a figure's value must be a number, found {value!r}") from err
    if not number.is_finite() or abs(number.adjusted()) > DIGITS:
        raise BadDecision(f"a figure's value must have at most {DIGITS} digits, found {value!r}")
    reading = Reading(value=number, low=number, high=number, rule=REVIEWED)
    others = tuple(r for r in record.readings if r != reading)
    return replace(record, readings=(reading, *others))


def _times(record: TimeRef, value: str) -> TimeRef:
    """ "2031-04-13" in place of what was read; the days follow where the date is one."""
    day = value if DAY.fullmatch(value) else None
    return replace(record, edtf=value or None, earliest=day, latest=day, rule=REVIEWED)


ADDITIONS: dict[str, Callable[..., Statement | Figure | TimeRef]] = {
    "Figure": added.figure,
    "Statement": added.statement,
    "TimeRef": added.time,
}
CORRECTIONS: dict[tuple[str, str], Callable[..., Statement | Figure | TimeRef]] = {
    ("Figure", "value"): _figure_value,
    ("Figure", "counted"): lambda r, v: replace(r, counted=v or None),
    ("Figure", "unit"): lambda r, v: replace(r, unit=v),
    ("Figure", "predicate"): lambda r, v: replace(r, predicate=v or None),
    ("Statement", "denied"): lambda r, v: replace(r, denied=v == "true"),
    ("Statement", "speaker"): lambda r, _v: r,  # laid over the cast: `review.credits`
    ("TimeRef", "edtf"): _times,
}
