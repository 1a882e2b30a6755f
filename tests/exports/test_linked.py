"""Linked data: valid by shapes of our own, and every selector finds its words again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF

from reportedly.exports.annotations import write_annotations
from reportedly.exports.naming import bytes_name, local, selectors
from reportedly.exports.prov import write_prov
from reportedly.exports.schema_org import write_schema_org
from reportedly.records import CaptureId, Corpus, DocId, Document, Mode, RuleName, Span

SCHEMA = "https://schema.org/"
HERE = "https://ledger.example/export/"
SHAPES = (Path(__file__).parent / "shapes.ttl").read_text(encoding="utf-8")


def graph_of(file: Path, context: object = None) -> Graph:
    """Return a JSON-LD file as a graph; public contexts are replaced."""
    content = json.loads(file.read_text(encoding="utf-8"))
    if context:
        content["@context"] = context
    return Graph().parse(data=json.dumps(content), format="json-ld", publicID=HERE + file.name)


def problems(graph: Graph) -> str:
    """Return what the shapes object to; "" when nothing."""
    from pyshacl import validate

    conforms, _, text = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    return "" if conforms else str(text)


@pytest.fixture(scope="module")
def folder(demo: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("linked")
    for write in (write_schema_org, write_annotations, write_prov):
        assert sum(write(demo, made, {"reportedly": "1"}).values()) > 50
    return made


def told(demo: Corpus) -> set[tuple[str, str]]:
    """Return who is credited with which words: one speaker's same words are one claim."""
    whole = {m: e.id for e in demo.entities for m in e.members}
    said = set()
    for records in demo.documents:
        speaker = {c.statement: whole.get(c.entity, "") for c in records.cast.credits}
        for s in records.statements:
            words = " … ".join(" ".join(c.of(records.document.text).split()) for c in s.content)
            if s.mode is not Mode.NARRATOR:
                said.add((speaker.get(s.id, ""), words.casefold()))
    return said


def test_claims_and_quotations_have_the_shape_that_is_promised(folder: Path, demo: Corpus) -> None:
    graph = graph_of(folder / "claims.jsonld", {"@vocab": SCHEMA})

    claims = set(graph.subjects(RDF.type, URIRef(SCHEMA + "Claim")))
    dated = set(graph.subjects(URIRef(SCHEMA + "firstAppearance")))
    quoted = set(graph.subjects(RDF.type, URIRef(SCHEMA + "Quotation")))

    assert problems(graph) == ""
    assert len(claims) == len(told(demo))
    assert dated
    assert dated <= claims
    assert quoted


def test_a_review_is_a_draft_without_a_rating(folder: Path) -> None:
    graph = graph_of(folder / "claim-review-drafts.jsonld", {"@vocab": SCHEMA})
    claims = graph_of(folder / "claims.jsonld", {"@vocab": SCHEMA})

    reviews = set(graph.subjects(RDF.type, URIRef(SCHEMA + "ClaimReview")))
    reviewed = set(graph.objects(None, URIRef(SCHEMA + "itemReviewed")))

    assert problems(graph) == ""
    assert reviews
    assert reviewed <= set(claims.subjects(RDF.type, URIRef(SCHEMA + "Claim")))
    assert "reviewRating" not in (folder / "claim-review-drafts.jsonld").read_text(encoding="utf-8")


def test_the_shapes_would_object_to_a_rating(folder: Path) -> None:
    file = folder / "claim-review-drafts.jsonld"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["@graph"][0]["reviewRating"] = {"@type": "Rating", "ratingValue": 1}
    content["@context"] = {"@vocab": SCHEMA}
    rated = Graph().parse(data=json.dumps(content), format="json-ld", publicID=HERE)

    assert "reviewRating" in problems(rated)


def test_every_selector_finds_its_words_again(folder: Path, demo: Corpus) -> None:
    texts = {bytes_name(r.document.capture): r.document.text for r in demo.documents}
    page = json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))
    seen = 0
    for item in page["first"]["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            text = texts[target["source"]]
            position, quote = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text.count(around) == 1
            assert text.index(around) + len(quote["prefix"]) == position["start"]
            seen += 1
    assert seen > 150
    assert page["total"] == len(page["first"]["items"])


def test_annotations_have_the_shape_of_the_standard(folder: Path) -> None:
    anno, words = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    context = {
        "@vocab": anno,
        "id": "@id",
        "type": "@type",
        "source": {"@id": anno + "hasSource", "@type": "@id"},
        "target": {"@id": anno + "hasTarget", "@type": "@id"},
        "selector": {"@id": anno + "hasSelector", "@type": "@id"},
        "body": {"@id": anno + "hasBody", "@type": "@id"},
        "motivation": {"@id": anno + "motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": anno + "hasPurpose", "@type": "@vocab"},
        "value": words + "value",
    }

    graph = graph_of(folder / "annotations.jsonld", context)

    assert len(set(graph.subjects(RDF.type, URIRef(anno + "Annotation")))) > 150
    assert problems(graph) == ""


def test_provenance_leads_from_every_row_to_the_bytes(folder: Path, demo: Corpus) -> None:
    graph = graph_of(folder / "provenance.jsonld")
    name = HERE + "provenance.jsonld"

    assert problems(graph) == ""
    for row in demo.ledger.rows:
        reached = set(graph.transitive_objects(URIRef(name + local(row.id)), PROV.wasDerivedFrom))
        assert [node for node in reached if str(node).startswith("ni:///sha-256;")]
    for derived in set(graph.objects(None, PROV.wasDerivedFrom)):
        assert (derived, RDF.type, PROV.Entity) in graph


def test_every_record_of_the_provenance_names_the_rule_that_made_it(folder: Path) -> None:
    graph = graph_of(folder / "provenance.jsonld")
    made = set(graph.objects(None, PROV.wasGeneratedBy))

    assert {a for a in made if (a, RDF.type, PROV.Activity) in graph} == made
    assert any(str(a).endswith("#rule.ledger.ranges.range") for a in made)


def test_what_a_reviewer_decided_is_not_laid_to_the_program(demo: Corpus, tmp_path: Path) -> None:
    first, *others = demo.documents
    figure = replace(first.figures[0], rule=RuleName("review.add"))
    changed = replace(first, figures=(figure, *first.figures[1:]))
    write_prov(replace(demo, documents=(changed, *others)), tmp_path, {})

    graph = graph_of(tmp_path / "provenance.jsonld")

    name = HERE + "provenance.jsonld#"
    behind = graph.value(URIRef(name + "rule.review.add"), PROV.wasAssociatedWith)
    assert problems(graph) == ""
    assert behind is not None
    assert (behind, RDF.type, PROV.Person) in graph


@given(st.text(alphabet="ab 🇦", min_size=1, max_size=400), st.data())
def test_a_selector_is_exact_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(
        id=DocId("d"), capture=CaptureId("0" * 64), path="p", media_type="text/plain",
        text=text, blocks=(), language="en",
    )  # fmt: skip

    _, quote = selectors(document, Span(DocId("d"), start, end))

    assert isinstance(quote, dict)
    around = f"{quote['prefix']}{quote['exact']}{quote['suffix']}"
    assert quote["exact"] == text[start:end]
    assert text.find(around) + len(str(quote["prefix"])) == start or text.count(around) > 1


def test_an_odd_id_is_still_a_reference() -> None:
    assert local("a b/<ü>") == "#a%20b%2F%3C%C3%BC%3E"
