"""From what a reviewer asked for on a page to a decision that is kept.

Invariant: a decision is tried on the records it is about before it is appended, so that none is
kept that a run could not carry out.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from reportedly.errors import BadDecision
from reportedly.records import (
    Anchor,
    Decision,
    DecisionId,
    DocId,
    Span,
    Verdict,
)
from reportedly.review import anchor_of, settle, settle_document
from reportedly.views import Index
from reportedly.web.snapshot import Snapshot

NOTE_SIZE, VALUE_SIZE, IDS = 2000, 400, 500  # code points, code points, things at once
SINGLE = ("Statement", "Figure", "TimeRef", "Document")  # one decision each
ADDABLE = ("Statement", "Figure", "TimeRef")
ASKS = {  # what buttons say -> what is recorded
    "accept": Verdict.ACCEPT,
    "reject": Verdict.REJECT,
    "correct": Verdict.CORRECT,
    "change": Verdict.CORRECT,
    "merge": Verdict.MERGE,
    "split": Verdict.SPLIT,
    "same": Verdict.MERGE,
    "different": Verdict.SPLIT,
    "note": Verdict.UNSURE,
}
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request of a reviewer. Either `ids`, or words of a document with their `kind`."""

    verdict: str
    ids: tuple[str, ...] = ()
    doc: str = ""
    start: int = 0  # code points
    end: int = 0
    kind: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    note: str = ""


def decision_of(shot: Snapshot, asked: Asked, reviewer: str) -> Decision:
    """Return the decision that a request asks for.

    Raises:
        BadDecision: it names nothing, asks for what its kind does not have, or is too long.
    """
    verdict = ASKS.get(asked.verdict)
    if verdict is None:
        raise BadDecision(f"expected one of {', '.join(ASKS)}, found {asked.verdict[:40]!r}")
    _check_sizes(asked, verdict)
    kind, spans = _pointed(shot.index, asked)
    _check_kind(asked, kind, spans)
    made = Decision(
        id=DecisionId(uuid.uuid4().hex[:12]),
        at=datetime.now(UTC),
        reviewer=reviewer,
        verdict=verdict,
        kind=kind,
        anchors=tuple(_anchor(shot.index, span) for span in spans),
        changes=asked.changes if verdict is Verdict.CORRECT else (),
        note=CONTROL.sub("", asked.note).strip(),
    )
    _try(shot.index, made, spans[0])
    return made


def undo_of(shot: Snapshot, decision: str, reviewer: str) -> Decision:
    """Return the decision that takes another back.

    Args:
        decision: its id; "" means the reviewer's own last that is in force.

    Raises:
        BadDecision: there is none.
    """
    live = [d for d in shot.decisions if _standing(shot, d)]
    found = [d for d in live if d.id == decision or (not decision and d.reviewer == reviewer)]
    if not found:
        raise BadDecision("there is no decision to take back; all of yours have been")
    last = found[-1]
    return Decision(
        id=DecisionId(uuid.uuid4().hex[:12]),
        at=datetime.now(UTC),
        reviewer=reviewer,
        verdict=Verdict.UNSURE,
        kind=last.kind,
        anchors=last.anchors,
        supersedes=last.id,
    )


def _standing(shot: Snapshot, made: Decision) -> bool:
    """Tell whether a decision was neither taken back nor takes one back."""
    gone = {d.supersedes for d in shot.decisions if d.supersedes}
    return made.id not in gone and made.supersedes is None


def _check_sizes(asked: Asked, verdict: Verdict) -> None:
    values = [part for change in asked.changes for part in change]
    if len(asked.note) > NOTE_SIZE or any(len(v) > VALUE_SIZE for v in values):
        raise BadDecision(
            f"a note may have {NOTE_SIZE} characters and a value {VALUE_SIZE}; shorten it"
        )
    if any(CONTROL.search(v) for v in values):
        raise BadDecision("a value may not hold control characters")
    if len(asked.ids) > IDS:
        raise BadDecision(f"at most {IDS} things are decided at once")
    if verdict is Verdict.CORRECT and not asked.changes:
        raise BadDecision("to correct something, say what: nothing was changed")
    if asked.verdict == "note" and not asked.note.strip():
        raise BadDecision("the note is empty")


def _pointed(index: Index, asked: Asked) -> tuple[str, tuple[Span, ...]]:
    from reportedly.web.targets import target

    if not asked.ids:
        return _words(index, asked)
    found = [target(index, name) for name in dict.fromkeys(asked.ids)]
    kinds = {kind for kind, _ in found}
    if len(kinds) > 1:
        raise BadDecision("one decision is about one kind of thing; choose them apart")
    return kinds.pop(), tuple(span for _, spans in found for span in spans)


def _words(index: Index, asked: Asked) -> tuple[str, tuple[Span, ...]]:
    """Return the words of a document that a reviewer selected."""
    records = index.documents.get(DocId(asked.doc))
    if records is None or asked.kind not in ADDABLE:
        raise BadDecision(f"select words of a document, as one of {', '.join(ADDABLE)}")
    if not 0 <= asked.start < asked.end <= len(records.document.text):
        raise BadDecision("the selected words lie outside the text; load the page again")
    return asked.kind, (Span(records.document.id, asked.start, asked.end),)


def _check_kind(asked: Asked, kind: str, spans: tuple[Span, ...]) -> None:
    allowed = {"merge": ("Entity",), "split": ("Entity",)}
    allowed |= {"same": ("Witness",), "different": ("Witness",)}
    if kind not in allowed.get(asked.verdict, (kind,)):
        raise BadDecision(f"{asked.verdict} is about {allowed[asked.verdict][0]}, not about {kind}")
    if asked.verdict in ("merge", "same") and len(spans) < 2:
        raise BadDecision(f"{asked.verdict} takes two or more")
    if asked.verdict in ("correct", "change") and len(spans) > 1:
        raise BadDecision("one thing is corrected at a time")


def _anchor(index: Index, span: Span) -> Anchor:
    return anchor_of(index.documents[span.doc].document, span)


def _try(index: Index, made: Decision, span: Span) -> None:
    """Lay a decision over the document it is about, and drop the result.

    Raises:
        BadDecision: it cannot be carried out.
    """
    for name, value in made.changes:
        if name in ("published", "edtf"):
            _check_date(value)
    records = index.documents[span.doc]
    if made.kind == "Document":
        settle_document(records.document, [made])
    elif made.kind == "Statement":
        settle(records.statements, records.document, [made], kind=made.kind)
    elif made.kind == "Figure":
        settle(records.figures, records.document, [made], kind=made.kind)
    elif made.kind == "TimeRef":
        settle(records.times, records.document, [made], kind=made.kind)
    elif made.verdict is Verdict.CORRECT:
        raise BadDecision(f"there is nothing to correct of a {made.kind}; merge or split it")


def _check_date(value: str) -> None:
    """Take "2031", "2031-04", "2031-04-13", and two of them with "/" between; or nothing."""
    for part in value.split("/", maxsplit=1) if value else ():
        try:
            date.fromisoformat((part + "-01-01")[:10] if DATE.fullmatch(part) else part)
        except ValueError as err:
            raise BadDecision(f"expected a date such as 2031-04-13, found {value!r}") from err
