from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reportedly import alignment, ledger
from reportedly.records import Corpus, Decision, DecisionId, EntityId, Verdict
from reportedly.review import settle_entities
from reportedly.stage import Tools
from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.views.merging import anchors, preview


def asked(desk: Desk, verdict: Verdict, *speakers: str) -> Decision:
    """Return a decision about speakers, as the screens make it."""
    ids = [EntityId(s) for s in speakers]
    return Decision(
        id=DecisionId("a"), at=datetime(2032, 6, 1, tzinfo=UTC), reviewer="Mina Okafor",
        verdict=verdict, kind="Entity", anchors=anchors(desk, ids),
    )  # fmt: skip


def named(desk: Desk, name: str) -> EntityId:
    """Return the id of a speaker."""
    return next(e.id for e in desk.speakers if e.name == name)


def carried_out(demo: Corpus, tools: Tools, made: Decision) -> Index:
    """Return the index of a corpus related anew with a decision in force."""
    entities = settle_entities(demo.entities, demo.documents, (made,))
    corpus = Corpus(documents=demo.documents, entities=entities, reuse=demo.reuse)
    corpus = replace(corpus, alignment=alignment.STAGE.run(corpus, tools))
    return Index(replace(corpus, ledger=ledger.STAGE.run(corpus, tools)))


def related(index: Index) -> set[tuple[str, str]]:
    """Return each row with how its witnesses relate."""
    found = (r for r in index.corpus.ledger.relations if r.row)
    return {(str(r.row), f"{r.kind} {r.witnesses}") for r in found}


@pytest.mark.parametrize(
    ("verdict", "names"),
    [
        (Verdict.MERGE, ("Ines Quiroga", "Averin Sound Ferries")),
        (Verdict.MERGE, ("Averin Sound Ferries", "Anselm Drobny")),
        (Verdict.SPLIT, ("Ines Quiroga",)),
    ],
)
def test_a_preview_is_what_a_run_gives(
    desk: Desk, demo: Corpus, tools: Tools, verdict: Verdict, names: tuple[str, ...]
) -> None:
    ids = [named(desk, n) for n in names]
    parts = [desk.index.entities[ids[0]].parts[0]] if verdict is Verdict.SPLIT else ids
    made = asked(desk, verdict, *parts)

    shown = preview(desk, made)

    after = carried_out(demo, tools, made)
    changed = {
        row.id: (row.speakers, after.rows[row.id].speakers)
        for row in desk.index.rows.values()
        if row.speakers != after.rows[row.id].speakers
    }
    assert changed == {r.row: r.speakers for r in shown.rows if len(set(r.speakers)) > 1}
    before_kinds = {
        (r.row, r.kind, r.witnesses) for r in desk.index.corpus.ledger.relations if r.row
    }
    after_kinds = {(r.row, r.kind, r.witnesses) for r in after.corpus.ledger.relations if r.row}
    assert {r for r, _, _ in before_kinds ^ after_kinds} == {
        r.row for r in shown.rows if r.gone or r.new
    }


def test_a_merge_names_both_and_the_one_that_is_left(desk: Desk) -> None:
    made = asked(desk, Verdict.MERGE, named(desk, "Amara Okonjo"), named(desk, "Anselm Drobny"))

    shown = preview(desk, made)

    assert set(shown.before) == {"Amara Okonjo", "Anselm Drobny"}
    assert len(shown.after) == 1
    assert shown.statements > 0


def test_every_account_whose_speaker_gets_another_name_is_listed(desk: Desk) -> None:
    one, other = named(desk, "Averin Sound Ferries"), named(desk, "Anselm Drobny")

    shown = preview(desk, asked(desk, Verdict.MERGE, one, other))

    (left,) = shown.after
    lost = one if desk.index.name(other) == left else other
    told = [w for w in desk.index.witnesses.values() if w.speaker == lost]
    assert sum(len(r.accounts) for r in shown.rows) == len(told) > 0
    assert all(new == left for r in shown.rows for _, _, _, new in r.accounts)


def test_joining_one_speaker_with_itself_changes_nothing(desk: Desk) -> None:
    one = named(desk, "Ines Quiroga")

    shown = preview(desk, asked(desk, Verdict.MERGE, one, one))

    assert shown.rows == ()
    assert shown.before == ()


def test_an_unknown_speaker_cannot_be_pointed_at(desk: Desk) -> None:
    with pytest.raises(KeyError):
        anchors(desk, [EntityId("e0")])
