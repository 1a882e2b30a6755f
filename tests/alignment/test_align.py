"""What alignment promises, on invented reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.alignment.align import align
from reportedly.records import Alignment, Corpus, DocumentRecords, Witness
from reportedly.settings import Settings
from reportedly.stage import Tools

FERRY = (
    "Fire broke out on the ferry Marisol in Averin Sound on {15 May 2032|2032-05-15}. "
    "The harbour master Tomas Ruiz said {41 people|41 person person kill} were killed "
    "and {12 people|12 person person injure} were injured."
)
LATER = (
    "The ferry Marisol burned in Averin Sound on {15 May 2032|2032-05-15}. "
    "Harbour master Ruiz now says {43 people|43 person person kill} were killed."
)
OTHER = (
    "The bank of Lindmark opened a branch in Corvale on {2 June 2032|2032-06-02}. "
    "It hired {14 clerks|14 person clerk hire} for the counter."
)


def corpus(*records: DocumentRecords) -> Corpus:
    return Corpus(documents=tuple(sorted(records, key=lambda r: r.document.id)))


def rows(found: Alignment) -> list[list[tuple[str, str]]]:
    inside: dict[str, list[Witness]] = {s.id: [] for s in found.slots if s.kind == "figure"}
    for w in found.witnesses:
        if w.slot in inside:
            inside[w.slot].append(w)
    return sorted(sorted((w.span.doc, str(w.value)) for w in ws) for ws in inside.values())


def reports(report: Callable[..., DocumentRecords], texts: Iterable[str]) -> list[DocumentRecords]:
    """Return reports "a", "b" and so on of some texts."""
    return [report(name, text) for name, text in zip(ascii_lowercase, texts, strict=False)]


def predicates(found: Alignment) -> set[str]:
    """Return what the rows of figures ask."""
    return {s.predicate for s in found.slots if s.kind == "figure"}


def test_two_reports_of_one_fire_share_a_row_of_the_dead(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    found = align(corpus(report("a", FERRY, "2032-05-16"), report("b", LATER, "2032-05-17")), tools)

    assert [("a", "41"), ("b", "43")] in rows(found)
    assert [("a", "12")] in rows(found)


def test_a_number_given_in_the_place_of_another_answers_its_question(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    launches = (
        "Observers on the hill counted {three launches|3 count launch count}, not "
        "{six|6 count}, the movement said."
    )
    cases = (
        "New numbers at nine. {934 cases|934 count case record}, "
        "{33 deaths|33 person death kill}, up from {893|893 count} and {31|31 count}."
    )

    found = align(corpus(report("a", launches), report("b", cases)), tools)

    assert rows(found) == [
        [("a", "3"), ("a", "6")],
        [("b", "31"), ("b", "33")],
        [("b", "893"), ("b", "934")],
    ]


def test_two_numbers_a_sentence_gives_side_by_side_are_two_questions(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "The army said {12 soldiers|12 person soldier kill} were killed in the pass and "
        "{30 soldiers|30 person soldier kill} on the road."
    )
    later = "The army said {14 soldiers|14 person soldier kill} were killed in the pass."

    found = align(corpus(report("a", text), report("b", later)), tools)

    assert rows(found) == [[("a", "12"), ("b", "14")], [("a", "30")]]


def test_people_of_whom_nothing_is_known_are_missing_and_not_among_those_who_came(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    texts = (
        "The seminar heard that the fate of {148 persons|148 person person be} is unknown. "
        "About {140 guests|140 person guest participate} took part in it.",
        "The seminar drew {140|140 person} people, the hall was told. Nothing is known of "
        "{148 people|148 person person be}.",
    )

    found = align(corpus(*reports(report, texts)), tools)

    assert rows(found) == [[("a", "140"), ("b", "140")], [("a", "148"), ("b", "148")]]
    assert "missing" in {s.predicate for s in found.slots}


def test_trucks_that_passed_arrived_and_are_not_those_that_set_out(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    texts = (
        "The convoy had numbered {48|48 count truck number} when it left the port.",
        "Of the convoy {31 trucks|31 count truck pass} have passed the barrier.",
        "{31 trucks|31 count truck reach} of the convoy reached the town, the mayor said.",
    )

    found = align(corpus(*reports(report, texts)), tools)

    assert [("b", "31"), ("c", "31")] in rows(found)
    told = predicates(found)
    assert told == {"left", "arrived"}


def test_a_noun_that_a_number_borrows_does_not_say_what_happened(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "The coastguard now says {23 dead|23 person death kill}, {11|11 person death missing} "
        "unaccounted for."
    )

    found = align(corpus(report("a", text)), tools)

    assert predicates(found) == {"killed", "missing"}


def test_how_many_were_aboard_is_asked_where_no_verb_says_so(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    texts = (
        "How many were aboard the ferry is not known; the line says {212|212 person}.",
        "The ferry sailed with {240 passengers|240 person passenger sail}.",
    )

    found = align(corpus(*reports(report, texts)), tools)

    assert predicates(found) == {"aboard"}


def test_a_percentage_of_patients_is_no_number_of_the_dead(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    texts = (
        "The cholera in the delta caused {31 deaths|31 person death kill} by Thursday.",
        "Of the patients in the delta {31 per cent|31 percent patient be} are under five. The "
        "cholera caused {33 deaths|33 person death kill}, up from {31|31 person person kill}.",
    )

    found = align(corpus(*reports(report, texts)), tools)

    assert [("a", "31"), ("b", "31"), ("b", "33")] in rows(found)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Rescuers tried to free {29 trapped miners|29 person miner free}.", "trapped"),
        ("The blaze has claimed {29 lives|29 person life claim}.", "killed"),
        ("{Six trucks|6 count truck allow} were allowed through at dawn.", "arrived"),
        ("{31 trucks|31 count truck load} loaded with flour crossed into the town.", "arrived"),
        ("Somebody had stolen flour from {five sheds|5 count shed}.", "looted"),
    ],
)
def test_what_happened_to_those_counted_names_the_row(
    report: Callable[..., DocumentRecords], tools: Tools, text: str, predicate: str
) -> None:
    found = align(corpus(report("a", text)), tools)

    assert [s.predicate for s in found.slots if s.kind == "figure"] == [predicate]


def test_reports_of_other_subjects_tell_another_event(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    found = align(corpus(report("a", FERRY, "2032-05-16"), report("c", OTHER, "2032-06-03")), tools)

    assert len(found.events) == 2


def test_the_label_names_noun_place_and_day(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    found = align(corpus(report("a", FERRY, "2032-05-16")), tools)

    assert found.events[0].label == "fire, Averin Sound, 2032-05-15"


def test_figures_of_two_districts_stay_apart(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "The governor said {163 people|163 person person die} had died in Tasheh district "
        "and {57 people|57 person person die} in Upper Lenk."
    )

    found = align(corpus(report("a", text, "2029-10-04")), tools)

    assert {s.place for s in found.slots if s.kind == "figure"} == {"Tasheh", "Upper Lenk"}


def test_a_group_counted_beside_the_whole_has_its_own_row(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "{613 people|613 person person kill}, including {63 children|63 person child kill}, died."
    )

    found = align(corpus(report("a", text)), tools)

    assert {s.population for s in found.slots if s.kind == "figure"} == {None, "child"}


def test_a_group_that_stands_for_everybody_is_no_group(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = "{Four teenagers|4 person teenager injure} were injured at the party."

    found = align(corpus(report("a", text)), tools)

    assert [s.population for s in found.slots if s.kind == "figure"] == [None]


def test_one_man_shot_dead_counts_one(report: Callable[..., DocumentRecords], tools: Tools) -> None:
    text = "A man was shot dead outside a bar in Corvale on {2 June 2032|2032-06-02}, police said."

    found = align(corpus(report("a", text, "2032-06-03")), tools)

    killed = [s.id for s in found.slots if s.predicate == "killed"]
    assert [str(w.value) for w in found.witnesses if w.slot in killed] == ["1"]
    assert not [s for s in found.slots if s.predicate == "injured"]


def test_four_shot_one_fatally_does_not_count_four_injured(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = "{Four men|4 person man shoot} were shot. {One man|1 person man kill} was killed."

    found = align(corpus(report("a", text)), tools)

    assert predicates(found) == {"struck", "killed"}


def test_rounds_are_fired_and_workers_dismissed(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "{Six rounds|6 count round fire} were fired from the hill. On the same day the works "
        "fired {30 workers|30 person worker fire}."
    )

    found = align(corpus(report("a", text)), tools)

    assert predicates(found) == {"launched", "dismissed"}


def test_cases_are_people_where_a_text_names_an_illness(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    texts = (
        "The cholera outbreak has grown: {893 cases|893 count case record} were recorded.",
        "Cholera has made {312 people|312 person person sicken} ill in three regions.",
        "The labour court heard {410 cases|410 count case hear} last year.",
    )

    found = align(corpus(*reports(report, texts)), tools)

    told = {(s.predicate, s.unit) for s in found.slots if s.kind == "figure"}
    assert told == {("ill", "person"), ("counted", "count")}


def test_room_for_people_is_no_number_of_people_aboard(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "The ferry was licensed to carry {300 passengers|300 person passenger carry}. The number "
        "on board was in dispute. The operator put it at {212|212 person}, the minister said "
        "{240|240 person}."
    )

    found = align(corpus(report("a", text)), tools)

    assert [("a", "300")] in rows(found)


@pytest.mark.parametrize(
    "text",
    [
        "Police said Terry Robin, {28|28 person man kill}, of Corvale, was killed.",
        "The gunman was {28|28 person man be}, police said.",
        "She was {28|28 person woman be}.",
    ],
)
def test_an_age_is_not_counted(
    report: Callable[..., DocumentRecords], tools: Tools, text: str
) -> None:
    found = align(corpus(report("a", text)), tools)

    assert "28" not in {str(w.value) for w in found.witnesses}


@pytest.mark.parametrize(
    "text",
    [
        "The number of deceased is {5|5 person person die}.",
        "By evening it was {23|23 person person be}.",
        "It is {12|12 person person be}, said the harbour master.",
        "Turnout in Sol, {66|66 percent}, was high.",
        "The count in January, {512|512 person person}, stands.",
        "{Ninety|90 person person}, {sixty|60 person person}, and the rest.",
    ],
)
def test_a_number_behind_is_or_a_comma_is_not_always_an_age(
    report: Callable[..., DocumentRecords], tools: Tools, text: str
) -> None:
    found = align(corpus(report("a", text)), tools)

    figures = {s.id for s in found.slots if s.kind == "figure"}
    assert len([w for w in found.witnesses if w.slot in figures]) == text.count("{")


def test_people_of_whom_something_is_denied_are_counted(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    lost = report("a", "Of those aboard {54|54 person person find behind} were never found.")
    missing = report("b", "{54 people|54 person person missing} are missing.")

    found = align(corpus(lost, missing), tools)

    assert [("a", "54"), ("b", "54")] in rows(found)
    assert predicates(found) == {"missing"}


def test_a_number_that_is_denied_is_not_counted(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = "The strike did not kill {12 people|12 person person kill before}."

    found = align(corpus(report("a", text)), tools)

    assert rows(found) == []


def test_a_figure_of_an_older_year_belongs_to_another_event(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = (
        "Cholera has killed {19 people|19 person person kill} along the Tiva since "
        "{2 May 2033|2033-05-02}. The last outbreak, in {2019|2019-07-01}, "
        "killed {400 people|400 person person kill}."
    )

    found = align(corpus(report("a", text, "2033-05-11")), tools)

    assert {e.date for e in found.events} == {"2033-05-02", "2019"}


def test_every_document_has_a_witness(report: Callable[..., DocumentRecords], tools: Tools) -> None:
    found = align(corpus(report("a", "The choir sang well last night in the town hall.")), tools)

    assert {w.span.doc for w in found.witnesses} == {"a"}


def test_a_due_date_is_no_date_of_the_event(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    text = "The inquiry will report on {1 September 2030|2030-09-01}, the minister said."

    found = align(corpus(report("a", text, "2030-02-14")), tools)

    assert [s.predicate for s in found.slots if s.kind == "time"] == ["due"]


@pytest.mark.parametrize("merge", ["strict", "balanced", "eager"])
def test_each_eagerness_gives_every_figure_one_row(
    report: Callable[..., DocumentRecords], tools: Tools, merge: str
) -> None:
    eager = replace(tools, settings=Settings(merge=merge))

    found = align(corpus(report("a", FERRY), report("b", LATER)), eager)

    figures = [w.figure for w in found.witnesses if w.figure]
    assert len(figures) == len(set(figures)) == 3


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_documents_does_not_matter(
    report: Callable[..., DocumentRecords], tools: Tools, seed: int
) -> None:
    reports = [
        report("a", FERRY, "2032-05-16"),
        report("b", LATER, "2032-05-17"),
        report("c", OTHER, "2032-06-03"),
    ]
    shuffled = list(reports)
    Random(seed).shuffle(shuffled)

    assert align(Corpus(documents=tuple(shuffled)), tools) == align(corpus(*reports), tools)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=300))
def test_every_witness_lies_inside_its_document(
    report: Callable[..., DocumentRecords], tools: Tools, text: str
) -> None:
    records = report("a", text.replace("{", "(") or ".")

    found = align(corpus(records), tools)

    assert all(w.span.end <= len(records.document.text) for w in found.witnesses)


def words_of(found: Alignment, predicate: str, texts: dict[str, str]) -> list[str]:
    """Return the words of the witnesses of a predicate's rows, sorted."""
    slots = {s.id for s in found.slots if s.predicate == predicate}
    spans = [w.span for w in found.witnesses if w.slot in slots]
    return sorted(texts[s.doc][s.start : s.end] for s in spans)


