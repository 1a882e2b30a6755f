"""The command `import`: a sheet that was exported and edited becomes decisions."""

from __future__ import annotations

import getpass
import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.deciding import ReviewerOption
from reportedly.cli.options import JsonOption, LedgerOption, ledger_settings, open_ledger
from reportedly.cli.printing import console, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.exports.sheet_changes import Change, Plan, Unplaced
    from reportedly.records import Decision
    from reportedly.store import Store
    from reportedly.views import Index

SHOWN = 40  # changes listed before they are counted
WEAK = 3  # exit code: done, but some cells found no place


def bring(
    sheet: Annotated[Path, typer.Argument(help="A CSV file exported here and edited.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Record the decisions.")] = False,
    reviewer: ReviewerOption = "",
    ledger: LedgerOption = None,
    json_: JsonOption = False,
) -> None:
    """Bring an edited sheet back: each changed cell becomes a decision.

    Without --yes nothing is written: it prints what would be decided and what found no place.
    Columns “verdict” (accept, reject) and “note” may be added to any sheet.

    Example: reportedly import figures.csv --yes --reviewer ana
    """
    from reportedly.engines import load_corpus
    from reportedly.exports.sheet_changes import compare
    from reportedly.exports.sheet_reading import read_sheet
    from reportedly.views import Index

    store = open_ledger(ledger)
    index = Index(load_corpus(store))
    plan = compare(index, read_sheet(sheet))
    made = _new(store, _decisions(index, plan.changes, reviewer or _user()))
    if json_:
        _print_json(plan, len(made), applied=yes)
    else:
        _print(plan, len(made), applied=yes)
    if yes and made:
        _keep(store, made)
    raise typer.Exit(WEAK if plan.unplaced else 0)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def _decisions(index: Index, changes: Iterable[Change], reviewer: str) -> list[Decision]:
    from reportedly.records import Decision, DecisionId
    from reportedly.review import anchor_of
    from reportedly.web.targets import target

    now = datetime.now(UTC)
    made: list[Decision] = []
    for change in changes:
        found = [target(index, name) for name in change.ids]
        spans = [places[0] for _, places in found]
        made.append(
            Decision(
                id=DecisionId(uuid.uuid4().hex[:12]),
                at=now,
                reviewer=reviewer,
                verdict=change.verdict,
                kind=found[0][0],
                anchors=tuple(anchor_of(index.documents[s.doc].document, s) for s in spans),
                changes=change.changes,
                note=change.note,
            )
        )
    return made


def _new(store: Store, made: list[Decision]) -> list[Decision]:
    """Return the decisions that are not in force already, so that a sheet can come back twice."""
    from reportedly.review import in_force
    from reportedly.store import decisions

    def said(d: Decision) -> tuple[object, ...]:
        words = tuple((a.capture, a.exact, a.start) for a in d.anchors)
        return d.kind, d.verdict, words, d.changes

    known = {said(d) for d in in_force(decisions.decisions(store))}
    return [d for d in made if said(d) not in known]


def _keep(store: Store, made: list[Decision]) -> None:
    from reportedly.engines import run
    from reportedly.store import decisions

    for decision in made:
        decisions.append(store, decision)
    run(store, (), settings=ledger_settings(store))


def _print(plan: Plan, new: int, *, applied: bool) -> None:
    out = console()
    for change in plan.changes[:SHOWN]:
        note = f" ({change.note})" if change.note else ""
        text = f"line {change.line}: {' + '.join(change.ids)}: {change.says}{note}"
        out.print(text, markup=False, soft_wrap=True)
    if len(plan.changes) > SHOWN:
        out.print(f"and {plural(len(plan.changes) - SHOWN, 'more change')}")
    for line in _grouped(plan.unplaced):
        out.print(f"no place: {line}", markup=False, soft_wrap=True, style="yellow")
    done = "recorded" if applied else "would be recorded; add --yes to record"
    known = len(plan.changes) - new
    console(stderr=True).print(
        f"{plural(new, 'decision')} {done}"
        + (f"; {known} known already" if known else "")
        + (f"; {plural(len(plan.unplaced), 'cell')} found no place" if plan.unplaced else "")
    )


def _grouped(unplaced: Iterable[Unplaced]) -> list[str]:
    """Return the reasons, each with its column and the lines it holds for."""
    lines: dict[tuple[str, str], list[int]] = {}
    for one in unplaced:
        lines.setdefault((one.column, one.reason), []).append(one.line)
    return [
        f"{column}, {'lines' if len(where) > 1 else 'line'} "
        f"{', '.join(map(str, where[:SHOWN]))}{' ...' if len(where) > SHOWN else ''}: {reason}"
        for (column, reason), where in lines.items()
    ]


def _print_json(plan: Plan, new: int, *, applied: bool) -> None:
    body = {
        "sheet": plan.form,
        "applied": applied,
        "new": new,
        "changes": [
            {
                "line": c.line,
                "ids": list(c.ids),
                "verdict": c.verdict.value,
                "changes": dict(c.changes),
                "note": c.note,
            }
            for c in plan.changes
        ],
        "unplaced": [
            {"line": u.line, "column": u.column, "reason": u.reason} for u in plan.unplaced
        ],
    }
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
