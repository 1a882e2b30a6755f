"""Records as rows of the public interchange format, version 1 (docs/export-format.md).

One function a table; each yields plain rows sorted by id. Offsets are code points, half-open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from reportedly.records import Corpus, Document, Entity, EntityId, Event, Figure, Reading, Span
from reportedly.review.added import BY_MODEL

Cell: TypeAlias = "str | int | float | bool | list[Cell] | dict[str, Cell] | None"
Row: TypeAlias = dict[str, Cell]


def number(value: Decimal | None) -> int | float | None:
    """Return a number for JSON: an integer where it is one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def pair(span: Span) -> list[Cell]:
    """Return [start, end]."""
    return [span.start, span.end]


def pairs(spans: tuple[Span, ...]) -> list[Cell]:
    """Return [[start, end], ...] in reading order."""
    return [pair(span) for span in sorted(spans)]


def passage(span: Span) -> Row:
    """Return a span with its document."""
    return {"doc": span.doc, "start": span.start, "end": span.end}


def joined(corpus: Corpus) -> dict[EntityId, EntityId]:
    """Return, for each document's own entity, the entity over all documents that holds it."""
    return {part: entity.id for entity in corpus.entities for part in entity.parts}


def documents(corpus: Corpus) -> Iterator[Row]:
    """Yield `documents.jsonl`."""
    for records in corpus.documents:
        yield _document(records.document)


def _document(doc: Document) -> Row:
    return {
        "id": doc.id,
        "path": doc.path,
        "sha256": doc.capture,
        "media_type": doc.media_type,
        "text": doc.text,
        "title": doc.title,
        "byline": list(doc.byline),
        "outlet": doc.outlet,
        "place": doc.place,
        "published": doc.published,
        "published_basis": doc.published_basis,
        "language": doc.language,
        "credits": list(doc.credits),
        "blocks": [
            {"start": b.span.start, "end": b.span.end, "kind": b.kind, "locator": b.locator}
            for b in doc.blocks
        ],
        "evidence": [
            {
                "field": e.field,
                "value": e.value,
                "basis": e.basis,
                "span": pair(e.span) if e.span else None,
            }
            for e in doc.evidence
        ],
    }


def made_by(rule: str) -> str:
    """Return who proposed a record: the "program", a "reviewer", or a language model ("llm")."""
    if rule == BY_MODEL:
        return "llm"
    return "reviewer" if rule.startswith("review.") else "program"


def statements(corpus: Corpus) -> Iterator[Row]:
    """Yield `statements.jsonl`."""
    whole = joined(corpus)
    for records in corpus.documents:
        credit = {c.statement: c for c in records.cast.credits}
        for s in records.statements:
            own = credit[s.id].entity if s.id in credit else None
            yield {
                "id": s.id,
                "doc": s.doc,
                "mode": s.mode,
                "basis": s.basis,
                "content": pairs(s.content),
                "cue": pairs(s.cue),
                "source": pairs(s.source),
                "speaker": whole.get(own, own) if own else None,
                "parent": s.parent,
                "antecedent": s.antecedent,
                "denied": s.denied,
                "confidence": round(s.confidence, 4),
                "rule": s.rule,
                "made_by": made_by(s.rule),
            }


def _entity(entity: Entity, members: list[Cell]) -> Row:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "roles": [{"role": r.role, "doc": r.doc} for r in entity.roles],
        "members": members,
        "parts": list(entity.parts),
        "why": list(entity.why),
        "rule": entity.rule,
    }


def entities(corpus: Corpus) -> Iterator[Row]:
    """Yield `entities.jsonl`: the entities over all documents."""
    for entity in corpus.entities:
        yield _entity(entity, list(entity.members))


def mentions(corpus: Corpus) -> Iterator[Row]:
    """Yield `mentions.jsonl`."""
    whole = joined(corpus)
    for records in corpus.documents:
        for m in records.cast.mentions:
            yield {
                "id": m.id,
                **passage(m.span),
                "entity": whole.get(m.entity, m.entity),
                "kind": m.kind,
                "rule": m.rule,
            }


def _reading(reading: Reading) -> Row:
    return {
        "value": number(reading.value),
        "low": number(reading.low),
        "high": number(reading.high),
        "rule": reading.rule,
    }


def _figure(f: Figure) -> Row:
    best, others = f.readings[0], f.readings[1:]
    return {
        "id": f.id,
        **passage(f.span),
        "number": pair(f.number),
        "value": number(best.value),
        "low": number(best.low),
        "high": number(best.high),
        "approximator": f.approximator,
        "readings": [_reading(r) for r in others],
        "unit": f.unit,
        "counted": f.counted,
        "counted_span": pair(f.counted_span) if f.counted_span else None,
        "predicate": f.predicate,
        "predicate_span": pair(f.predicate_span) if f.predicate_span else None,
        "negated": f.negated,
        "change": f.change,
        "per": f.per,
        "statement": f.statement,
        "part_of": f.part_of,
        "exhaustive": f.exhaustive,
        "rule": f.rule,
    }


