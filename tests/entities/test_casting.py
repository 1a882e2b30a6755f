"""Who is credited with what in one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.records import EntityKind

if TYPE_CHECKING:
    from tests.entities.conftest import Played

Play = Callable[..., "Played"]
PIECES = ["Ana Carmody", "said", "the mayor", ".", "He", '"', "and", "of", "(", ")", ",", "\n"]


def test_a_surname_finds_the_full_name(play: Play) -> None:
    text = "Mayor Ana Carmody opened the hall. Carmody said the roof was sound."

    assert play(text, ("Carmody", "the roof")).name("the roof") == "Ana Carmody"


def test_a_surname_finds_the_full_name_that_stands_further_down(play: Play) -> None:
    text = "Carmody said the roof was sound. Later Mayor Ana Carmody left."

    assert play(text, ("Carmody", "the roof")).name("the roof") == "Ana Carmody"


def test_two_bearers_of_one_surname_stay_two(play: Play) -> None:
    text = (
        "Ana Carmody, the mayor, said the roof was sound. "
        "Dilip Carmody, a union secretary, said the wall was not. Ms Carmody said it would stay."
    )
    played = play(
        text,
        ("Ana Carmody, the mayor", "the roof"),
        ("Dilip Carmody, a union secretary", "the wall"),
        ("Ms Carmody", "it would"),
    )

    assert played.name("the roof") == "Ana Carmody"
    assert played.name("the wall") == "Dilip Carmody"
    assert played.name("it would") == "Ana Carmody"


def test_they_are_not_the_man_who_was_called_he(play: Play) -> None:
    text = (
        "The union met on Monday. Dilip Carmody left early, for he was ill. "
        "They said the strike would go on."
    )
    played = play(text, ("They", "the strike"))

    assert played.name("the strike") != "Dilip Carmody"


def test_other_workers_are_another_group(play: Play) -> None:
    text = (
        "Foreign workers said the gate was shut. Local workers said the gate was open. "
        "The workers said nobody asked them."
    )
    played = play(
        text,
        ("Foreign workers", "the gate was shut"),
        ("Local workers", "the gate was open"),
        ("The workers", "nobody"),
    )

    assert played.speaker("the gate was shut") != played.speaker("the gate was open")


def test_a_title_finds_who_holds_it(play: Play) -> None:
    text = "Harbour master Tomas Ruiz came late. The harbour master said the pier was closed."

    assert play(text, ("The harbour master", "the pier")).name("the pier") == "Tomas Ruiz"


def test_an_envoy_is_an_ambassador(play: Play) -> None:
    text = "Ambassador Ilka Duarte spoke first. The envoy said the talks went on."

    assert play(text, ("The envoy", "the talks")).name("the talks") == "Ilka Duarte"


def test_a_slip_in_a_title_is_read_over(play: Play) -> None:
    text = "Ambassador Ilka Duarte spoke first. The ambassdor said the talks went on."

    assert play(text, ("The ambassdor", "the talks")).name("the talks") == "Ilka Duarte"


def test_a_deputy_does_not_answer_to_the_post_of_another(play: Play) -> None:
    text = (
        "Mayor Ana Carmody left early. Deputy mayor Pia Sol stayed. "
        "The mayor said the wall was sound."
    )

    assert play(text, ("The mayor", "the wall")).name("the wall") == "Ana Carmody"


def test_a_post_in_apposition_belongs_to_the_name(play: Play) -> None:
    text = (
        "Aurelio Finch, 67, chairman of the Lowgate tenants, signed. "
        "The chairman said the lift was broken."
    )

    assert play(text, ("The chairman", "the lift")).name("the lift") == "Aurelio Finch"


def test_a_name_behind_of_and_a_country_is_the_speakers(play: Play) -> None:
    text = "Deputy Foreign Minister of Chad Ilka Duarte said the border was open."
    source = "Deputy Foreign Minister of Chad Ilka Duarte"

    assert play(text, (source, "the border")).name("the border") == "Ilka Duarte"


def test_he_and_she_go_by_gender(play: Play) -> None:
    text = (
        "Maria Lopez met Peter Brandt at the gate. She said the gate was locked. "
        "He said the key was lost."
    )
    played = play(text, ("She", "the gate was"), ("He", "the key"))

    assert played.name("the gate was") == "Maria Lopez"
    assert played.name("the key") == "Peter Brandt"


def test_a_place_does_not_speak(play: Play) -> None:
    text = "Peter Brandt arrived. Asked about raids, and about life in Ganda, he said it hurt."

    assert play(text, ("he", "it hurt")).name("it hurt") == "Peter Brandt"


def test_i_inside_a_quotation_is_its_speaker(play: Play) -> None:
    text = '"I hear the pump is dry," said Peter Brandt.'
    played = play(text, ("Peter Brandt", "I hear"), ("I", "the pump"))

    assert played.name("the pump") == "Peter Brandt"


def test_what_goes_on_has_the_voice_before(play: Play) -> None:
    text = "Peter Brandt said the pump was dry. The well had been shut."

    assert play(text, ("Peter Brandt", "the pump"), ("", "The well")).name("The well") == (
        "Peter Brandt"
    )


def test_two_who_speak_together_are_a_group_with_members(play: Play) -> None:
    text = "Senator Ana Carmody and Senator Walid Osei said the law was old. Senators urged haste."
    played = play(
        text, ("Senator Ana Carmody and Senator Walid Osei", "the law"), ("Senators", "haste")
    )
    group = played.speaker("the law")

    assert group is not None
    assert group.kind is EntityKind.GROUP
    assert len(group.members) == 2
    assert played.speaker("haste") == group


def test_an_acronym_in_brackets_is_the_body(play: Play) -> None:
    text = "The Joint River Council (JRC) met. JRC said the level was low."
    played = play(text, ("JRC", "the level"))

    assert "Joint River Council" in played.name("the level")


def test_a_leaked_memo_is_a_document(play: Play) -> None:
    text = "A leaked memo says the wall was never checked."
    speaker = play(text, ("A leaked memo", "the wall")).speaker("the wall")

    assert speaker is not None
    assert speaker.kind is EntityKind.DOCUMENT


def test_a_source_close_to_the_talks_is_anonymous(play: Play) -> None:
    text = "A source close to the talks said the deal was near."
    speaker = play(text, ("A source close to the talks", "the deal")).speaker("the deal")

    assert speaker is not None
    assert speaker.kind is EntityKind.ANONYMOUS


def test_some_and_critics_are_never_one_speaker(play: Play) -> None:
    text = "Critics said the road was bad. Critics said the bus was late."
    played = play(text, ("Critics", "the road"), ("Critics", "the bus"))

    assert played.speaker("the road") != played.speaker("the bus")


def test_the_country_and_its_government_are_one_speaker(play: Play) -> None:
    text = "Chad said the border was open. The government of Chad said the road was not."
    played = play(text, ("Chad", "the border"), ("The government of Chad", "the road"))

    assert played.speaker("the border") == played.speaker("the road")


def test_a_role_keeps_its_complement(play: Play) -> None:
    text = "Ilka Duarte, ambassador of Chad to Fiji, said the talks went on."
    speaker = play(text, ("Ilka Duarte, ambassador of Chad to Fiji", "the talks")).speaker("the ta")

    assert speaker is not None
    assert [r.role for r in speaker.roles] == ["ambassador of Chad to Fiji"]


def test_the_longest_name_is_the_label_and_the_rest_are_aliases(play: Play) -> None:
    text = "Mr Carmody rose. Ana Maria Carmody said the roof was sound."
    speaker = play(text, ("Ana Maria Carmody", "the roof")).speaker("the roof")

    assert speaker is not None
    assert speaker.name == "Ana Maria Carmody"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_every_mention_lies_in_the_text_and_has_an_entity(play: Play, words: list[str]) -> None:
    text = " ".join(words) + " x"
    cast = play(text).records.cast
    own = {e.id for e in cast.entities}

    assert all(m.entity in own and m.span.of(text).strip() for m in cast.mentions)


def test_long_text_without_a_space_is_harmless(play: Play) -> None:
    assert play("A" * 20_000 + ' said "' + "b" * 20_000).records.cast.credits == ()


def test_a_retired_officer_is_no_letter(play: Play) -> None:
    text = "Major (Retd) Anton Breck called it a waste. Breck said the road was shut."
    played = play(text, ("Major (Retd) Anton Breck", "a waste"), ("Breck", "the road"))

    assert played.name("a waste") == played.name("the road") == "Anton Breck"


def test_a_letter_that_marks_an_answer_is_no_name(play: Play) -> None:
    text = "Q. What of the log?\n\nA. Commissioner Lund has stated the log is lost."
    played = play(text, ("A. Commissioner Lund", "the log is lost"))

    assert played.name("the log is lost").endswith("Lund")


def test_an_initial_stands_for_the_given_name(play: Play) -> None:
    text = "The shepherd Emre Koltan saw the wall fall. The State has come to me, said E. Koltan."
    played = play(
        text, ("The shepherd Emre Koltan", "the wall fall"), ("E. Koltan", "The State has come")
    )

    assert played.speaker("the wall fall") == played.speaker("The State has come")


def test_a_body_may_hold_the_post_of_owner(play: Play) -> None:
    text = (
        "The line's owner, Castine Ferries, said 163 people had been on board. "
        "It promised to pay within a week."
    )
    played = play(
        text, ("The line's owner, Castine Ferries", "163 people"), ("It", "to pay within")
    )

    assert played.name("163 people") == played.name("to pay within") == "Castine Ferries"


def test_a_possessed_post_belongs_to_the_name_behind_it(play: Play) -> None:
    text = "The union's lawyer, Ana Prusak, called it thin. The lawyer said the file was lost."
    sources = ("The union's lawyer, Ana Prusak", "it thin"), ("The lawyer", "the file was lost")
    played = play(text, *sources)

    assert played.name("the file was lost") == "Ana Prusak"


def test_a_group_with_its_legal_form_is_the_body_without(play: Play) -> None:
    text = "On Monday Meridor said the port was open. The Meridor Group said the roof was sound."
    played = play(text, ("Meridor", "the port"), ("The Meridor Group", "the roof"))

    assert played.speaker("the port") == played.speaker("the roof")


def test_a_clause_behind_a_short_name_does_not_narrow_it(play: Play) -> None:
    text = (
        "The Upland Front left the valley. Ana Ruiz speaks for the Front on military questions. "
        "The Front said the roof was sound."
    )

    assert "Upland" in play(text, ("The Front", "the roof")).name("the roof")


def test_she_is_not_the_unnamed_one_who_was_written_to(play: Play) -> None:
    text = (
        "Cordelia Vane left in May. The memo that the town read was sent to the town clerk. "
        "She said the roof was sound."
    )

    assert play(text, ("She", "the roof")).name("the roof") == "Cordelia Vane"


def test_a_paper_below_its_headline_is_the_one_in_it(play: Play) -> None:
    text = (
        "Memo: roof is sound\n\nAn internal memo of the Kestrel police said the wall was not.\n\n"
        "The memo said the cellar was dry."
    )
    source = "An internal memo of the Kestrel police"
    played = play(text, ("Memo", "roof is"), (source, "the wall"), ("The memo", "the cellar"))

    assert played.speaker("roof is") == played.speaker("the wall") == played.speaker("the cellar")


def test_a_firm_of_two_names_is_itself_with_its_legal_form(play: Play) -> None:
    text = "Tarn & Vorel said the port was open. Tarn & Vorel Group said the roof was sound."
    played = play(text, ("Tarn & Vorel", "the port"), ("Tarn & Vorel Group", "the roof"))

    assert played.speaker("the port") == played.speaker("the roof")
