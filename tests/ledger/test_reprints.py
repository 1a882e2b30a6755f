"""What a reprint changes, and what a list adds up to, on the whole way."""

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


LIST = (
    "KESTREN, Vardal - Cholera has killed 19 people and sickened 312 people along the river, the "
    "health ministry said on Tuesday. In the port district there were {} cases and 12 deaths, in "
    "the old town 78 cases and five deaths, and in the hill villages 33 cases and two deaths."
)


def test_cases_and_deaths_told_by_turns_are_summed_apart(tools: Tools) -> None:
    found = corpus(tools, LIST.format(201))

    sums = {r.why.split(": ")[0] for r in told(found, RelationKind.SUBSET)}
    assert any("201 + 78 + 33 gives 312" in why for why in sums)
    assert any("12 + 5 + 2 gives 19" in why for why in sums)


def test_a_list_that_does_not_add_up_is_no_sum(tools: Tools) -> None:
    found = corpus(tools, LIST.format(210))

    assert not any("gives 312" in r.why for r in told(found, RelationKind.SUBSET))
