"""What a measure is of, by the words around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.figures import STAGE
from reportedly.records import Figure
from reportedly.stage import Material

Build = Callable[..., Material]


def figures(material: Build, text: str) -> list[Figure]:
    return list(STAGE.run(material(text)))


@pytest.mark.parametrize(
    ("text", "k", "about"),
    [
        ("It will have a range of 400 km, after charging in fewer than 20 minutes.", 1, "charging"),
        ("There are 68400 people who have been unemployed for two years.", 1, "unemployed"),
        (
            "Before the crisis global debt, excluding financial institutions, was about $US113"
            " trillion.",
            0,
            "crisis global debt",
        ),
        (
            "The offer was two options: a 185-hp four-cylinder or 270-hp V-6, both paired to a"
            " six-speed gear.",
            1,
            "four-cylinder",
        ),
        (
            "Employment grew by 2.2 per cent, compared to an increase of 60,600 jobs or one per"
            " cent for men in the same group.",
            2,
            "men",
        ),
        ("A third of those screened were obese.", 0, "those screened"),
        ("That price will make the lamp around 25k or 40k cheaper than its rivals.", 0, "lamp"),
        ("That price will make the lamp around 25k or 40k cheaper than its rivals.", 1, "lamp"),
        (
            "The firm found that the greetings cards market worth over 2 billion is growing almost"
            " five percent a year with customers looking for designs.",
            0,
            "market",
        ),
    ],
)
def test_a_measure_is_of_what_its_clause_names(
    material: Build, text: str, k: int, about: str
) -> None:
    figure = figures(material, text)[k]

    assert figure.counted_span is not None
    assert figure.counted_span.of(text) == about


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The Central Election Commission says 18.3% had voted by 11:00.", "voter"),
        ("By 99.2 percent of protocols the turnout was 61.4 percent, the president said.", "voter"),
        ("They expect an offer of 9 per cent. Velmar Rail closed 1.7 per cent higher.", "rail"),
    ],
)
def test_who_acts_is_not_what_a_share_is_of(material: Build, text: str, counted: str) -> None:
    assert figures(material, text)[-1].counted == counted


def test_who_speaks_behind_a_clause_is_not_what_its_sum_is_of(material: Build) -> None:
    text = (
        "lets get from $10 to $15 billion and then split the economics evenly, Rodriguez told"
        " reporters on Thursday."
    )

    assert figures(material, text)[0].counted != "rodriguez"


@pytest.mark.parametrize(
    ("text", "k", "counted"),
    [
        ("They were hit by 120-millimetre mortar fire.", 0, "calibre"),
        ("Boss Henrik Voss, on €1.9m a year, delivered the blow.", 0, "salary"),
        ("We regret the more than half a billion crowns that have been lost.", 0, "loss"),
        (
            "Nine officers were hurt, 2 service vehicles damaged, estimated cost USD 38,500",
            2,
            "cost",
        ),
        ("The mine lay 9 cm under ground that had been checked.", 0, "depth"),
        ("A turnout of 38 percent was told. Commission: 61.4%, preliminary.", 1, "voter"),
        ("Turnout of 61.4 percent was announced. A figure of 50.2 percent is proven.", 1, "voter"),
    ],
)
def test_a_measure_has_the_noun_of_its_kind(
    material: Build, text: str, k: int, counted: str
) -> None:
    assert figures(material, text)[k].counted == counted


def test_a_measure_is_not_of_itself(material: Build) -> None:
    figure = figures(material, "He reckons the remaining 2.8 sq km will take until November.")[0]

    assert (figure.counted, figure.counted_span) == (None, None)