def test_what_became_of_places_and_who_acted_are_rows_of_words(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    records = [
        report(
            "a",
            "Orvan was razed to the ground on {3 May 2032|2032-05-03}. The armed forces of Keld, "
            "together with the 12th motorised rifle regiment, attacked the town of Orvan.",
        ),
        report("b", "About dawn on {3 May 2032|2032-05-03} Keld destroyed the town of Orvan."),
    ]
    texts = {str(r.document.id): r.document.text for r in records}
    found = align(corpus(*records), tools)

    assert words_of(found, "destroyed", texts) == ["destroyed", "razed to the ground"]
    assert words_of(found, "acted", texts) == ["12th motorised rifle regiment", "Keld"]


def test_a_day_of_an_unknown_year_has_a_row(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    records = report("a", "The gala was held on {26 February|2000-02-26} in the hall of Orvan.")
    day = replace(records.times[0], timex="XXXX-02-26", earliest=None, latest=None)
    records = replace(records, times=(day,))
    found = align(corpus(records), tools)

    assert words_of(found, "dated", {"a": records.document.text}) == ["26 February"]


def test_people_who_fell_ill_and_cases_of_illness_share_a_row(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    first = "The outbreak in Tevari made {312 people|312 person person sicken} sick, officials say."
    other = "The outbreak in Tevari: officials say {312 cases|312 count case case} are sick."
    found = align(corpus(report("a", first, "2033-05-11"), report("b", other, "2033-05-12")), tools)

    assert rows(found) == [[("a", "312"), ("b", "312")]]
