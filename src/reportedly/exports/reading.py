"""Read an export in JSON Lines back as a corpus.

Invariant: writing what was read gives the same bytes. What the format does not carry (the
documents' own entities, which are joined in it; equal words inside a copied passage) is left
empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from reportedly.errors import BadExport, InvalidRecord
from reportedly.exports import cells, records_of_rows
from reportedly.exports.cells import Object
from reportedly.exports.jsonl import FORMAT, MANIFEST, VERSION
from reportedly.exports.schema import COLUMNS
from reportedly.records import (
    Alignment,
    Cast,
    Corpus,
    Credit,
    DocId,
    DocumentRecords,
    EntityId,
    Event,
    Ledger,
    Reuse,
    Row,
    RuleName,
    StatementId,
    Witness,
)

T = TypeVar("T")
IMPORTED = RuleName("exports.reading.read_jsonl")


def is_export(folder: Path) -> bool:
    """Tell whether a folder holds an export in JSON Lines."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the versions an export was made with.

    Raises:
        BadExport: there is no manifest, or it is of another format or a newer version.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as err:
        raise BadExport(
            f"{folder} is not an export; make one with: reportedly export --out {folder}"
        ) from err
    manifest = cells.as_object(manifest, MANIFEST)
    if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        raise BadExport(
            f"{folder / MANIFEST}: expected {FORMAT} version {VERSION}, found "
            f"{manifest.get('format')} version {manifest.get('version')}; "
            "read it with the release that wrote it"
        )
    _check_files(folder, cells.nested(manifest, "files"))
    return {name: str(value) for name, value in cells.nested(manifest, "versions").items()}


def _check_files(folder: Path, sums: Object) -> None:
    for table in COLUMNS:
        file = folder / f"{table}.jsonl"
        if not file.is_file():
            raise BadExport(f"{file} is missing; export again")
        if hashlib.sha256(file.read_bytes()).hexdigest() != sums.get(file.name):
            raise BadExport(
                f"{file} was changed after it was written (its hash is not the manifest's); "
                "export again, or correct the ledger with: reportedly decide"
            )


def read_jsonl(folder: Path) -> Corpus:
    """Return the corpus of an export.

    Raises:
        BadExport: a file is missing, was changed, or holds what the format does not allow.
    """
    read_manifest(folder)
    events: dict[str, Event] = {}
    rows = _read(folder, "rows", lambda row: records_of_rows.row(row, events))
    answers = _read(folder, "witnesses", records_of_rows.witness)
    links = _read(folder, "copies", records_of_rows.link)
    origins = _read(folder, "origins", records_of_rows.origin)
    relations = _read(folder, "relations", records_of_rows.relation)
    forecasts = _read(folder, "forecasts", records_of_rows.forecast)
    return Corpus(
        documents=_documents(folder),
        entities=_read(folder, "entities", records_of_rows.entity),
        reuse=Reuse(links=links, origins=origins),
        alignment=Alignment(
            events=tuple(sorted(events.values(), key=lambda e: e.id)), witnesses=answers
        ),
        ledger=Ledger(rows=_counted(rows, answers), relations=relations, forecasts=forecasts),
    )


def _counted(rows: tuple[Row, ...], answers: tuple[Witness, ...]) -> tuple[Row, ...]:
    """Return rows with their number of speakers; an outlet speaks where nobody is named."""
    by_row: dict[str, set[str]] = {}
    for w in answers:
        by_row.setdefault(w.slot, set()).update((w.speaker,) if w.speaker else w.chain[-1:])
    return tuple(replace(row, speakers=len(by_row.get(row.id, ()))) for row in rows)


def _documents(folder: Path) -> tuple[DocumentRecords, ...]:
    statements = _by_document(_read(folder, "statements", records_of_rows.statement))
    figures = _by_document(_read(folder, "figures", records_of_rows.figure))
    times = _by_document(_read(folder, "times", records_of_rows.time))
    mentions = _by_document(_read(folder, "mentions", records_of_rows.mention))
    credits: dict[DocId, list[Credit]] = {}
    for doc, credit in _read(folder, "statements", _credit):
        if credit:
            credits.setdefault(doc, []).append(credit)
    return tuple(
        DocumentRecords(
            document=document,
            statements=statements.get(document.id, ()),
            figures=figures.get(document.id, ()),
            times=times.get(document.id, ()),
            cast=Cast(
                mentions=mentions.get(document.id, ()),
                credits=tuple(credits.get(document.id, ())),
            ),
        )
        for document in _read(folder, "documents", records_of_rows.document)
    )


def _credit(row: Object) -> tuple[DocId, Credit | None]:
    """Return a statement's credit, which names the speaker over all documents."""
    speaker, statement = cells.text_or_none(row, "speaker"), StatementId(cells.text(row, "id"))
    credit = (
        Credit(statement=statement, entity=EntityId(speaker), rule=IMPORTED) if speaker else None
    )
    return DocId(cells.text(row, "doc")), credit


def _by_document(found: tuple[records_of_rows.Placed[T], ...]) -> dict[DocId, tuple[T, ...]]:
    """Return records by document, each document's in order of their words."""
    by: dict[DocId, list[records_of_rows.Placed[T]]] = {}
    for placed in found:
        by.setdefault(placed.span.doc, []).append(placed)
    return {
        doc: tuple(p.record for p in sorted(them, key=lambda p: p.span)) for doc, them in by.items()
    }


def _read(folder: Path, table: str, build: Callable[[Object], T]) -> tuple[T, ...]:
    return tuple(_built(folder / f"{table}.jsonl", build))


def _built(file: Path, build: Callable[[Object], T]) -> Iterator[T]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                text = line.decode("utf-8", "surrogatepass")
                row = cells.as_object(json.loads(text, parse_float=Decimal), "line")
                yield build(row)
            except (BadExport, InvalidRecord, ValueError, RecursionError) as err:
                raise BadExport(f"{file}, line {number}: {err}") from err
