"""The whole way on four subjects that no rule knows: cup final, company, election, epidemic."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportedly.pipeline import analyse, relate
from reportedly.records import Corpus, Row
from reportedly.stage import Tools

SUBJECTS = {
    "final": (
        (
            "2031-05-05",
            "Corvale beat Lindmark in the cup final in Brenhold on Saturday. "
            "A crowd of 21,400 spectators watched the match, the stadium said.",
        ),
        (
            "2031-05-05",
            "Corvale won the cup final against Lindmark in Brenhold on Saturday. "
            "Police put the crowd at 19,000 spectators; the club spoke of 21,400 spectators.",
        ),
    ),
    "company": (
        (
            "2031-02-10",
            "Tarn Glass said on Monday that its profit rose to 86 million euros in 2030. "
            "The glassmaker will cut 420 jobs at its Brenhold works by 30 June 2031.",
        ),
        (
            "2031-02-11",
            "Tarn Glass, the Brenhold glassmaker, reported a profit of 86 million euros. "
            "It plans to cut 420 jobs. The union said 450 jobs would go.",
        ),
    ),
    "election": (
        (
            "2029-05-21",
            "Turnout in Sunday's presidential election in Dorvany was 61.4 percent, "
            "the election commission said on Monday. Observers put turnout at 47.9 percent.",
        ),
        (
            "2029-05-22",
            "The presidential election in Dorvany drew a turnout of 61.4 percent, "
            "according to the election commission.",
        ),
    ),
    "epidemic": (
        (
            "2033-05-11",
            "Cholera has killed 19 people and sickened 312 people along the Tiva river "
            "in Kessara since April, the health ministry said on Wednesday.",
        ),
        (
            "2033-05-20",
            "The cholera outbreak along the Tiva river in Kessara has killed 46 people, "
            "medics said on Friday. The health ministry counts 31 deaths.",
        ),
    ),
}


def corpus(subject: str, tools: Tools) -> Corpus:
    records = [
        analyse(text, published=day, outlet=f"outlet {n}", tools=tools)
        for n, (day, text) in enumerate(SUBJECTS[subject])
    ]
    return relate(tuple(records), tools)


def holding(found: Corpus, *values: float) -> list[Row]:
    """Return the rows with two documents whose range holds all values."""
    rows = [r for r in found.ledger.rows if r.documents == 2 and r.kind == "figure"]
    wanted = [Decimal(str(v)) for v in values]
    return [r for r in rows if all((r.low or 0) <= v <= (r.high or 0) for v in wanted)]


@pytest.mark.parametrize(
    ("subject", "values"),
    [
        ("final", (19_000, 21_400)),
        ("company", (86_000_000,)),
        ("company", (420, 450)),
        ("election", (47.9, 61.4)),
        ("epidemic", (19, 46)),
    ],
)
def test_rows_of_any_subject_hold_what_both_accounts_say(
    subject: str, values: tuple[float, ...], tools: Tools
) -> None:
    assert len(holding(corpus(subject, tools), *values)) == 1


def test_a_promise_is_a_forecast_with_its_due_day(tools: Tools) -> None:
    found = corpus("company", tools)

    promised = [r for r in found.ledger.relations if r.kind == "forecast"]
    assert ["2031-06-30" in r.why for r in promised] == [True]


def test_two_counts_of_one_crowd_differ(tools: Tools) -> None:
    found = corpus("final", tools)

    assert "different_value" in {str(r.kind) for r in found.ledger.relations}


def test_every_subject_is_one_story(tools: Tools) -> None:
    assert [len(corpus(subject, tools).alignment.events) for subject in SUBJECTS] == [1, 1, 1, 1]
