"""The lexer of numbers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.figures.numbers import lex
from reportedly.figures.rules import counts_nothing
from reportedly.figures.tables import tables
from reportedly.figures.units import measure
from reportedly.lexicon import load_lexicon
from reportedly.stage import Tools

WORDS = tables(load_lexicon())
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
UNITS = SMALL.split(" ")
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("three and a half million voters", "three and a half million", "3500000"),
        ("two score years", "two score", "40"),
        ("a dozen men", "a dozen", "12"),
        ("half a million people", "half a million", "500000"),
        ("it cost 3.2bn", "3.2bn", "3200000000"),
        ("140 thousand people", "140 thousand", "140000"),
        ("1,30,000 votes", "1,30,000", "130000"),
        ("31 and a half million crowns", "31 and a half million", "31500000"),
        ("one thousand and two hundred soldiers", "one thousand and two hundred", "1200"),
        ("28 thousand 1 hundred barrels", "28 thousand 1 hundred", "28100"),
        ("12.3m tonnes of fuel", "12.3m", "12300000"),
        ("three and half decades", "three and half", "3.5"),
        ("about two-thirds of them", "two-thirds", "66.7"),
        ("2.149.600 ballots", "2.149.600", "2149600"),
        ("four point two million euros", "four point two million", "4200000"),
        ("half a dollar a glass", "half a", "0.5"),
        ("13 votes to none", "13", "13"),
        ("Rs 30 crore", "30 crore", "300000000"),
    ],
)
def test_a_number_is_read_whole(tools: Tools, text: str, words: str, value: str) -> None:
    number = lex(text, tables(tools.lexicon))[0]

    assert text[number.start : number.end] == words
    assert number.values[0][0] == Decimal(value)


def test_an_ambiguous_separator_keeps_both_readings() -> None:
    number = lex("300.000 residents", WORDS)[0]

    assert [value for value, _ in number.values] == [Decimal(300000), Decimal(300)]


def test_and_between_two_numbers_does_not_join_them() -> None:
    found = lex("between two hundred and three hundred", WORDS)

    assert [n.values[0][0] for n in found] == [Decimal(200), Decimal(300)]


def test_metres_are_no_millions() -> None:
    assert lex("a 100m race", WORDS)[0].values[0][0] == Decimal(100)
    assert lex("EUR 250 m", WORDS)[0].values[0][0] == Decimal(250_000_000)


def test_not_one_hundred_is_one_hundred() -> None:
    found = lex("not one hundred twelve; not one soldier", WORDS)

    assert [n.values[0][0] for n in found] == [Decimal(112), Decimal(0)]


def spoken(number: int) -> str:
    """Write a number below 10**12 in words."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{spoken(number // size)} {name}" + (f" {spoken(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{UNITS[number // 100]} hundred" + (f" and {spoken(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    return UNITS[number]


MANY = [300, pytest.param(10_000, marks=pytest.mark.nightly)]


@pytest.mark.parametrize("rounds", MANY)
def test_a_number_in_words_reads_back(rounds: int) -> None:
    chance = random.Random(11)
    for _ in range(rounds):
        number = chance.randrange(1, 10 ** chance.randrange(1, 12))
        found = lex(f"there were {spoken(number)} of them", WORDS)

        assert [n.values[0][0] for n in found] == [Decimal(number)], spoken(number)


SENTENCE = (
    "On 3 May, 1,275 people (about 20 %) were hurt and $3.5m, EUR 1.200.000,50 or Rs 30 crore was "
    "lost; three and a half million, two-thirds, 12-14, between 40 and 50, 70km/h, +44 20 7946 00."
)


def indian(number: int) -> str:
    """Return lakh and crore grouping: 1,30,000."""
    head, tail = divmod(number, 1000)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02d}")
    return ",".join([*reversed(pairs), f"{tail:03d}"]).lstrip("0") or "0"


WRITTEN: dict[str, Callable[[int], str]] = {
    "plain": str,
    "commas": lambda n: f"{n:,}",
    "dots": lambda n: f"{n:,}".replace(",", "."),
    "blanks": lambda n: f"{n:,}".replace(",", " "),
    "apostrophes": lambda n: f"{n:,}".replace(",", "'"),
    "indian": indian,
    "cents": lambda n: f"{n // 100:,}.{n % 100:02d}",
}


@pytest.mark.parametrize("rounds", MANY)
@pytest.mark.parametrize("form", sorted(WRITTEN))
def test_digits_in_any_grouping_read_back(form: str, rounds: int) -> None:
    chance = random.Random(29)
    for _ in range(rounds):
        number = chance.randrange(1, 10 ** chance.randrange(1, 12))
        value = Decimal(number) / 100 if form == "cents" else Decimal(number)
        found = lex(f"there were {WRITTEN[form](number)} of them", WORDS)

        assert len(found) == 1, WRITTEN[form](number)
        assert value in [v for v, _ in found[0].values], WRITTEN[form](number)


@pytest.mark.parametrize("rounds", MANY)
def test_mutated_text_raises_nothing_and_spans_stay_inside(rounds: int) -> None:
    chance = random.Random(3)
    for _ in range(rounds):
        letters = list(SENTENCE)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(letters))
            letters[at] = chance.choice("0123456789.,-–/ %$€'’½mk\nA")
        text = "".join(letters)
        for number in lex(text, WORDS):
            counts_nothing(text, number, WORDS)
            found = measure(text, number, WORDS)

            assert 0 <= found.start <= number.start < number.end <= found.end <= len(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    last = 0
    for number in lex(text, WORDS):
        counts_nothing(text, number, WORDS)

        assert last <= number.start < number.end <= len(text)
        last = number.end


HOSTILE = ["1", "1,", "1 ", "111 ", "111,", "1.", "one ", "one-", "hundred ", "one and ", "-", "a"]
HOSTILE += ["'", "$", "%", "1-", "1/2", "not one ", "two point ", "half a ", "tens of ", "½", "@"]


LONG = [10_000, pytest.param(100_000, marks=pytest.mark.nightly)]


@pytest.mark.parametrize("size", LONG)
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str, size: int) -> None:
    text = piece * (size // len(piece))
    start = time.process_time()
    for number in lex(text, WORDS):
        counts_nothing(text, number, WORDS)
        measure(text, number, WORDS)

    # A quadratic pattern takes many minutes for the long texts.
    assert time.process_time() - start < size / 1_000
