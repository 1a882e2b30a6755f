"""Nouns that stand elsewhere in the sentence than behind the number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.figures import STAGE
from reportedly.records import Figure
from reportedly.stage import Material

Build = Callable[..., Material]


def last(material: Build, text: str) -> Figure:
    return list(STAGE.run(material(text)))[-1]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The union says the number of hostages is 14.", "hostage"),
        ("The institute put the number of those killed at 487.", "person"),
        ("She put the number of injured at 87.", "person"),
        ("The bulletin raised the toll to 26.", "person"),
        ("The parties are eleven.", "party"),
        ("The magnitude was revised to 6.1.", "magnitude"),
        ("The tremor struck at dawn and measured 6.3.", "magnitude"),
        ("Total mines: 7,950", "mine"),
        ("She told me there are seven who died.", "person"),
    ],
)
def test_a_tally_a_label_or_be_names_what_is_counted(
    material: Build, text: str, counted: str
) -> None:
    assert last(material, text).counted == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Insurers put the loss to the public at EUR 27 million.", "loss"),
        ("The ministry raised turnout to 58 percent.", "voter"),
        ("They lowered the price from 34 percent.", "price"),
        ("Tea is sold there at $2.40 a kilo.", "tea"),
    ],
)
def test_a_measure_is_of_what_is_brought_to_it(material: Build, text: str, counted: str) -> None:
    assert last(material, text).counted == counted


def test_who_gives_a_sum_is_not_what_it_is_of(material: Build) -> None:
    figure = last(material, "The government has set aside 3.5 million euros.")

    assert (figure.counted, figure.unit) == ("euro", "EUR")


def test_an_owner_behind_of_is_not_counted(material: Build) -> None:
    assert last(material, "The thirty-four of the government had papers.").counted != "government"


def test_a_name_behind_a_number_is_not_counted(material: Build) -> None:
    assert last(material, "It moved 5,600 tonnes, not the 9,000 Ms Arden promised.").counted != (
        "arden"
    )


def test_a_heading_says_what_befell_the_people_of_its_column(material: Build) -> None:
    table = "District | Dead | Houses destroyed\nTasheh | 904 | 2,110\nLenk | 371 | 655"

    found = list(STAGE.run(material(table)))

    assert [(f.counted, f.predicate) for f in found[::2]] == [("person", "kill")] * 2


def test_capitals_of_a_headline_do_not_hide_the_dead(material: Build) -> None:
    assert last(material, "520 DEAD IN ORRIN EARTHQUAKE").counted == "dead"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The market, which was valued at 9 billion yuan, grew.", "market"),
        ("FTSE -0.6% CAC -1.7% DAX -1.6%.", "DAX"),
        ("Key players: Nia Hollow (15.3 ppg, 7.4 rpg).", "Nia Hollow"),
        ("Each of the buildings costs about $40 million to build.", "buildings"),
        ("Velmar Rail had a weak day, with its bonds down 11.9%.", "its bonds"),
        ("It is a good buy (base price: $59,995).", "base price"),
        ("They fitted a tube (1.5 mm internal diameter).", "internal diameter"),
        ("The gap was 2 mm (80% of outlet diameter).", "outlet diameter"),
        ("Moss was seen with nitrate levels at 120 ppm.", "nitrate levels"),
        ("The report wiped $340 million from the company's value.", "value"),
        ("The Orrin index edged down to a close of 1,463 points.", "Orrin index"),
        ("It comes after a year of record profits $590 million.", "profits"),
        ("The relief goes to families earning between $48,000 and $90,000.", "families"),
        ("A 60-year-old might withdraw 2.7%.", "60-year-old"),
        ("The bank expects a 19% drop for the Velmar index.", "Velmar index"),
        ("They get half off a winter coat.", "coat"),
        ("The shop gave the harbour $20,000 in exchange.", "shop"),
        ("The offer is a line with a cap for $79 a month.", "line"),
        ("Exports grew more than sixfold.", "Exports"),
        ("Copies came from a 12 page document.", "page document"),
        ("They wrote to their daughter Maria, who was 10.", "Maria"),
    ],
)
def test_a_measure_points_at_what_it_is_about(material: Build, text: str, about: str) -> None:
    figure = last(material, text)

    assert figure.counted_span is not None
    assert about in figure.counted_span.of(text)


@pytest.mark.parametrize(
    "text", ["She waited two hours.", "They had not met in 16 years.", "I work 40 hours a week."]
)
def test_a_length_of_time_of_nothing_counts_nothing(material: Build, text: str) -> None:
    figure = last(material, text)

    assert (figure.counted, figure.counted_span) == (None, None)


def test_what_a_sum_is_for_outranks_where_it_is_paid(material: Build) -> None:
    figure = last(material, "They sell the lamp for just $799 on the ferry.")

    assert figure.counted_span is not None
    assert figure.counted_span.of("They sell the lamp for just $799 on the ferry.") == "lamp"


def test_a_speaker_is_not_what_a_sum_is_of(material: Build) -> None:
    text = "Tasheh Rail conceded that it was not safe for four days."
    figure = last(material, text)

    assert figure.counted_span is not None
    assert figure.counted_span.of(text) == "safe"


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("There is also a maximum investment per person which is 50000.", "investment", ""),
        ("The Velmar index rose 0.65 per cent to end at 27,349.19.", "index", ""),
        ("In her view the limit is 70.", "limit", ""),
        ("Whether the crowd was 18 or 90 thousand is open.", "person", "person"),
        (
            "Six stations have no ballots. Queue of 200 at the school.",
            "person",
            "person",
        ),
        ("The strike committee voted, 61 to 4, to reject the offer.", "vote", "count"),
        ("The vote, on the sheet pinned to the door, was 2,871 to 1,002.", "vote", "count"),
        ("Her son is 46 and lives with her.", "age", "year"),
        ("The oldest of them, Mrs Vrij, is 101 and refused the chair.", "age", "year"),
    ],
)
def test_be_and_nouns_of_people_say_what_a_bare_number_is(
    material: Build, text: str, counted: str, unit: str
) -> None:
    figure = last(material, text)

    assert (figure.counted, figure.unit) == (counted, unit)


def test_a_list_is_not_what_its_number_counts(material: Build) -> None:
    assert last(material, "Thank you, everybody. The list is now 231.").counted != "list"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The price of petrol a litre in the town is currently 18 R.", "ZAR"),
        ("She recommended limiting the exposure to no more than 0.5 R per day.", "R/day"),
        ('"Fifteen grand a family?" he stormed.', "XXX/family"),
        ("They moved three grand pianos.", "count"),
    ],
)
def test_words_near_a_doubtful_unit_tell_it(material: Build, text: str, unit: str) -> None:
    assert last(material, text).unit == unit


def test_both_numbers_of_a_vote_count_votes(material: Build) -> None:
    found = list(STAGE.run(material("The team of 12 voted 7 to 5 to strike.")))

    assert [f.counted for f in found] == ["person", "vote", "vote"]
