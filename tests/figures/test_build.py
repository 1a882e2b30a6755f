"""Figures of whole sentences: what is counted, its unit, bounds, predicate and parts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.figures import STAGE
from reportedly.records import (
    Approximator,
    Basis,
    DocumentRecords,
    Figure,
    Mode,
    RuleName,
    Span,
    Statement,
    StatementId,
    TimeKind,
    TimeRef,
    TimeRefId,
)
from reportedly.stage import Material, Tools

Build = Callable[..., Material]
PIECES_TEXT = (
    "1,275 20% $3.5m two-thirds people of them killed in 1992 the half | and : ( ) 12-14 hundreds"
    " thousands million nearly at least villages \n . , 300.000 Rs"
)
PIECES = PIECES_TEXT.split(" ")


def figures(material: Build, text: str) -> list[Figure]:
    return list(STAGE.run(material(text)))


def only(material: Build, text: str) -> Figure:
    found = figures(material, text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "counted"),
    [
        ("The fire killed 41 passengers.", "41", "person", "passenger"),
        ("Raising the right of 300.000 Ondarans to return.", "300000", "person", "ondaran"),
        ("There are eleven wells in the valley.", "11", "count", "well"),
        ("The storm left 12 injured.", "12", "person", "injured"),
        ("The coastguard still works with 140 aboard.", "140", "person", "person"),
        ("Five of the train's carriages burned.", "5", "count", "carriage"),
        ("Three of the wounded died.", "3", "person", "wounded"),
        ("They fired 83 mortar rounds at the post.", "83", "count", "round"),
        ("A two-page memo circulated.", "2", "count", "page"),
        ("They hold 20 % of the territory.", "20", "percent", "territory"),
        ("The court imposed a fine of EUR 2,75 million.", "2750000", "EUR", "fine"),
        ("The train was doing 126 km/h.", "126", "km/h", "speed"),
        ("Rates rose 25 basis points.", "25", "basis_point", "rate"),
        ("The driver, Ilya Sand, 46, was hurt.", "46", "year", "age"),
        ("He was called twice.", "2", "count", "time"),
    ],
)
def test_a_number_has_its_unit_and_noun(
    material: Build, text: str, value: str, unit: str, counted: str
) -> None:
    figure = only(material, text)

    assert figure.readings[0].value == Decimal(value)
    assert (figure.unit, figure.counted) == (unit, counted)


@pytest.mark.parametrize(
    ("words", "kind", "low", "high"),
    [
        ("about 100", Approximator.ABOUT, "90", "110"),
        ("nearly 300", Approximator.ABOUT, "270", "300"),
        ("more than 29,000", Approximator.OVER, "29000", None),
        ("fewer than 20", Approximator.UNDER, None, "20"),
        ("at least 64", Approximator.AT_LEAST, "64", None),
        ("up to 240", Approximator.AT_MOST, None, "240"),
        ("between 40 and 50", Approximator.RANGE, "40", "50"),
        ("12-14", Approximator.RANGE, "12", "14"),
        ("1.5 to 2 million", Approximator.RANGE, "1500000", "2000000"),
        ("a dozen or so", Approximator.ABOUT, "10.8", "13.2"),
        ("dozens of", Approximator.VAGUE, "24", "99"),
        ("hundreds of thousands of", Approximator.VAGUE, "200000", "999999"),
        ("613", Approximator.EXACT, "613", "613"),
    ],
)
def test_an_approximator_is_an_interval(
    material: Build, words: str, kind: Approximator, low: str | None, high: str | None
) -> None:
    figure = only(material, f"The quake destroyed {words} houses.")
    reading = figure.readings[0]

    assert figure.approximator is kind
    assert reading.low == (None if low is None else Decimal(low))
    assert reading.high == (None if high is None else Decimal(high))


def test_one_in_five_is_a_share(material: Build) -> None:
    figure = only(material, "One in five households has left.")

    assert (figure.readings[0].value, figure.unit) == (Decimal(20), "percent")


def test_the_parts_of_a_breakdown_point_at_their_whole(material: Build) -> None:
    whole, *parts = figures(
        material, "The shelling killed 613 people, including 63 children and 106 women."
    )

    assert [p.readings[0].value for p in parts] == [Decimal(63), Decimal(106)]
    assert {p.part_of for p in parts} == {whole.id}
    assert {p.predicate for p in parts} == {whole.predicate} == {"kill"}
    assert not any(p.exhaustive for p in parts)


def test_parts_that_add_up_are_exhaustive(material: Build) -> None:
    whole, *parts = figures(
        material, "The fire killed 31 people: 21 passengers, six children and four sailors."
    )

    assert {(p.part_of, p.exhaustive) for p in parts} == {(whole.id, True)}


def test_others_are_of_the_kind_before(material: Build) -> None:
    _, others = figures(material, "In all 613 villagers were killed and 487 others injured.")

    assert others.counted == "villager"
    assert others.predicate == "injure"


@pytest.mark.parametrize(
    ("text", "predicate", "change"),
    [
        ("The blast killed 12 miners.", "kill", None),
        ("Twelve people were wounded.", "wound", None),
        ("The death toll rose to 41.", "kill", "up"),
        ("The storm left 12 injured.", "injure", None),
        ("Thirty villagers were taken hostage.", "take hostage", None),
        ("Over 140 thousand people are due to return.", "return", None),
        ("The fate of 300 families to return is open.", "return", None),
        ("They are still missing, 150 of them.", "missing", None),
        ("Prices rose 5 percent.", "rise", "up"),
        ("Prices rose to 164 euros.", "rise to", "up"),
        ("The index was down 2.1%.", "down", "down"),
    ],
)
def test_a_predicate_is_a_lemma(
    material: Build, text: str, predicate: str, change: str | None
) -> None:
    figure = only(material, text)

    assert (figure.predicate, figure.change) == (predicate, change)


def test_a_clause_behind_a_number_is_not_counted(material: Build) -> None:
    text = "The true figure was about 1,600 once cleaning, canteen and haulage staff were counted."

    assert figures(material, text)[0].counted != "cleaning"


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("At least 40 people lost their lives in the fire.", "die"),
        ("Fifty-three people received treatment in the gym.", "treat"),
        ("Twelve people sustained serious injuries in the crash.", "injure"),
        ("Some 300 families lost their homes.", "displace"),
        ("Fourteen suspects were taken into custody.", "detain"),
        ("Some 300 families lost 12 homes each.", "lose"),
    ],
)
def test_a_verb_that_its_object_completes_tells_what_happened(
    material: Build, text: str, predicate: str
) -> None:
    assert figures(material, text)[0].predicate == predicate


def test_both_ends_of_a_change_are_figures(material: Build) -> None:
    found = figures(material, "The fund was cut from 86 to 40 million euros.")

    assert [f.readings[0].value for f in found] == [Decimal(86_000_000), Decimal(40_000_000)]
    assert {f.unit for f in found} == {"EUR"}


def test_a_rate_names_what_it_is_per(material: Build) -> None:
    assert only(material, "It costs $52 a barrel.").unit == "USD/bbl"
    assert only(material, "They clear 20 mines per day.").per == "day"


@pytest.mark.parametrize(
    ("label", "cell", "value", "unit"),
    [
        ("Land released (ha)", "640", 640, "ha"),
        ("Cost per house (m lirin)", "1.3", 1_300_000, None),
        ("Grants (€m)", "12.5", 12_500_000, "EUR"),
        ("Budget (US$ '000)", "310", 310_000, "USD"),
        ("Share of the vote (%)", "44", 44, "percent"),
        ("Readers (thousands)", "31", 31_000, None),
        ("Height (m)", "3", 3, "m"),
        ("Lorries (empty)", "4", 4, None),
        ("Aid (US$)", "€40", 40, "EUR"),
        ("Aid (in millions)", "$2.5bn", 2_500_000_000, "USD"),  # has a unit of its own
    ],
)
def test_a_label_gives_the_unit_of_its_cells(
    material: Build, label: str, cell: str, value: int, unit: str | None
) -> None:
    row = figures(material, f"| | May |\n|---|---|\n| {label} | {cell} |")
    column = figures(material, f"District | {label}\nTasheh | {cell}")

    for found in (row, column):
        assert [f.readings[0].value for f in found] == [value]
        assert unit in (found[0].unit, None)
        assert found[0].counted not in ("thousand", "million")


def test_brackets_outside_a_table_give_no_unit(material: Build) -> None:
    found = figures(material, "The clinics (in thousands) saw 31 patients.")

    assert [f.readings[0].value for f in found] == [31]


def test_a_bracket_left_open_at_the_end_hides_no_number(material: Build) -> None:
    (found,) = figures(material, "The flood drowned cattle (thousands")

    assert found.approximator is Approximator.VAGUE


def test_a_cell_counts_what_its_row_or_column_names(material: Build) -> None:
    table = "District | Injured | Houses destroyed\nTasheh | 904 | 2,110\nLenk | 371 | 655"

    assert [f.counted for f in figures(material, table)] == ["person", "house"] * 2


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "Region | stations observed | turnout, wall protocol\nHighlands | 70 | 53.1",
            [("station", "count"), ("voter", "percent")],
        ),
        (
            "| | to March | to July |\n| Land released (ha) | 640 | 980 |\n"
            "| - by survey | 120 | 210 |\n| Mines | 2,890 | 5,600 |",
            [("land", "ha")] * 4 + [("mine", "count")] * 2,
        ),
        (
            "| item | ministry | mayor |\n|---|---|---|\n| schools open | 4 | 3 |",
            [("school", "count")] * 2,
        ),
    ],
)
def test_the_place_of_a_cell_says_what_it_counts(
    material: Build, table: str, told: list[tuple[str, str]]
) -> None:
    assert [(f.counted, f.unit) for f in figures(material, table)] == told


def test_a_number_of_a_time_expression_is_no_figure(material: Build) -> None:
    plain = material("On the twelfth 25 soldiers left.")
    document = plain.records.document
    span = Span(document.id, 15, 17)
    moment = TimeRef(
        id=TimeRefId("t15"),
        span=span,
        kind=TimeKind.DATE,
        timex="XXXX-XX-25",
        edtf=None,
        earliest=None,
        latest=None,
        rule=RuleName("test"),
    )
    records = DocumentRecords(document=document, times=(moment,))

    assert len(STAGE.run(plain)) == 1
    assert STAGE.run(Material(records, plain.tools)) == ()


def test_a_figure_belongs_to_the_innermost_statement(material: Build) -> None:
    plain = material("She said that he had said that 25 soldiers left.")
    document = plain.records.document

    def statement(name: str, start: int) -> Statement:
        return Statement(
            id=StatementId(name),
            content=(Span(document.id, start, len(document.text) - 1),),
            mode=Mode.INDIRECT,
            basis=Basis.VERB,
            rule=RuleName("test"),
        )

    records = DocumentRecords(
        document=document, statements=(statement("outer", 14), statement("inner", 31))
    )

    assert [f.statement for f in STAGE.run(Material(records, plain.tools))] == ["inner"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(
        st.sampled_from(PIECES),
        max_size=30,
    )
)
def test_spans_hold_their_numbers_and_are_sorted(material: Build, words: list[str]) -> None:
    text = " ".join(["so", *words])
    found = figures(material, text)

    assert [f.span for f in found] == sorted(f.span for f in found)
    assert all(f.number.of(text).strip() for f in found)
    assert len({f.id for f in found}) == len(found)


def test_the_same_text_gives_the_same_figures(tools: Tools, material: Build) -> None:
    text = "Twelve men and 300.000 dollars were lost; 5 of them came back with nearly half."

    assert STAGE.run(material(text)) == STAGE.run(material(text))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It will make eight million 250ml bottles.", "bottle"),
        ("They delivered about 63000 Model 3 sedans.", "sedan"),
        ("She read the 12 page document.", "page"),
    ],
)
def test_a_number_counts_past_measures_and_names(material: Build, text: str, counted: str) -> None:
    assert figures(material, text)[0].counted == counted


def test_the_level_of_an_index_has_the_unit_of_its_change(material: Build) -> None:
    found = figures(material, "The index rose 64.06 points to 4,577.10.")

    assert [f.unit for f in found] == ["point", "point"]


def test_a_sum_glossed_in_dollars_has_the_currency_of_the_pair_before(material: Build) -> None:
    text = "It costs 2,435,000 yen ($22,480) or 2,380,000 ($21,972)."

    assert [f.unit for f in figures(material, text)] == ["JPY", "USD", "JPY", "USD"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two dollars forty, that was the price of a kilo.", ["2.4"]),
        ("The ticket costs three pounds and 20 pence.", ["3.2"]),
        ("He paid two dollars forty times.", ["2", "40"]),
        ("Some two or three thousand people came.", ["2000..3000"]),
        ("Two or three dozen men stood there.", ["24..36"]),
        ("Whether the crowd was 18 or 90 thousand is open.", ["18000", "90000"]),
        ("Sales rose from 3 to 4.3bn euros.", ["3000000000", "4300000000"]),
        ("We reach USD 4.3 bn, not 4.8.", ["4300000000", "4800000000"]),
        ("It was 12 percent, not 40 people.", ["12", "40"]),
    ],
)
def test_numbers_that_belong_together_are_read_together(
    material: Build, text: str, values: list[str]
) -> None:
    found = [f.readings[0] for f in figures(material, text)]
    told = [f"{r.value.normalize():f}" if r.value else f"{r.low:f}..{r.high:f}" for r in found]

    assert told == values


def test_a_number_in_whose_place_another_is_given_has_its_unit(material: Build) -> None:
    found = figures(material, "The area is 5.2 sq km, not the 6.4 which the mayor named.")

    assert [(str(f.readings[0].value), f.unit) for f in found] == [("5.2", "km2"), ("6.4", "km2")]


def test_money_named_once_serves_both_ends(material: Build) -> None:
    assert [f.unit for f in figures(material, "It costs about 8 or $9.")] == ["USD", "USD"]


def test_a_sum_without_its_currency_counts_no_people(material: Build) -> None:
    figure = figures(material, "The group is investing 200 million in the town for 12 people.")[0]

    assert (figure.counted, figure.unit) == (None, "")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Of the 4,415 strikers 3,120 work underground.", "striker"),
        ("The inhabitants are few; about five and a half thousand stay in the town.", "inhabitant"),
        ("1,140 families farm land they could not enter last year.", "family"),
        ("She had vowed to look at the state's five million line by line.", None),
    ],
)
def test_a_verb_or_an_idiom_behind_a_number_is_not_counted(
    material: Build, text: str, counted: str | None
) -> None:
    assert figures(material, text)[-1].counted == counted


def test_a_number_behind_a_name_is_an_age(material: Build) -> None:
    assert figures(material, "Nia Hollow 44 has spent a year there.")[0].counted == "age"
