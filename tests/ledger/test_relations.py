"""What each rule of relations holds for, one claim a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from reportedly.ledger import across, copied, sums, values, wording
from reportedly.ledger.relations import WEIGHT, relations
from reportedly.ledger.rules import RULES
from reportedly.records import Approximator, RelationKind

if TYPE_CHECKING:
    from tests.ledger.conftest import Desk

Kinds: TypeAlias = "Callable[..., list[str]]"


def test_one_value_of_two_origins_agrees(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41 people", 41)
    desk.says("r", "Wire", "41 people", 41)

    assert kinds(values.agreements, desk) == ["agree"]


def test_one_value_in_words_and_digits_is_a_matter_of_format(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "forty-one people", 41)
    desk.says("r", "Wire", "41 people", 41)

    assert kinds(values.agreements, desk) == ["unit_or_format"]


def test_copies_do_not_agree_they_copy(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41 people", 41, origin="o1")
    desk.says("r", "Wire", "41 people", 41, origin="o1")

    assert kinds(values.agreements, desk) == []
    assert kinds(copied.copies, desk) == ["copy"]


def test_a_hedge_that_holds_the_value_is_rounding(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "occupied", unit="percent")
    desk.says("r", "Herald", "almost 20%", 20, bounds=(18, 20), how=Approximator.UNDER)
    desk.says("r", "Wire", "20 %", 20)

    assert kinds(values.hedged, desk) == ["rounding_compatible"]


def test_hundreds_hold_613_but_not_41(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "hundreds", None, bounds=(200, 999), how=Approximator.VAGUE)
    desk.says("r", "Wire", "613 people", 613)
    desk.says("r", "Echo", "41 people", 41)

    assert kinds(values.hedged, desk) == ["vague_compatible", "vague_conflict"]


def test_two_values_of_one_day_differ(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41 people", 41, as_of="2032-05-16")
    desk.says("r", "Wire", "43 people", 43, as_of="2032-05-16")

    assert kinds(values.differences, desk) == ["different_value"]


def test_a_part_does_not_differ_from_its_whole(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    for words, value in (("SEVEN who died", 7), ("six of ours", 6), ("one officer", 1)):
        desk.says("r", "Gate", words, value, as_of="2032-05-16")
    desk.says("r", "Wire", "seven people", 7, as_of="2032-05-16")

    assert kinds(values.differences, desk) == []


def test_a_toll_that_grows_from_day_to_day_is_a_running_total(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41 people", 41, as_of="2032-05-16")
    desk.says("r", "Wire", "43 people", 43, as_of="2032-05-18")

    assert kinds(values.differences, desk) == ["running_total"]


def test_a_day_apart_ten_years_on_is_one_time(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "34 people", 34, as_of="2042-08-10")
    desk.says("r", "Wire", "47 people", 47, as_of="2042-08-14")

    assert kinds(values.differences, desk) == ["different_value"]


def test_an_agreement_is_told_by_accounts_that_did_not_copy_one_another(desk: Desk) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41 people", 41, origin="o1")
    desk.says("r", "Mirror", "41 people", 41, origin="o1")
    desk.says("r", "Wire", "41 people", 41)

    (found,) = values.agreements(desk.reading(), desk.corpus())
    assert "Herald" in found.why
    assert "Wire" in found.why


def test_an_old_number_told_again_does_not_undo_growth(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "220 people", 220, as_of="2032-05-16")
    desk.says("r", "Wire", "300 people", 300, as_of="2032-05-20")
    desk.says("r", "Review", "220 people", 220, as_of="2033-05-16")

    assert kinds(values.differences, desk) == ["running_total"]


def test_an_undated_toll_is_not_told_at_the_same_time(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41 people", 41, as_of="2032-05-16")
    desk.says("r", "Leaflet", "43 people", 43)

    assert kinds(values.differences, desk) == []


def test_one_person_with_a_name_may_be_one_of_four(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "Gunnar Esposito", 1, as_of="2032-05-16")
    desk.says("r", "Wire", "four people", 4, as_of="2032-05-16")

    assert kinds(values.differences, desk) == []


def test_small_numbers_agree_only_in_like_sentences(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "counted", unit="count")
    desk.says("r", "Herald", "4 pages of the editorial section", 4)
    desk.says("r", "Wire", "4 kilos of lentils at the market", 4)

    assert kinds(values.agreements, desk) == []


def test_a_share_does_not_grow_like_a_toll(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "voted", unit="percent")
    desk.says("r", "Herald", "47.9 percent", 47, as_of="2032-05-16")
    desk.says("r", "Wire", "61.4 percent", 61, as_of="2032-05-20")

    assert "running_total" not in kinds(values.differences, desk)


def test_one_number_injured_and_killed_is_told_apart_and_on_top(desk: Desk) -> None:
    desk.row("hurt", "injured")
    desk.row("dead", "killed")
    desk.says("hurt", "Herald", "487 people", 487)
    desk.says("dead", "Wire", "487 people", 487)

    found = relations(desk.reading(), desk.corpus(), RULES)

    top = max(found, key=lambda r: r.weight)
    assert top.kind is RelationKind.SAME_VALUE_OTHER_PREDICATE
    assert "487" in top.why
    assert "predicate" not in top.why
    assert "Herald" in top.why
    assert "Wire" in top.why


def test_a_district_and_the_whole_have_another_scope(desk: Desk, kinds: Kinds) -> None:
    desk.row("all", "killed")
    desk.row("part", "killed", place="Tasheh")
    desk.says("all", "Herald", "220 people", 220)
    desk.says("part", "Wire", "163 people", 163)

    assert kinds(across.scopes, desk) == ["different_scope"]


def test_figures_side_by_side_that_give_a_third_are_its_parts(desk: Desk, kinds: Kinds) -> None:
    desk.row("all", "killed")
    desk.row("tasheh", "killed", place="Tasheh")
    desk.row("lenk", "killed", place="Upper Lenk")
    desk.says("all", "Herald", "220 people", 220)
    desk.says("tasheh", "Herald", "163 people", 163)
    desk.says("lenk", "Herald", "57 people", 57)

    assert kinds(sums.breakdowns, desk) == ["subset"]


def test_critically_injured_says_more_than_injured(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "injured")
    desk.says("r", "Herald", "487 were critically injured", 487)
    desk.says("r", "Wire", "487 were injured", 487)

    assert kinds(wording.strength, desk) == ["predicate_narrowing"]


def test_civilians_and_people_are_other_words_for_one_number(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "613 innocent civilians", 613)
    desk.says("r", "Wire", "613 people", 613)

    assert kinds(wording.descriptors, desk) == ["population_descriptor"]


def test_every_kind_has_a_weight() -> None:
    assert set(WEIGHT) == set(RelationKind)


def test_relations_do_not_depend_on_the_order_of_witnesses(desk: Desk) -> None:
    desk.row("r", "killed")
    for n, doc in enumerate(("Herald", "Wire", "Echo")):
        desk.says("r", doc, f"{41 + n} people", 41 + n, as_of="2032-05-16")
    before = relations(desk.reading(), desk.corpus(), RULES)

    desk.found.reverse()

    assert relations(desk.reading(), desk.corpus(), RULES) == before


def test_persons_and_people_are_one_description(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "613 persons", 613)
    desk.says("r", "Wire", "613 people", 613)

    assert kinds(wording.descriptors, desk) == []
