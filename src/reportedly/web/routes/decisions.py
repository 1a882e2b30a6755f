"""Decide, take back, and read what was decided. Every write of a reviewer comes through here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from reportedly.codec import encode
from reportedly.errors import BadDecision
from reportedly.records import Decision, DecisionId
from reportedly.views.tables import Listing
from reportedly.web.deciding import ADDABLE, ASKS, IDS, Asked, decision_of, undo_of
from reportedly.web.pages import Shown, bench_of, page, render, show

router = APIRouter()
SET = "set."  # fields of a form that change something: "set.value"
PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One decision as a line of the history."""

    id: str
    at: str
    reviewer: str
    verdict: str
    kind: str
    words: str
    changes: str
    note: str
    takes_back: str
    standing: bool  # neither taken back nor taking back


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was decided, the last first."""

    lines: tuple[Line, ...]
    total: int
    page: int


FORM = {  # what the form of a decision holds, for the description of the endpoints
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "verdict": {"type": "string", "enum": sorted(ASKS)},
                        "id": {"type": "array", "items": {"type": "string"}},
                        "doc": {"type": "string"},
                        "start": {"type": "integer"},
                        "end": {"type": "integer"},
                        "kind": {"type": "string", "enum": sorted(ADDABLE)},
                        "set.value": {"type": "string"},
                        "set.edtf": {"type": "string"},
                        "set.speaker": {"type": "string"},
                        "note": {"type": "string"},
                    },
                    "required": ["verdict"],
                }
            }
        }
    }
}


@router.post("/decisions", response_class=Response, openapi_extra=FORM)
async def decide(request: Request) -> Response:
    """Record one decision.

    Form fields: `verdict`, `id` (as often as needed) or `doc`, `start`, `end` and `kind`;
    `set.FIELD` for corrections; `note`.
    """
    form = await request.form()
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return await run_in_threadpool(_decide, request, fields)


def _decide(request: Request, fields: list[tuple[str, str]]) -> Response:
    bench = bench_of(request)
    made = decision_of(bench.shot(), asked_in(fields), request.scope["reviewer"])
    bench.decide(made)
    return _recorded(request, made)


def asked_in(fields: list[tuple[str, str]]) -> Asked:
    """Return what a form asks for."""
    one = dict(fields)
    return Asked(
        verdict=one.get("verdict", ""),
        ids=tuple(value for name, value in fields if name == "id"),
        doc=one.get("doc", ""),
        start=_offset(one.get("start", "")),
        end=_offset(one.get("end", "")),
        kind=one.get("kind", ""),
        changes=tuple((n.removeprefix(SET), v) for n, v in fields if n.startswith(SET)),
        note=one.get("note", ""),
    )


def _offset(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise BadDecision(f"expected an offset in characters, found {text[:20]!r}")
    return int(text)


@router.post("/decisions/undo", response_class=Response)
def undo(request: Request, decision: Annotated[list[str] | None, Form()] = None) -> Response:
    """Take decisions back; without an id, the reviewer's own last."""
    bench = bench_of(request)
    wanted = dict.fromkeys((decision or [""])[:IDS])
    made = [undo_of(bench.shot(), one, request.scope["reviewer"]) for one in wanted]
    bench.decide(*made)
    return _recorded(request, made[-1])


def _recorded(request: Request, made: Decision) -> Response:
    """Say that a decision is kept: a fragment for htmx, else JSON or a page."""
    wants = request.headers.get("accept", "")
    if "hx-request" in request.headers:
        answer = render(request, "decided.html.j2", made=made)
        answer.headers["HX-Trigger"] = "ledger-changed"
        return answer
    if "text/html" in wants:
        return render(request, "recorded.html.j2", title="Recorded", made=made)
    return Response(encode(made), 201, media_type="application/json")


@page(router, "/decisions")
def decisions(request: Request, page: int = 1) -> Response:
    """Show what was decided, the last first."""
    shot = bench_of(request).shot()
    gone = {d.supersedes for d in shot.decisions if d.supersedes}
    lines = tuple(_line(made, gone) for made in reversed(shot.decisions))
    page = max(1, min(page, len(lines) // PAGE + 1))
    view = History(lines=lines[(page - 1) * PAGE : page * PAGE], total=len(lines), page=page)
    columns = tuple(name for name in Line.__slots__ if name != "standing")
    cells = tuple(tuple(getattr(line, name) for name in columns) for line in lines)
    listing = Listing("decisions", columns, cells)
    return show(request, Shown("decisions.html.j2", "Decisions", view, listing))


def _line(made: Decision, gone: set[DecisionId]) -> Line:
    return Line(
        id=made.id,
        at=made.at.isoformat(timespec="seconds"),
        reviewer=made.reviewer,
        verdict=made.verdict.value,
        kind=made.kind,
        words=" | ".join(anchor.exact for anchor in made.anchors),
        changes="; ".join(f"{name}={value}" for name, value in made.changes),
        note=made.note,
        takes_back=made.supersedes or "",
        standing=made.id not in gone and made.supersedes is None,
    )


@page(router, "/changes")
def changed(request: Request) -> Response:
    """Show the rows that the last run changed."""
    view = bench_of(request).changes
    return show(request, Shown("changes.html.j2", "What changed", view, view.listing))
