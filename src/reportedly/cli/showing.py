"""The command `show`: one row with its witnesses, or one document with its marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import JsonOption, LedgerOption, load_index
from reportedly.cli.printing import console
from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.records import DocId, Document, SlotId
    from reportedly.views import Index
    from reportedly.views.show import RowView, WitnessView

STYLES = {"speech": "underline", "figure": "bold reverse", "time": "italic", "copy": "dim"}


def show(
    what: Annotated[str, typer.Argument(help="The id of a row or a document, or a file name.")],
    ledger: LedgerOption = None,
    json_: JsonOption = False,
) -> None:
    """Show one row with its witnesses, or one document with its marks.

    Examples:

        reportedly show ROW

        reportedly show 01-wire.txt
    """
    index = load_index(ledger)
    row, doc = _find(index, what)
    if row is not None:
        _show_row(index, row, json_=json_)
    elif doc is not None:
        _show_document(index, doc)
    else:
        raise ReportedlyError(
            f"no row or document {what!r} in this ledger; "
            "`reportedly rows` and `reportedly documents` list them"
        )


def _find(index: Index, what: str) -> tuple[SlotId | None, DocId | None]:
    rows = [r for r in index.rows if r == what]
    if rows:
        return rows[0], None
    for records in index.corpus.documents:
        document = records.document
        if what in (document.id, document.path, document.path.rsplit("/", 1)[-1]):
            return None, document.id
    return None, None


def _show_row(index: Index, row: SlotId, *, json_: bool) -> None:
    from reportedly.views.show import row_view
    from reportedly.views.tables import plain

    view = row_view(index, row)
    if json_:
        typer.echo(json.dumps(_as_object(view), ensure_ascii=False, indent=1))
        return
    out = console()
    found = view.row
    out.print(f"[bold]{_safe(found.label)}[/]")
    if found.low is not None or found.high is not None:
        repeated = plain(found.most_repeated) or "none more than others"
        out.print(
            f"low {plain(found.low) or 'open'} · most repeated {repeated} · "
            f"high {plain(found.high) or 'open'} (rule: {found.aggregation})"
        )
    out.print(
        f"{found.documents} documents, {found.origins} likely independent, "
        f"{found.speakers} speakers, {found.institutions} institutions\n"
    )
    for number, witness in enumerate(view.witnesses, 1):
        out.print(_witness(number, witness))
    for relation in view.relations:
        out.print(f"· {relation.kind.value.replace('_', ' ')}: {relation.why}", markup=False)


def _witness(number: int, view: WitnessView) -> Text:
    from rich.text import Text

    text = Text(f"{number}. {view.outlet}")
    text.append(f", {view.published}" if view.published else ", undated")
    text.append(f" · {view.speaker}", style="bold")
    text.append(f"\n   {view.before}")
    text.append(view.words, style="bold reverse")
    text.append(f"{view.after}\n")
    chain = " ← ".join(view.chain)
    where = f", {view.whereabouts}" if view.whereabouts else ""
    text.append(f"   {view.place}{where} · told by {chain}\n", style="dim")
    return text


def _as_object(view: RowView) -> dict[str, object]:
    return {
        "id": view.row.id,
        "question": view.row.label,
        "event": view.event,
        "witnesses": [
            {
                "words": w.words,
                "before": w.before,
                "after": w.after,
                "speaker": w.speaker,
                "chain": list(w.chain),
                "outlet": w.outlet,
                "published": w.published,
                "place": w.place,
                "whereabouts": w.whereabouts,
                "copied_with": w.copied_with,
            }
            for w in view.witnesses
        ],
        "relations": [{"kind": r.kind.value, "why": r.why} for r in view.relations],
    }


def _show_document(index: Index, doc: DocId) -> None:
    from rich.text import Text

    from reportedly.views.show import marks
    from reportedly.views.tables import remarks
    from reportedly.views.whereabouts import page_turns

    document = index.documents[doc].document
    out = console()
    head = [document.outlet or document.path, document.published or "undated", document.title]
    out.print(" · ".join(part for part in head if part), style="bold", markup=False)
    for line in _known(document):
        out.print(line, style="dim", markup=False)
    for remark in remarks(document):
        out.print(f"note: {remark}", style="yellow", markup=False)
    out.print("underlined: somebody is credited · reverse: figure · italic: time · dim: copied\n")
    text = Text(document.text)
    for mark in marks(index, doc):
        text.stylize(STYLES[mark.kind], mark.start, mark.end)
    turns = page_turns(document)
    for page, piece in zip(("", *turns.values()), text.divide(turns), strict=True):
        if page:
            out.print(f"[{page}]", style="dim", markup=False)
        out.print(piece, end="" if piece.plain.endswith("\n") else "\n")


KNOWN = ("byline", "outlet", "sender", "credit", "place", "published", "published_at", "modified",
         "created", "saved", "author", "language", "encoding")  # fmt: skip


def _known(document: Document) -> Iterator[str]:
    """Yield a line a field: each value that was found, and where: `"place: VELMAR (dateline)"`."""
    yield f"file: {document.path} ({document.media_type})"
    for field in KNOWN:
        found = [f"{e.value} ({e.basis})" for e in document.evidence if e.field == field]
        if found:
            yield f"{field.replace('_', ' ')}: {' · '.join(dict.fromkeys(found))}"


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(text)
