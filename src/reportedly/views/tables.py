"""Lists for the command line, JSON and CSV: one function a list, each a `Listing` of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportedly.records import Document, Rejection, Relation, RelationKind, Row
from reportedly.views.index import Index, around, shortened

Value = str | int | float | None


OPEN = frozenset(  # relations of accounts that do not fit together
    {
        RelationKind.DIFFERENT_VALUE,
        RelationKind.SAME_VALUE_OTHER_PREDICATE,
        RelationKind.ATTRIBUTION_CONFLICT,
        RelationKind.PART_WHOLE_FAILS,
        RelationKind.VAGUE_CONFLICT,
        RelationKind.DATE_CONFLICT,
    }
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: column names, and rows with one cell a column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def number(value: Decimal | None) -> Value:
    """Return a number as a cell: an integer where it is one; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal | None) -> str:
    """Return a number as a person writes it: "1,275", "2.4"; "" for None."""
    if value is None:
        return ""
    return f"{int(value):,}" if value == value.to_integral_value() else f"{float(value):,.10g}"


def strongest(relations: Iterable[Relation]) -> str:
    """Return the kind of the weightiest relation, in words; "" when there is none."""
    found = sorted(relations, key=lambda r: (-r.weight, r.id))
    return found[0].kind.value.replace("_", " ") if found else ""


def open_differences(index: Index) -> tuple[Relation, ...]:
    """Return the relations of accounts that do not fit together, weightiest first."""
    found = (r for r in index.corpus.ledger.relations if r.kind in OPEN)
    return tuple(sorted(found, key=lambda r: (-r.weight, r.id)))


def counts(index: Index) -> dict[str, int]:
    """Return what a ledger holds, by a name a person reads."""
    corpus = index.corpus
    copied = {p.doc for o in corpus.reuse.origins for p in o.passages}
    return {
        "documents": len(corpus.documents),
        "with copied passages": len(copied),
        "speakers": len(set(index.speakers.values())),
        "credited statements": len(index.speakers),
        "questions": len(corpus.ledger.rows),
        "open differences": len(open_differences(index)),
        "forecasts": len(corpus.ledger.forecasts),
    }


def row_order(index: Index) -> tuple[Row, ...]:
    """Return the rows as a reader wants them: open differences first, then most witnesses."""

    def key(row: Row) -> tuple[float, int, int, str]:
        heaviest = max((r.weight for r in index.relations.get(row.id, ())), default=0.0)
        return (-heaviest, -row.documents, -len(row.witnesses), row.id)

    return tuple(sorted(index.rows.values(), key=key))


def rows(index: Index) -> Listing:
    """List the questions with what their witnesses answer."""
    columns = (
        "id", "question", "low", "most_repeated", "high",
        "witnesses", "documents", "origins", "speakers", "strongest_relation",
    )  # fmt: skip
    return Listing(
        "rows",
        columns,
        tuple(
            (
                row.id,
                row.label,
                number(row.low),
                number(row.most_repeated),
                number(row.high),
                len(row.witnesses),
                row.documents,
                row.origins,
                row.speakers,
                strongest(index.relations.get(row.id, ())),
            )
            for row in row_order(index)
        ),
    )


def statements(index: Index) -> Listing:
    """List who is credited with which words."""
    columns = ("id", "speaker", "cue", "words", "mode", "basis", "outlet", "place")
    cells: list[tuple[Value, ...]] = []
    for records in index.corpus.documents:
        for s in records.statements:
            cue = " ".join(index.words(c) for c in s.cue)
            content = " … ".join(index.words(c) for c in s.content)
            place = f"{records.document.path}:{s.content[0].start}"
            outlet = index.outlet(s.doc)
            speaker = index.speaker_of(s.id)
            cells.append((s.id, speaker, cue, content, s.mode.value, s.basis.value, outlet, place))
    return Listing("statements", columns, tuple(cells))


def speakers(index: Index) -> Listing:
    """List the speakers under all their spellings, those with most statements first."""
    said: dict[str, int] = {}
    where: dict[str, set[str]] = {}
    for statement, entity in index.speakers.items():
        said[entity] = said.get(entity, 0) + 1
        where.setdefault(entity, set()).add(index.statements[statement].doc)
    columns = ("id", "name", "kind", "roles", "other_spellings", "statements", "documents")
    ordered = sorted(index.corpus.entities, key=lambda e: (-said.get(e.id, 0), e.name, e.id))
    return Listing(
        "speakers",
        columns,
        tuple(
            (
                e.id,
                e.name,
                e.kind.value,
                "; ".join(dict.fromkeys(r.role for r in e.roles)),
                "; ".join(e.aliases),
                said.get(e.id, 0),
                len(where.get(e.id, ())),
            )
            for e in ordered
            if said.get(e.id)
        ),
    )


