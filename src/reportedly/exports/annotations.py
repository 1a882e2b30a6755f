"""Write what was found in each text as W3C Web Annotations.

Invariant: each target has a position and a quotation, and both lead to the same words. Positions
are code points of the extracted text (`documents.text` of the interchange format).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.exports.naming import bytes_name, local, selectors, write_json
from reportedly.exports.rows import Cell, Row
from reportedly.records import Corpus, Document, Figure, Mode, Span, Statement, TimeRef
from reportedly.views import Index
from reportedly.views.tables import plain

FILE = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write one annotation collection; return the number of annotations."""
    items = list(found_in(corpus, versions))
    page: Row = {
        "id": "#page1",
        "type": "AnnotationPage",
        "partOf": "#annotations",
        "startIndex": 0,
        "items": items,
    }
    collection: Row = {
        "@context": CONTEXT,
        "id": "#annotations",
        "type": "AnnotationCollection",
        "label": "Statements, figures and times found in the texts",
        "total": len(items),
        "first": page,
    }
    write_json(folder / FILE, collection)
    return {"annotations": len(items)}


def found_in(corpus: Corpus, versions: Mapping[str, str]) -> Iterator[Cell]:
    """Yield one annotation a credited statement, figure and time, by document and kind."""
    index = Index(corpus)
    maker = f"Reportedly {versions.get('reportedly', '')}".strip()
    for records in corpus.documents:
        document = records.document
        for s in records.statements:
            if s.mode is not Mode.NARRATOR:
                yield _annotation(document, s.content, (s.id, _said(index, s), maker))
        for f in records.figures:
            yield _annotation(document, (f.span,), (f.id, _counted(f), maker))
        for t in records.times:
            yield _annotation(document, (t.span,), (t.id, _meant(t), maker))


def _annotation(
    document: Document, spans: tuple[Span, ...], about: tuple[str, list[Cell], str]
) -> Row:
    name, bodies, maker = about
    targets: list[Cell] = [
        {"source": bytes_name(document.capture), "selector": selectors(document, span)}
        for span in spans
    ]
    return {
        "id": local(name),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": "#generator", "type": "Software", "name": maker},
        "body": bodies,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _body(value: str, purpose: str) -> Cell:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _said(index: Index, s: Statement) -> list[Cell]:
    return [
        _body("statement", "classifying"),
        _body(index.speaker_of(s.id), "identifying"),
        _body(f"{s.mode.value}, {s.basis.value}", "describing"),
    ]


def _counted(f: Figure) -> list[Cell]:
    best = f.readings[0]
    value = plain(best.value) or f"{plain(best.low) or 'open'} to {plain(best.high) or 'open'}"
    what = " ".join(part for part in (value, f.counted or f.unit, f.predicate) if part)
    return [_body("figure", "classifying"), _body(what, "describing")]


def _meant(t: TimeRef) -> list[Cell]:
    return [_body("time", "classifying"), _body(t.edtf or t.timex, "describing")]
