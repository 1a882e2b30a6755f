"""What a reprint changes, on the whole way: a number, a speaker."""

from __future__ import annotations

import pytest

from reportedly.pipeline import analyse, relate
from reportedly.records import Corpus, Relation, RelationKind
from reportedly.stage import Tools

WIRE = (
    "KESTREN, Vardal - Miners at the Kestren zinc works walked out on Monday over pay. "
    "Site manager Olena Brandt said the pumps would flood within days if the maintenance crews "
    "did not return by Friday. She said the strike was costing 14 million crowns a day. "
    "Of those on strike 3,120 work underground, 880 in the flotation plant and 415 in transport."
)
REPRINT = WIRE.replace("walked out on Monday over pay", "went on strike this week")
VOICE = (
    '"A furnace is a promise with a chimney on it, and nobody keeps that promise in the rain," '
    "{} told the crowd outside the town hall in Kestren on Tuesday, as the council met."
)


def corpus(tools: Tools, *texts: str) -> Corpus:
    days = (f"2031-03-{day:02}" for day in range(4, 28))
    return relate(
        tuple(
            analyse(text, published=day, outlet=f"Outlet {day}", tools=tools)
            for text, day in zip(texts, days, strict=False)
        ),
        tools,
    )


def told(found: Corpus, kind: RelationKind) -> list[Relation]:
    return [r for r in found.ledger.relations if r.kind is kind]


def words(found: Corpus, relation: Relation) -> list[str]:
    text = {r.document.id: r.document.text for r in found.documents}
    spans = [w.span for w in found.alignment.witnesses if w.id in relation.witnesses]
    return sorted(s.of(text[s.doc]) for s in spans)


@pytest.mark.parametrize(
    ("old", "new"),
    [("14 million crowns a day", "40 million crowns a day"), ("3,120 work", "3,210 work")],
)
def test_a_number_changed_in_a_reprint_differs_in_one_row(tools: Tools, old: str, new: str) -> None:
    found = corpus(tools, WIRE, REPRINT.replace(old, new))

    (relation,) = told(found, RelationKind.DIFFERENT_VALUE)
    assert [w[:2] for w in words(found, relation)] == sorted((old[:2], new[:2]))
    assert relation.row is not None


def test_a_reprint_that_changes_no_number_differs_in_none(tools: Tools) -> None:
    assert told(corpus(tools, WIRE, REPRINT), RelationKind.DIFFERENT_VALUE) == []


@pytest.mark.parametrize("speakers", [("Ana Ruiz", "Marisol Tvedt"), ("Ruiz", "Tvedt")])
def test_one_quotation_of_two_speakers_conflicts(tools: Tools, speakers: tuple[str, str]) -> None:
    found = corpus(tools, *(VOICE.format(s) for s in speakers))

    (relation,) = told(found, RelationKind.ATTRIBUTION_CONFLICT)
    assert all("a promise with a chimney" in w for w in words(found, relation))


def test_one_quotation_of_one_speaker_neither_conflicts_nor_agrees(tools: Tools) -> None:
    found = corpus(tools, VOICE.format("Ana Ruiz"), VOICE.format("Engineer Ruiz"))

    assert told(found, RelationKind.ATTRIBUTION_CONFLICT) == []
    assert not [r for r in told(found, RelationKind.AGREE) if "claims" in r.rule]