def figures(corpus: Corpus) -> Iterator[Row]:
    """Yield `figures.jsonl`."""
    for records in corpus.documents:
        yield from map(_figure, records.figures)


def times(corpus: Corpus) -> Iterator[Row]:
    """Yield `times.jsonl`."""
    for records in corpus.documents:
        for t in records.times:
            yield {
                "id": t.id,
                **passage(t.span),
                "type": t.kind,
                "timex": t.timex,
                "edtf": t.edtf,
                "earliest": t.earliest,
                "latest": t.latest,
                "anchor": t.anchor,
                "modifier": t.modifier,
                "deadline": t.deadline,
                "rule": t.rule,
            }


def copies(corpus: Corpus) -> Iterator[Row]:
    """Yield `copies.jsonl`."""
    for link in corpus.reuse.links:
        yield {
            "id": link.id,
            "a": passage(link.a),
            "b": passage(link.b),
            "similarity": round(link.similarity, 4),
            "direction": link.direction,
            "direction_basis": link.direction_basis,
            "shared_quotation": link.shared_quotation,
            "changes": list(link.changes),
            "rule": link.rule,
        }


def origins(corpus: Corpus) -> Iterator[Row]:
    """Yield `origins.jsonl`."""
    for origin in corpus.reuse.origins:
        yield {"id": origin.id, "passages": [passage(p) for p in origin.passages]}


def rows(corpus: Corpus) -> Iterator[Row]:
    """Yield `rows.jsonl`."""
    events = {e.id: e for e in corpus.alignment.events}
    answers = {w.id: w for w in corpus.alignment.witnesses}
    for row in corpus.ledger.rows:
        found = [answers[w] for w in row.witnesses]
        speakers = Counter(w.speaker for w in found if w.speaker)
        yield {
            "id": row.id,
            "event": _event(events[row.event]),
            "predicate": row.predicate,
            "counted": row.counted,
            "unit": row.unit,
            "kind": row.kind,
            "low": number(row.low),
            "high": number(row.high),
            "most_repeated": number(row.most_repeated),
            "aggregation": row.aggregation,
            "witnesses": list(row.witnesses),
            "documents": list(dict.fromkeys(sorted(w.span.doc for w in found))),
            "origins": list(dict.fromkeys(sorted(w.origin for w in found if w.origin))),
            "independent": row.origins,
            "speakers": dict(sorted(speakers.items())),
            "institutions": row.institutions,
            "label": row.label,
        }


def _event(event: Event) -> Row:
    return {
        "id": event.id,
        "label": event.label,
        "date": event.date,
        "place": event.place,
        "within": event.within,
    }


def witnesses(corpus: Corpus) -> Iterator[Row]:
    """Yield `witnesses.jsonl`."""
    for w in corpus.alignment.witnesses:
        yield {
            "id": w.id,
            "row": w.slot,
            **passage(w.span),
            "statement": w.statement,
            "figure": w.figure,
            "time": w.time,
            "value": number(w.value),
            "low": number(w.low),
            "high": number(w.high),
            "approximator": w.approximator,
            "speaker": w.speaker,
            "chain": list(w.chain),
            "as_of": w.as_of,
            "origin": w.origin,
            "rule": w.rule,
        }


def relations(corpus: Corpus) -> Iterator[Row]:
    """Yield `relations.jsonl`."""
    for r in corpus.ledger.relations:
        yield {
            "id": r.id,
            "kind": r.kind,
            "row": r.row,
            "witnesses": list(r.witnesses),
            "why": r.why,
            "weight": round(r.weight, 4),
            "rule": r.rule,
        }


def forecasts(corpus: Corpus) -> Iterator[Row]:
    """Yield `forecasts.jsonl`."""
    for f in corpus.ledger.forecasts:
        yield {
            "id": f.id,
            "statement": f.statement,
            "due": f.due,
            "state": f.state,
            "witnesses": list(f.witnesses),
            "rule": f.rule,
        }


TABLES: dict[str, Callable[[Corpus], Iterator[Row]]] = {
    "documents": documents,
    "statements": statements,
    "entities": entities,
    "mentions": mentions,
    "figures": figures,
    "times": times,
    "copies": copies,
    "origins": origins,
    "rows": rows,
    "witnesses": witnesses,
    "relations": relations,
    "forecasts": forecasts,
}
