"""What a run prints at its end: what was read, and what the ledger holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.cli.printing import console, plural
from reportedly.views import Index
from reportedly.views.questions import event_name, question
from reportedly.views.report import differences
from reportedly.views.tables import Value, counts, plain, row_order

if TYPE_CHECKING:
    from reportedly.engines import RunResult
    from reportedly.store import Store

SHOWN = 12  # rows in the terminal


def summary(index: Index, result: RunResult) -> dict[str, Value | dict[str, Value]]:
    """Return the counts of a run and of the ledger, for --json."""
    return {
        "run": {
            "new": result.new,
            "known": result.known,
            "updated": result.updated,
            "rejected": len(result.rejected),
            "failed": len(result.failed),
            "words": result.words,
            "seconds": round(result.seconds, 3),
            "words_per_second": round(result.words / result.seconds) if result.seconds else None,
        },
        "ledger": {**counts(index)},
    }


def print_result(store: Store, result: RunResult) -> None:
    """Print what a run did, and what it could not read and why."""
    out = console(stderr=True)
    if not result.updated and not result.new and not result.rejected and not result.failed:
        out.print(
            f"nothing new: all {plural(result.known, 'document')} are in {store.name} already"
        )
        return
    speed = f"{result.words / result.seconds:,.0f} words/s" if result.seconds else ""
    workers = plural(result.workers, "process", ("processes",))
    known = f", {result.known:,} known already" if result.known else ""
    out.print(
        f"read {plural(result.updated, 'document')}{known}: {result.words:,} words in "
        f"{result.seconds:.1f} s, {speed} in {workers}; related in {result.relating:.1f} s"
    )
    for r in result.rejected:
        out.print(
            f"not read: {r.location}: {r.reason}; {r.remedy}",
            markup=False,
            style="yellow",
            soft_wrap=True,
        )
    for f in result.failed:
        out.print(
            f"failed: {f.doc}: {f.reason}; {f.remedy}", markup=False, style="yellow", soft_wrap=True
        )


def print_summary(index: Index) -> None:
    """Print the ledger's counts, its first rows and its open differences."""
    from rich.markup import escape
    from rich.table import Table

    out = console()
    held = " · ".join(f"[bold]{count:,}[/] {name}" for name, count in counts(index).items())
    out.print(f"\n{held}\n")
    rows = [r for r in row_order(index) if r.kind == "figure" and r.documents > 1][:SHOWN]
    if rows:
        table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column("id", no_wrap=True)
        table.add_column("question", ratio=3, overflow="fold")
        for name in ("low", "most repeated", "high", "documents", "origins"):
            table.add_column(name, justify="right")
        for r in rows:
            table.add_row(
                r.id,
                f"{escape(question(r))} [dim]{escape(event_name(index.events[r.event]))}[/]",
                *(plain(v) for v in (r.low, r.most_repeated, r.high)),
                *(str(n) for n in (r.documents, r.origins)),
            )
        out.print(table)
    found = differences(index)
    if found:
        out.print("\n[bold]where accounts differ[/]")
        for one in found[:SHOWN]:
            more = f" (and {len(one.whys) - 1} more)" if len(one.whys) > 1 else ""
            out.print(f"  · {one.question} {one.whys[0].why}{more}", markup=False)
    out.print(
        "\nreportedly show ID gives a row's witnesses; reportedly relations lists all differences"
    )
