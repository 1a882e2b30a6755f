"""What must hold for every text: spans, bounds, EDTF, round trips, linear time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon import load_lexicon
from reportedly.records import DocId, TimeRef
from reportedly.times.read import read_times
from reportedly.times.vocabulary import vocabulary

WORDS = vocabulary(load_lexicon())
PIECES = [
    *sorted(WORDS.words),
    "1992", "25", "300", "2,000", "2½", "2 1/2", "11:40", "3.20", "1990s", "'", "'s", "-", "–",
    ",", ".", ":", "(", ")", "/", "\n\n", "Q3", "2031-04-12", "12.11.2033", "13/13/13", "9999",
    "0", "'99", "B.C.", "p.m.", "25th", "0th", "May", "March", "Sunday", "Christmas Eve",
]  # fmt: skip
OWN = st.sampled_from([None, "2031-04-16", "XXXX-11-08", "2031", "0001-01-01", "9999-12-31"])
FORMATS = (
    "{d.day} {month} {d.year}", "{month} {d.day}, {d.year}", "{d.day} {short} {d.year}",
    "{short}. {d.day}, {d.year}", "the {nth} of {month}, {d.year}", "{month} {nth}, {d.year}",
    "{weekday}, {d.day} {month} {d.year}", "{weekday}, {month} {d.day}, {d.year}",
    "{iso}", "{d.day:02d}.{d.month:02d}.{d.year}",
)  # fmt: skip


def times(text: str, own: str | None = "2031-04-16") -> tuple[TimeRef, ...]:
    return read_times(text, WORDS, doc=DocId("d"), own_date=own)


def nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number < 20 else ending}"


def formatted(day: date, form: str) -> str:
    return form.format(
        d=day,
        month=f"{day:%B}",
        short=f"{day:%b}",
        weekday=f"{day:%A}",
        nth=nth(day.day),
        iso=day.isoformat(),
    )


MANY = [300, pytest.param(10_000, marks=pytest.mark.nightly)]


@pytest.mark.parametrize("rounds", MANY)
def test_any_day_in_any_form_is_read_back(rounds: int) -> None:
    chance = random.Random(17)
    first, last = date(1700, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
    for _ in range(rounds):
        day = date.fromordinal(chance.randrange(first, last))
        written = formatted(day, chance.choice(FORMATS))

        found = times(f"The hall burned on {written} at last.")

        assert [t.edtf for t in found] == [day.isoformat()], written


REPORT = (
    "ORRIN, 3 May 2031 - On Tuesday night, a year after the flood of 25-26 Feb. 2030, 44-day talks "
    "shut at 9:35 p.m. GMT; by the end of 2036 (3.12.) the 1990s, Q3 2019 and every 26 February."
)


@pytest.mark.parametrize("rounds", MANY)
def test_mutated_text_raises_nothing_and_spans_stay_inside(rounds: int) -> None:
    chance = random.Random(5)
    for _ in range(rounds):
        letters = list(REPORT)
        for _ in range(chance.randrange(1, 6)):
            letters[chance.randrange(len(letters))] = chance.choice("0123456789.,-–/ :'’mA\n")
        text = "".join(letters)
        for found in times(text, chance.choice([None, "2031-05-03", "2031"])):
            assert 0 <= found.span.start < found.span.end <= len(text)
            assert found.timex


@given(st.dates(date(1700, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMATS), OWN)
def test_a_written_date_is_read_back(day: date, form: str, own: str | None) -> None:
    written = formatted(day, form)
    found = times(f"The hall burned on {written} at last.", own)

    assert [(t.timex, t.edtf, t.earliest, t.latest) for t in found] == [(day.isoformat(),) * 4]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), OWN)
def test_any_words_give_sound_records(text: str, own: str | None) -> None:
    found = times(text, own)

    ends = [0]
    for item in found:
        assert item.span.start >= ends[-1]
        assert item.span.of(text).strip()
        ends.append(item.span.end)


@given(st.text(max_size=60), OWN)
def test_any_text_is_read_without_failing(text: str, own: str | None) -> None:
    assert all(item.span.end <= len(text) for item in times(text, own))


# The reference parser of EDTF takes a tenth of a second a value.
@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_edtf_is_valid(text: str) -> None:
    for item in times(text):
        if item.edtf is not None:
            parse_edtf(item.edtf)


@pytest.mark.parametrize("size", [10_000, pytest.param(100_000, marks=pytest.mark.nightly)])
@pytest.mark.parametrize(
    "piece",
    ["1", "a", "-", "1.", "1:", "and ", "twenty-", "the ", "1 ", "1992-", "\n ", "a half ",
     "a.", "12:", "2 1/", "1,000,", "more than ", "hundred ", "25-", "noon ", "night of "],
)  # fmt: skip
def test_hostile_repetition_takes_linear_time(piece: str, size: int) -> None:
    text = (piece * size)[:size]
    times(text[:1000])
    start = time.process_time()
    times(text)

    # Quadratic reading of 100,000 code points would take minutes.
    assert time.process_time() - start < size / 5_000


def test_the_end_of_a_year_is_its_last_day_and_a_deadline(
    read: Callable[..., tuple[TimeRef, ...]],
) -> None:
    (time_ref,) = read("Families return by the end of 2036.")

    assert (time_ref.timex, time_ref.edtf, time_ref.modifier) == ("2036", "2036-12-31", "END")
    assert (time_ref.deadline, time_ref.earliest, time_ref.latest) == (True, None, "2036-12-31")
