"""The review queue: one card at a time, many of one pattern at once, a second reviewer blind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from reportedly.errors import BadDecision
from reportedly.views.agreement import agreement_view
from reportedly.views.queue import Card, cards, waiting
from reportedly.views.tables import Listing
from reportedly.web.deciding import Asked, decision_of
from reportedly.web.desks import desk_of
from reportedly.web.pages import Shown, bench_of, once, page, render, show
from reportedly.web.routes.decisions import FORM, asked_in

router = APIRouter()
KINDS = ("row", "speaker", "statement", "figure")
AT_ONCE = 200  # cards of one pattern decided together: what a person can look over
SAMPLE = 8  # cards of a pattern that are shown before it is decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Cards of one pattern that wait."""

    pattern: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The first card that waits, and what else does."""

    card: Card | None
    waiting: int
    decided: int
    kind: str
    pattern: str
    kinds: tuple[tuple[str, int], ...]
    alike: int  # others of this card's pattern
    patterns: tuple[Alike, ...]  # the largest first
    here: str  # this address without "after", for going on
    last: str  # the decision just made; "" for none
    listing: Listing


@page(router, "/review")
def review(
    request: Request, *, kind: str = "", pattern: str = "", after: str = "", last: str = ""
) -> Response:
    """Show the most important card that waits; `after` goes past one that was put off.

    `last` is the decision that led here, which the page offers to take back.
    """
    every = once(request, cards)
    open_ = waiting(every, desk_of(request))
    chosen = [c for c in open_ if kind in ("", c.kind) and pattern in ("", c.pattern)]
    card = _next(every, chosen, after)
    alike = sum(c.pattern == card.pattern for c in open_) - 1 if card else 0
    rest = urlencode({k: v for k, v in (("kind", kind), ("pattern", pattern)) if v})
    view = QueueView(
        card=card,
        waiting=len(chosen),
        decided=len(every) - len(open_),
        kind=kind if kind in KINDS else "",
        pattern=pattern,
        kinds=tuple((k, sum(c.kind == k for c in open_)) for k in KINDS),
        alike=alike,
        patterns=_patterns(open_),
        here="/review" + ("?" + rest if rest else ""),
        last=last if last in {d.id for d in bench_of(request).shot().decisions} else "",
        listing=_listing(chosen),
    )
    return show(request, Shown("review.html.j2", "Review", view, view.listing))


def _next(every: tuple[Card, ...], chosen: list[Card], after: str) -> Card | None:
    """Return the first chosen card behind the one put off, else the first of all."""
    if after:
        place = {card.id: at for at, card in enumerate(every)}
        behind = [c for c in chosen if place[c.id] > place.get(after, -1)]
        chosen = behind or chosen
    return chosen[0] if chosen else None


def _patterns(found: tuple[Card, ...]) -> tuple[Alike, ...]:
    counts: dict[str, int] = {}
    for card in found:
        counts[card.pattern] = counts.get(card.pattern, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Alike(pattern=name, count=count) for name, count in ordered if count > 1)[:30]


def _listing(found: list[Card]) -> Listing:
    columns = ("id", "kind", "importance", "question", "suggestion", "why", "pattern", "words")
    cells = tuple(
        (c.id, c.kind, c.importance, c.question, c.suggestion, c.why, c.pattern, c.words[1])
        for c in found
    )
    return Listing("review", columns, cells)


@page(router, "/review/pattern")
def pattern(request: Request, pattern: str = "") -> Response:
    """Show some cards of a pattern, to decide about all of it at once."""
    found = _of_pattern(request, pattern)
    view = PatternView(
        pattern=pattern,
        count=len(found),
        sample=found[:SAMPLE],
        verdicts=_verdicts(found),
        listing=_listing(list(found)),
    )
    return show(request, Shown("pattern.html.j2", "Review by pattern", view, view.listing))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternView:
    """Cards of one pattern, and what can be decided about all of them."""

    pattern: str
    count: int
    sample: tuple[Card, ...]
    verdicts: tuple[tuple[str, str], ...]  # verdict, label
    listing: Listing


def _of_pattern(request: Request, pattern: str) -> tuple[Card, ...]:
    open_ = waiting(once(request, cards), desk_of(request))
    return tuple(c for c in open_ if c.pattern == pattern)[:AT_ONCE]


def _verdicts(found: tuple[Card, ...]) -> tuple[tuple[str, str], ...]:
    """Return the verdicts that every card of a pattern offers, but for corrections."""
    shared = [{c.verdict for c in card.choices} for card in found]
    first = found[0].choices if found else ()
    return tuple(
        (c.verdict, c.label)
        for c in first
        if c.verdict != "correct" and all(c.verdict in them for them in shared)
    )


@router.post("/review/pattern", response_class=Response)
def decide_pattern(
    request: Request,
    *,
    pattern: Annotated[str, Form()] = "",
    verdict: Annotated[str, Form()] = "",
    count: Annotated[int, Form()] = 0,
) -> Response:
    """Decide about all cards of a pattern, one decision each.

    `count` is how many the reviewer saw; if that has changed nothing is decided.
    """
    bench, shot = bench_of(request), bench_of(request).shot()
    found = _of_pattern(request, pattern)
    if not found or len(found) != count:
        raise BadDecision("what waits under this pattern has changed; look at it again")
    if verdict not in {name for name, _ in _verdicts(found)}:
        raise BadDecision(f"{verdict[:40]!r} is not offered for every card of this pattern")
    made = [
        decision_of(
            shot,
            Asked(verdict=verdict, ids=choice.ids, note=f"by pattern: {pattern}"[:400]),
            request.scope["reviewer"],
        )
        for card in found
        for choice in card.choices
        if choice.verdict == verdict
    ]
    bench.decide(*made)
    ids = tuple(one.id for one in made)
    return render(request, "patterned.html.j2", title="Recorded", ids=ids, pattern=pattern)


@page(router, "/review/agreement")
def agreement(request: Request) -> Response:
    """Show how far reviewers agree on what they judged apart."""
    view = agreement_view(bench_of(request).shot().in_force)
    return show(request, Shown("agreement.html.j2", "Agreement", view, view.listing))


@router.post("/review", response_class=Response, openapi_extra=FORM)
async def decide_card(request: Request) -> Response:
    """Record the decision about a card and go on to the next; the form is that of /decisions."""
    form = await request.form()
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    bench = bench_of(request)
    made = await run_in_threadpool(
        decision_of, bench.shot(), asked_in(fields), request.scope["reviewer"]
    )
    await run_in_threadpool(bench.decide, made)
    rest = {k: v for k, v in fields if k in ("kind", "pattern") and v}
    query = urlencode(rest | {"last": made.id})
    return Response(status_code=303, headers={"Location": f"/review?{query}"})
