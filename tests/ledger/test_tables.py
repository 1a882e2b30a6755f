"""Sums that tables and closed lists set out, and quantities told in two units."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from reportedly.ledger import conversions, sums, tables

if TYPE_CHECKING:
    from tests.ledger.conftest import Desk

Kinds: TypeAlias = "Callable[..., list[str]]"


def table(desk: Desk, whole: int) -> None:
    """Write a table of two districts and their total, one figure a line."""
    desk.row("r", "killed")
    for label, value in (("Tasheh", 212), ("Upper Lenk", 88), ("TOTAL", whole)):
        desk.texts["Sitrep"] = desk.texts.get("Sitrep", "") + f"\n{label} | "
        desk.says("r", "Sitrep", str(value), value)


def test_a_column_that_gives_its_total_adds_up(desk: Desk, kinds: Kinds) -> None:
    table(desk, 300)

    assert kinds(tables.columns, desk) == ["subset"]


def test_a_column_that_misses_its_total_fails(desk: Desk, kinds: Kinds) -> None:
    table(desk, 310)

    assert kinds(tables.columns, desk) == ["part_whole_fails"]


def test_a_column_far_from_the_number_below_is_no_sum(desk: Desk, kinds: Kinds) -> None:
    table(desk, 1800)

    assert kinds(tables.columns, desk) == []


def test_a_column_without_a_total_gives_a_number_of_the_text(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "ill")
    desk.says("r", "Sitrep", "1,140 cases so far", 1140)
    for label, value in (("Lower Tiva", 688), ("Osul", 317), ("Upper Tiva", 135)):
        desk.texts["Sitrep"] += f"\n{label} | "
        desk.says("r", "Sitrep", str(value), value)

    assert kinds(tables.columns, desk) == ["subset"]


def listed(desk: Desk, *parts: tuple[str, int]) -> None:
    """Write "Nine persons died: ..." with its parts."""
    desk.row("r", "killed")
    desk.says("r", "Herald", "Nine persons", 9)
    desk.texts["Herald"] = desk.texts["Herald"].removesuffix(". ") + " died: "
    for words, value in parts:
        desk.says("r", "Herald", words, value)
        desk.texts["Herald"] = desk.texts["Herald"].removesuffix(". ") + " and "


def test_a_list_that_nearly_gives_its_number_fails(desk: Desk, kinds: Kinds) -> None:
    listed(desk, ("eight prisoners", 8), ("two officers", 2))

    assert kinds(tables.lists, desk) == ["part_whole_fails"]


def test_a_list_that_gives_its_number_adds_up(desk: Desk, kinds: Kinds) -> None:
    listed(desk, ("seven prisoners", 7), ("two officers", 2))

    assert kinds(tables.lists, desk) == ["subset"]


def test_a_whole_may_stand_between_its_parts(desk: Desk, kinds: Kinds) -> None:
    desk.row("r", "arrived")
    for words, value in (("31 came", 31), ("48 had left", 48), ("nine", 9), ("eight", 8)):
        desk.says("r", "Herald", words, value)

    assert kinds(sums.breakdowns, desk) == ["subset"]


def test_one_quantity_in_two_units_is_a_matter_of_format(desk: Desk, kinds: Kinds) -> None:
    desk.row("t", "spilled", unit="t")
    desk.row("b", "spilled", unit="bbl")
    desk.says("t", "Herald", "9,600 tonnes", 9600, figure=True)
    desk.texts["Herald"] = desk.texts["Herald"].removesuffix(". ") + ", or about "
    desk.says("b", "Herald", "70,000 barrels", 70000, figure=True)

    assert kinds(conversions.converted, desk) == ["unit_or_format"]


def shared(desk: Desk, *parts: tuple[str, int]) -> None:
    """Write how a vote came out, after the share of stations that had reported."""
    desk.row("r", "counted", unit="percent")
    for words, value in (("With 99 percent of stations counted", 99), *parts):
        desk.says("r", "Herald", words, value)


def test_shares_that_come_to_a_hundred_are_checked(desk: Desk, kinds: Kinds) -> None:
    shared(desk, ("Ruiz won 53 percent", 53), ("Tvedt 44 percent", 44), ("the rest 3 percent", 3))

    assert kinds(tables.shares, desk) == ["derived_check"]


def test_shares_that_name_the_rest_and_miss_a_hundred_fail(desk: Desk, kinds: Kinds) -> None:
    shared(desk, ("Ruiz won 53 percent", 53), ("Tvedt 41 percent", 41), ("the rest 3 percent", 3))

    assert kinds(tables.shares, desk) == ["part_whole_fails"]


def test_shares_without_the_rest_need_not_come_to_a_hundred(desk: Desk, kinds: Kinds) -> None:
    shared(desk, ("Ruiz won 53 percent", 53), ("Tvedt 41 percent", 41), ("Odo 3 percent", 3))

    assert kinds(tables.shares, desk) == []
