"""Write how each row was made, in the W3C's provenance vocabulary (PROV-O) as JSON-LD.

Invariant: from every row a chain of `wasDerivedFrom` leads to the bytes of a capture, and every
record names the rule that made it as its activity. No clock goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.exports.naming import bytes_name, local, ref, write_json
from reportedly.exports.rows import Cell, Row, made_by
from reportedly.records import Corpus, DocumentRecords, Witness

FILE = "provenance.jsonld"
RULE = "#rule."  # begins the name of an activity
CONTEXT: Row = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "label": "rdfs:label",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
}


def write_prov(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write `provenance.jsonld`; return the number of nodes."""
    made = [node for records in corpus.documents for node in _of_document(records)]
    made += [_witness(w) for w in corpus.alignment.witnesses]
    made += [
        _entity(row.id, row.label, ([*row.witnesses], f"ledger.ranges.{row.aggregation}"))
        for row in corpus.ledger.rows
    ]
    made += [_entity(r.id, r.why, ([*r.witnesses], r.rule)) for r in corpus.ledger.relations]
    rules = sorted({str(node["wasGeneratedBy"]) for node in made if "wasGeneratedBy" in node})
    makers = {rule: made_by(rule.removeprefix(RULE)) for rule in rules}
    nodes: list[Cell] = [_agent(who, versions) for who in sorted({*makers.values(), "program"})]
    nodes += [
        {
            "@id": rule,
            "@type": "prov:Activity",
            "label": rule.removeprefix(RULE),
            "wasAssociatedWith": local(makers[rule]),
        }
        for rule in rules
    ]
    nodes += made
    write_json(folder / FILE, {"@context": CONTEXT, "@graph": nodes})
    return {"provenance": len(nodes)}


def _agent(who: str, versions: Mapping[str, str]) -> Row:
    """Return who applies rules: the program, a language model, or the ledger's reviewers."""
    named = "; ".join(f"{name} {value}" for name, value in sorted(versions.items()))
    labels = {"program": named or "reportedly", "llm": "a language model's accepted proposals"}
    kind = "prov:SoftwareAgent" if who in labels else "prov:Person"
    return {
        **ref(who),
        "@type": ["prov:Agent", kind],
        "label": labels.get(who, "reviewers of this ledger"),
    }


def _entity(name: str, label: str, origin: tuple[list[str], str]) -> Row:
    """Return one entity; `origin` is what it was derived from, and the rule that made it."""
    derived, rule = origin
    return {
        **ref(name),
        "@type": "prov:Entity",
        "label": label,
        "wasDerivedFrom": [part if ":" in part else local(part) for part in derived],
        "wasGeneratedBy": local(f"rule.{rule}"),
    }


def _of_document(records: DocumentRecords) -> Iterator[Row]:
    document = records.document
    bytes_ = bytes_name(document.capture)
    yield {"@id": bytes_, "@type": "prov:Entity", "label": document.path}
    yield _entity(document.id, document.path, ([bytes_], "documents.read"))
    for s in records.statements:
        before: list[str] = [part for part in (s.doc, s.parent, s.antecedent) if part]
        yield _entity(s.id, f"statement, {s.mode.value}", (before, s.rule))
    for f in records.figures:
        before = [part for part in (f.span.doc, f.statement) if part]
        yield _entity(f.id, f.span.of(document.text), (before, f.rule))
    for t in records.times:
        before = [t.span.doc, *([t.anchor] if t.anchor and t.anchor != "published" else [])]
        yield _entity(t.id, t.span.of(document.text), (before, t.rule))


def _witness(w: Witness) -> Row:
    before: list[str] = [part for part in (w.statement, w.figure, w.time) if part]
    return _entity(w.id, f"answer to {w.slot}", (before or [w.span.doc], w.rule))
