"""Numbers that count nothing."""

from __future__ import annotations

import pytest

from reportedly.figures.numbers import lex
from reportedly.figures.rules import RULES, counts_nothing
from reportedly.figures.tables import tables
from reportedly.lexicon import load_lexicon

WORDS = tables(load_lexicon())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("see pic.example.org/4u1xV now", "in_a_link"),
        ("a V-12 engine", "glued_to_letters"),
        ("the 366th regiment", "an_ordinal"),
        ("the 1990s were", "an_ordinal"),
        ("call 0800 and", "a_code"),
        ("at 9:35 PM", "a_clock_time"),
        ("at 2 p.m. on", "a_clock_time"),
        ("on Nov 8 the", "a_day_of_the_month"),
        ("on 14 October", "a_day_of_the_month"),
        ("in 1993 the council", "a_year"),
        ("Resolution 3117 gives days", "a_named_number"),
        ("the Boeing 737 crashed", "a_named_number"),
        ("train 417 derailed", "a_named_number"),
        ("in the Nine Valleys", "a_name_that_begins_with_a_number"),
        ("3. The strike fund", "an_item_number"),
        ("won 3-1 at home", "a_score"),
        ("on +44 20 7946 0000", "a_phone_number"),
        ("the second half of the game", "a_half_of_two"),
        ("flew at half-staff for", "a_half_of_two"),
        ("in the S P 500 utilities", "an_index"),
        ("one of the greatest", "one_that_counts_nothing"),
        ("the old one is", "one_that_counts_nothing"),
    ],
)
def test_a_number_that_counts_nothing_is_passed_over(text: str, rule: str) -> None:
    number = lex(text, WORDS)[0]

    assert counts_nothing(text, number, WORDS) == rule


@pytest.mark.parametrize(
    "text",
    ["1275 residents fled", "in 12 villages", "2000 people came", "70km/h", "arrived. Nine died"],
)
def test_a_number_that_counts_is_kept(text: str) -> None:
    assert counts_nothing(text, lex(text, WORDS)[0], WORDS) is None


def test_later_numbers_of_names_and_eras_are_passed_over() -> None:
    standard, era = "the ISO 3888-2 test", "between A.D. 1000 and 1260"

    assert counts_nothing(standard, lex(standard, WORDS)[-1], WORDS) == "a_part_of_a_standard"
    assert counts_nothing(era, lex(era, WORDS)[-1], WORDS) == "a_year"


def test_every_rule_quotes_an_example() -> None:
    assert all('"' in (rule.__doc__ or "") for rule in RULES)
