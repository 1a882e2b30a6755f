"""The commands with which a reviewer decides: `decide`, `decisions`, `undo`."""

from __future__ import annotations

import getpass
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    CsvOption,
    JsonOption,
    LedgerOption,
    ledger_settings,
    load_index,
    open_ledger,
)
from reportedly.cli.printing import console
from reportedly.errors import BadDecision

if TYPE_CHECKING:
    from reportedly.records import Anchor, Verdict
    from reportedly.store import Store
    from reportedly.views import Index

ReviewerOption = Annotated[
    str, typer.Option("--reviewer", envvar="REPORTEDLY_REVIEWER", help="Who decides.")
]


def decide(
    verdict: Annotated[str, typer.Argument(help="accept, reject, correct, merge or split.")],
    ids: Annotated[
        list[str], typer.Argument(help="Ids of statements, figures, times, documents or speakers.")
    ],
    change: Annotated[
        list[str] | None,
        typer.Option("--set", help="For correct: FIELD=VALUE, as often as needed."),
    ] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    reviewer: ReviewerOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Record a decision about what the program proposed; the ledger follows at once.

    Decisions are appended and never lost by a later run; `reportedly undo` takes one back.

    Examples:

        reportedly decide reject d0123-s0004 --note "an advertisement"

        reportedly decide correct d0123-f0002 --set value=43

        reportedly decide merge E1 E2
    """
    from reportedly.records import Decision, DecisionId, Verdict

    store = open_ledger(ledger)
    index = load_index(ledger)
    try:
        chosen = Verdict(verdict)
    except ValueError as err:
        known = ", ".join(v.value for v in Verdict)
        raise BadDecision(f"expected one of {known}, found {verdict!r}") from err
    kind, anchors = _targets(index, ids, chosen)
    made = Decision(
        id=DecisionId(uuid.uuid4().hex[:12]),
        at=datetime.now(UTC),
        reviewer=reviewer or _user(),
        verdict=chosen,
        kind=kind,
        anchors=anchors,
        changes=tuple(_change(text) for text in change or ()),
        note=note,
    )
    _keep(store, made)
    console(stderr=True).print(
        f"decision {made.id}: {verdict} {kind}; undo: reportedly undo {made.id}"
    )


def _keep(store: Store, made: object) -> None:
    from reportedly.engines import run
    from reportedly.records import Decision
    from reportedly.store import decisions

    assert isinstance(made, Decision)
    decisions.append(store, made)
    run(store, (), settings=ledger_settings(store))


def undo(
    decision: Annotated[str, typer.Argument(help="The id of a decision.")],
    reviewer: ReviewerOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Take a decision back; both stay on record.

    Example: reportedly undo 3f2a91c04b7d
    """
    from reportedly.records import Decision, DecisionId, Verdict
    from reportedly.store import decisions

    store = open_ledger(ledger)
    found = [d for d in decisions.decisions(store) if d.id == decision]
    if not found:
        raise BadDecision(f"no decision {decision!r}; `reportedly decisions` lists them")
    made = Decision(
        id=DecisionId(uuid.uuid4().hex[:12]),
        at=datetime.now(UTC),
        reviewer=reviewer or _user(),
        verdict=Verdict.UNSURE,
        kind=found[0].kind,
        anchors=found[0].anchors,
        supersedes=found[0].id,
    )
    _keep(store, made)
    console(stderr=True).print(f"decision {decision} is taken back")


def decisions(
    ledger: LedgerOption = None, json_: JsonOption = False, csv_: CsvOption = False
) -> None:
    """List all decisions in the order in which they were made.

    Example: reportedly decisions --csv
    """
    from reportedly.cli.printing import kind_of, show_listing
    from reportedly.store import decisions as kept
    from reportedly.views.tables import Listing

    rows = tuple(
        (
            d.id,
            d.at.isoformat(timespec="seconds"),
            d.reviewer,
            d.verdict.value,
            d.kind,
            " | ".join(a.exact for a in d.anchors),
            "; ".join(f"{name}={value}" for name, value in d.changes),
            d.note,
            d.supersedes,
        )
        for d in kept.decisions(open_ledger(ledger))
    )
    columns = ("id", "at", "reviewer", "verdict", "kind", "words", "changes", "note", "supersedes")
    form = kind_of(json_=json_, csv_=csv_)
    show_listing(Listing("decisions", columns, rows), as_=form)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def _change(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise BadDecision(f"--set: expected FIELD=VALUE, found {text!r}")
    return name, value


def _targets(index: Index, ids: list[str], verdict: Verdict) -> tuple[str, tuple[Anchor, ...]]:
    """Return the kind of the named records and an anchor to the words of each."""
    from reportedly.records import Span
    from reportedly.review import anchor_of

    spans: dict[str, tuple[str, Span]] = {}
    for r in index.corpus.documents:
        spans[r.document.id] = ("Document", Span(r.document.id, 0, min(40, len(r.document.text))))
        spans |= {s.id: ("Statement", s.content[0]) for s in r.statements}
        spans |= {f.id: ("Figure", f.span) for f in r.figures}
        spans |= {t.id: ("TimeRef", t.span) for t in r.times}
        for m in r.cast.mentions:
            spans.setdefault(m.entity, ("Entity", m.span))
            spans.setdefault(index.joined.get(m.entity, m.entity), ("Entity", m.span))
    missing = [i for i in ids if i not in spans]
    if missing:
        raise BadDecision(
            f"nothing in this ledger has the id {missing[0]!r}; see `reportedly show`"
        )
    kinds = {spans[i][0] for i in ids}
    if len(kinds) > 1 or (verdict.value == "merge" and (kinds != {"Entity"} or len(ids) < 2)):
        raise BadDecision(
            "merge takes two or more speakers; other verdicts take one kind of record"
        )
    found = tuple(anchor_of(index.documents[spans[i][1].doc].document, spans[i][1]) for i in ids)
    return kinds.pop(), found
