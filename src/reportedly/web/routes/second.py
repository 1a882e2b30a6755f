"""A second reviewer judges what another has judged, without seeing how.

What is asked about is shown as the program proposed it, not as the ledger is now: a statement that
was left out is asked about all the same. The judgement is kept beside the first and changes
nothing (`review.CODING`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from reportedly.codec import decode
from reportedly.errors import BadDecision
from reportedly.records import (
    Anchor,
    Decision,
    DecisionId,
    DocId,
    Figure,
    Statement,
    TimeRef,
    Verdict,
)
from reportedly.review import CODING
from reportedly.store import outputs
from reportedly.views import Index
from reportedly.views.queue import CODED, codings
from reportedly.views.tables import Listing, plain
from reportedly.web.bench import Bench
from reportedly.web.pages import Shown, bench_of, page, show
from reportedly.web.snapshot import Snapshot

router = APIRouter()
JUDGED = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT}
STAGES = {"Statement": "statements", "Figure": "figures", "TimeRef": "times"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """One thing to judge, with nothing of the first judgement."""

    of: str  # the first decision's id
    kind: str
    proposed: str  # what the program proposed, in words
    words: tuple[str, str, str]  # before, the words, after


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondView:
    """The next thing to judge."""

    blind: Blind | None
    waiting: int


@page(router, "/review/second")
def second(request: Request) -> Response:
    """Show the next thing that another reviewer judged and this one has not."""
    bench = bench_of(request)
    shot = bench.shot()
    found = _waiting(shot, request.scope["reviewer"])
    blind = _blind(bench, shot.index, found[0]) if found else None
    listing = Listing("second", ("waiting",), ((len(found),),))
    view = SecondView(blind=blind, waiting=len(found))
    return show(request, Shown("second.html.j2", "Second reviewer", view, listing))


@router.post("/review/second", response_class=Response)
def judge(
    request: Request,
    *,
    of: Annotated[str, Form()] = "",
    verdict: Annotated[str, Form()] = "",
) -> Response:
    """Keep the second judgement beside the first, and go on."""
    bench, reviewer = bench_of(request), request.scope["reviewer"]
    first = [d for d in _waiting(bench.shot(), reviewer) if d.id == of]
    if not first or verdict not in JUDGED:
        raise BadDecision("this waits no longer, or the judgement is neither accept nor reject")
    made = Decision(
        id=DecisionId(uuid.uuid4().hex[:12]),
        at=datetime.now(UTC),
        reviewer=reviewer,
        verdict=JUDGED[verdict],
        kind=CODING + first[0].kind,
        anchors=first[0].anchors[:1],
    )
    bench.decide(made)
    return Response(status_code=303, headers={"Location": "/review/second"})


def _waiting(shot: Snapshot, reviewer: str) -> list[Decision]:
    """Return the first judgements by others of what this reviewer has not judged, in order."""
    judged = {unit for unit, them in codings(shot.in_force).items() if reviewer in them}
    found: dict[tuple[str, ...], Decision] = {}
    for made in shot.in_force:
        unit = next(iter(codings([made])), None)
        if unit is not None and unit not in judged and made.kind in CODED:
            found.setdefault(unit, made)
    return list(found.values())


def _blind(bench: Bench, index: Index, first: Decision) -> Blind:
    anchor = first.anchors[0]
    doc = next((d for d, r in index.documents.items() if r.document.capture == anchor.capture), "")
    return Blind(
        of=first.id,
        kind=first.kind,
        proposed=_proposed(bench, DocId(doc), (first.kind, anchor)) if doc else "",
        words=(anchor.prefix, anchor.exact, anchor.suffix),
    )


def _proposed(bench: Bench, doc: DocId, what: tuple[str, Anchor]) -> str:
    """Return what a stage proposed at a decision's words; "" when the reviewer added it."""
    kind, anchor = what
    output = outputs.of_document(bench.store, doc).get(STAGES[kind])
    text = bench.index().documents[doc].document.text
    if output is None:
        return ""
    if kind == "Figure":
        for figure in decode(output.body, tuple[Figure, ...]):
            if figure.span.start == anchor.start:
                return f"{plain(figure.readings[0].value)} {figure.counted or figure.unit}"
    elif kind == "TimeRef":
        for time in decode(output.body, tuple[TimeRef, ...]):
            if time.span.start == anchor.start:
                return time.edtf or time.timex
    else:
        for statement in decode(output.body, tuple[Statement, ...]):
            if statement.content[0].start == anchor.start:
                return " ".join(span.of(text) for span in (*statement.source, *statement.cue))
    return ""