def documents(index: Index) -> Listing:
    """List what was read."""
    columns = (
        "id",
        "path",
        "outlet",
        "published",
        "date_from",
        "words",
        "statements",
        "figures",
        "note",
    )
    return Listing(
        "documents",
        columns,
        tuple(
            (
                r.document.id,
                r.document.path,
                r.document.outlet,
                r.document.published,
                r.document.published_basis.value if r.document.published_basis else None,
                len(r.document.text.split()),
                len(r.statements),
                len(r.figures),
                "; ".join(remarks(r.document)) or None,
            )
            for r in sorted(index.corpus.documents, key=lambda r: r.document.path)
        ),
    )


def remarks(document: Document) -> tuple[str, ...]:
    """Return what a reader should know of how a document was read."""
    language = unread(document.language)
    return (language, *document.notes) if language else document.notes


def unread(language: str) -> str | None:
    """Return why a document has no statements; None when its language is read."""
    return (
        None if language.split("-", maxsplit=1)[0] == "en" else f"not analysed: language {language}"
    )


def rejected(rejections: Iterable[Rejection]) -> Listing:
    """List what was not read, why, and what to do."""
    cells = tuple((r.location, r.reason, r.remedy) for r in rejections)
    return Listing("rejected", ("place", "reason", "remedy"), cells)


def copies(index: Index) -> Listing:
    """List the passages that stand in two documents, longest first."""
    columns = ("id", "first", "second", "words", "direction", "known_from", "changes", "passage")
    cells: list[tuple[Value, ...]] = []
    for link in index.corpus.reuse.links:
        ends = (index.outlet(link.a.doc), index.outlet(link.b.doc))
        if link.direction.value == "b_first":
            ends = (ends[1], ends[0])
        direction = "first to second" if link.direction_basis else "unknown"
        if link.shared_quotation:
            direction = "both quote the same words"
        words = index.words(link.a)
        cells.append(
            (
                link.id,
                *ends,
                len(words.split()),
                direction,
                link.direction_basis,
                "; ".join(link.changes),
                shortened(words, 80),
            )
        )
    cells.sort(key=lambda c: (-int(c[3] or 0), str(c[0])))
    return Listing("copies", columns, tuple(cells))


def timeline(index: Index) -> Listing:
    """List the days that are spoken of, in order of time."""
    columns = ("when", "until", "words", "speaker", "outlet", "context", "place")
    cells: list[tuple[Value, ...]] = []
    for records in index.corpus.documents:
        for t in records.times:
            if t.earliest is None or t.edtf is None:
                continue
            inside = [s for s in records.statements if any(c.covers(t.span) for c in s.content)]
            speaker = index.speaker_of(inside[-1].id) if inside else "narrator"
            before, words, after = around(index, t.span, 50)
            cells.append(
                (
                    t.earliest,
                    t.latest,
                    index.words(t.span),
                    speaker,
                    index.outlet(t.span.doc),
                    before + words + after,
                    f"{records.document.path}:{t.span.start}",
                )
            )
    cells.sort(key=lambda c: (str(c[0]), str(c[1]), str(c[6])))
    return Listing("timeline", columns, tuple(cells))


def forecasts(index: Index) -> Listing:
    """List what is said to come, by due date."""
    columns = ("id", "due", "state", "speaker", "words", "outlet", "later_witnesses")
    return Listing(
        "forecasts",
        columns,
        tuple(
            (
                f.id,
                f.due,
                f.state.value,
                index.speaker_of(f.statement),
                " … ".join(index.words(c) for c in index.statements[f.statement].content),
                index.outlet(index.statements[f.statement].doc),
                len(f.witnesses),
            )
            for f in sorted(index.corpus.ledger.forecasts, key=lambda f: (f.due, f.id))
        ),
    )


def relations(index: Index) -> Listing:
    """List how accounts relate, those first that a reader should look at first."""
    columns = ("id", "kind", "why", "question", "witnesses", "weight")
    ordered = sorted(index.corpus.ledger.relations, key=lambda r: (-r.weight, r.id))
    return Listing(
        "relations",
        columns,
        tuple(
            (
                r.id,
                r.kind.value,
                r.why,
                index.rows[r.row].label if r.row in index.rows else None,
                len(r.witnesses),
                round(r.weight, 2),
            )
            for r in ordered
        ),
    )


LISTINGS: dict[str, Callable[[Index], Listing]] = {
    "rows": rows,
    "statements": statements,
    "speakers": speakers,
    "documents": documents,
    "copies": copies,
    "timeline": timeline,
    "forecasts": forecasts,
    "relations": relations,
}


def matching(listing: Listing, words: str) -> Listing:
    """Return the rows in which every word of `words` stands in some cell, in any case."""
    wanted = words.casefold().split()

    def holds(cells: tuple[Value, ...]) -> bool:
        text = " ".join(str(c) for c in cells if c is not None).casefold()
        return all(word in text for word in wanted)

    return Listing(listing.name, listing.columns, tuple(filter(holds, listing.rows)))


def objects(listing: Listing) -> Iterator[dict[str, Value]]:
    """Yield each row as column name to cell."""
    for cells in listing.rows:
        yield dict(zip(listing.columns, cells, strict=True))
