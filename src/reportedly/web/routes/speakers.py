"""The list of speakers, one speaker, and what merging or splitting speakers would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.records import Decision, DecisionId, Entity, EntityId, Verdict
from reportedly.views.desk import Desk
from reportedly.views.listpages import ListFilter, speakers_listing, speakers_view
from reportedly.views.merging import Preview, anchors, preview
from reportedly.views.speakerpage import speaker_listing, speaker_page
from reportedly.views.tables import Listing
from reportedly.web.desks import desk_of
from reportedly.web.pages import Shown, page, show
from reportedly.web.routes.rows import page_number

router = APIRouter()
MISSING = "There is no such speaker; a merge or split may have renamed it."
MOST = 40  # speakers in one merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A merge or split that is asked for, and what it would do."""

    verdict: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    back: str  # the speaker to go back to
    preview: Preview | None  # None when there is nothing to do


@page(router, "/speakers")
def speakers(
    request: Request, *, q: str = "", kind: str = "", sort: str = "", page: str = "1"
) -> Response:
    """Show who is credited with anything."""
    asked = ListFilter(q=q, kind=kind, sort=sort or "statements", page=page_number(page))
    desk = desk_of(request)
    view = speakers_view(desk, asked)
    listing = partial(speakers_listing, desk, asked)
    return show(request, Shown("speakers.html.j2", "Speakers", view, listing))


@page(router, "/speakers/merge")
def merge(request: Request) -> Response:
    """Show what joining speakers would change."""
    desk = desk_of(request)
    ids = tuple(dict.fromkeys(request.query_params.getlist("id")))[:MOST]
    return _asked(request, desk, (Verdict.MERGE, ids, ids if len(ids) > 1 else ()))


@page(router, "/speakers/{speaker}/split")
def split(request: Request, speaker: str) -> Response:
    """Show what taking a document's speaker out of a join would change."""
    desk = desk_of(request)
    parts = set(_known(desk, speaker).parts)
    chosen = tuple(
        p for p in dict.fromkeys(request.query_params.getlist("part")) if EntityId(p) in parts
    )
    some = chosen if 0 < len(chosen) < len(parts) else ()
    return _asked(request, desk, (Verdict.SPLIT, (speaker,), some))


def _known(desk: Desk, speaker: str) -> Entity:
    found = desk.index.entities.get(EntityId(speaker))
    if found is None:
        raise HTTPException(404, MISSING)
    return found


def _asked(
    request: Request, desk: Desk, what: tuple[Verdict, tuple[str, ...], tuple[str, ...]]
) -> Response:
    verdict, speakers, targets = what
    for speaker in speakers:
        _known(desk, speaker)
    found = _preview(desk, verdict, targets) if targets else None
    view = Change(
        verdict=verdict.value,
        ids=targets,
        names=tuple(desk.index.name(s) for s in speakers),
        back=speakers[0] if speakers else "",
        preview=found,
    )
    rows = found.rows if found else ()
    cells = tuple((r.row, r.question, r.event, *r.speakers, len(r.gone), len(r.new)) for r in rows)
    columns = (
        "row", "question", "event", "speakers_before", "speakers_after", "relations_gone",
        "relations_new",
    )  # fmt: skip
    title = "Merge speakers" if verdict is Verdict.MERGE else "Split a speaker"
    return show(request, Shown("change.html.j2", title, view, Listing("changes", columns, cells)))


def _preview(desk: Desk, verdict: Verdict, targets: tuple[str, ...]) -> Preview | None:
    """Return what a decision would change; it is made up for this alone and never kept."""
    try:
        pointed = anchors(desk, [EntityId(t) for t in targets])
    except KeyError:
        return None  # somebody whom no words in the texts name: a group made of its members
    made = Decision(
        id=DecisionId("preview"),
        at=datetime(2000, 1, 1, tzinfo=UTC),
        reviewer="preview",
        verdict=verdict,
        kind="Entity",
        anchors=pointed,
    )
    return preview(desk, made)


@page(router, "/speakers/{speaker}")
def speaker(request: Request, speaker: str) -> Response:
    """Show one speaker."""
    desk = desk_of(request)
    _known(desk, speaker)
    view = speaker_page(desk, EntityId(speaker))
    return show(request, Shown("speaker.html.j2", view.name, view, partial(speaker_listing, view)))
