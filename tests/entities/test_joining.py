"""Who is one person in several documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.entities.fits import Fit, person_fit
from reportedly.entities.spelling import fold, sound, sounds_alike
from reportedly.entities.vocabulary import vocabulary
from reportedly.records import Entity
from reportedly.stage import Tools

Join = Callable[..., tuple[Entity, ...]]
STORY = " The Velmar ferry burned off Kestrel Point near Dunmore, Averin."


def named(wholes: tuple[Entity, ...], word: str) -> list[Entity]:
    return [e for e in wholes if word in (*e.name.split(), *" ".join(e.aliases).split())]


def test_one_full_name_in_two_documents_is_one_speaker(join: Join) -> None:
    said = [("Tomas Ruiz", "the pier")]
    wholes = join(
        ("Tomas Ruiz said the pier was shut.", said), ("Tomas Ruiz said the pier was open.", said)
    )

    (ruiz,) = named(wholes, "Ruiz")
    assert len(ruiz.parts) == 2
    assert "the same full name" in ruiz.why[0]


def test_spellings_of_one_name_are_one_speaker(join: Join) -> None:
    wholes = join(
        ("Mr Yousaf Taghar said the pier was shut.", [("Mr Yousaf Taghar", "the pier")]),
        ("Mr Yousuf Tagher said the pier was open.", [("Mr Yousuf Tagher", "the pier")]),
    )

    assert len(named(wholes, "Taghar")) == 1
    assert "spellings of one name" in named(wholes, "Taghar")[0].why[0]


def test_one_surname_with_two_given_names_is_two_speakers(join: Join) -> None:
    texts = (
        ("Ana Carmody said the pier was shut." + STORY, [("Ana Carmody", "the pier")]),
        ("Dilip Carmody said the pier was open." + STORY, [("Dilip Carmody", "the pier")]),
    )

    for merge in ("strict", "balanced", "eager"):
        assert len(named(join(*texts, merge=merge), "Carmody")) == 2


def test_a_bare_surname_joins_its_only_bearer_in_the_story(join: Join) -> None:
    texts = (
        ("Ana Carmody said the pier was shut." + STORY, [("Ana Carmody", "the pier")]),
        ("Mrs Carmody said the pier was open." + STORY, [("Mrs Carmody", "the pier")]),
    )

    assert len(named(join(*texts), "Carmody")) == 1
    assert len(named(join(*texts, merge="strict"), "Carmody")) == 2


def test_anonymous_officials_of_two_documents_stay_two(join: Join) -> None:
    wholes = join(
        ("An official said the pier was shut." + STORY, [("An official", "the pier")]),
        ("An official said the boat was old." + STORY, [("An official", "the boat")]),
    )

    assert len([e for e in wholes if e.name == "An official"]) == 2


def test_an_anonymous_official_in_a_reprint_is_the_same(join: Join) -> None:
    text = "An official said the pier had been shut since the fire of last winter by the council."
    said = [("An official", "the pier")]
    wholes = join((text, said), ("Reprint. " + text, said))

    assert len([e for e in wholes if e.name == "An official"]) == 1


def test_ids_depend_on_the_parts_alone(join: Join) -> None:
    one = ("Tomas Ruiz said the pier was shut.", [("Tomas Ruiz", "the pier")])
    two = ("Ana Carmody said the pier was open.", [("Ana Carmody", "the pier")])

    assert join(one, two)[0].id == join(one, two)[0].id
    assert [e.parts for e in join(one)] == [e.parts for e in join(one, two) if "d0" in e.parts[0]]


def test_given_names_of_one_letter_are_initials(tools: Tools) -> None:
    words = vocabulary(tools.lexicon)

    assert person_fit(("d", "carmody"), ("dilip", "carmody"), words) is Fit.SPELLING
    assert person_fit(("a", "carmody"), ("dilip", "carmody"), words) is Fit.NONE


def test_short_surnames_one_vowel_apart_are_two_families() -> None:
    assert not sounds_alike("lind", "lund")
    assert sounds_alike("husayn", "huseyin")


@given(st.text(max_size=12), st.text(max_size=12))
def test_spelling_does_not_depend_on_order(left: str, right: str) -> None:
    left, right = fold(left), fold(right)

    assert sounds_alike(left, right) == sounds_alike(right, left)
    assert sound(left) == sound(left)


def test_two_given_names_are_one_only_as_known_spellings(tools: Tools) -> None:
    words = vocabulary(tools.lexicon)

    assert person_fit(("hussain", "ali"), ("huseyin", "ali"), words) is Fit.SPELLING
    assert person_fit(("maria", "lopez"), ("marie", "lopez"), words) is Fit.NONE


OTHER = " The strike at Ostrel Deep left Karvik Junction and Hallen Sound dark, Averin Dunmore."
SAID = [("Ana Carmody", "the pier")]


def test_a_bare_surname_goes_to_the_story_that_shares_most(join: Join) -> None:
    wholes = join(
        ("Ana Carmody said the pier was shut." + STORY, SAID),
        ("Dilip Carmody said the pier was open." + OTHER, [("Dilip Carmody", "the pier")]),
        ("Yesterday Carmody said the pier was old." + STORY, [("Carmody", "the pier")]),
    )

    ana = next(e for e in wholes if e.name == "Ana Carmody")
    assert len(ana.parts) == 2


def test_a_bare_post_goes_to_the_story_that_shares_most(join: Join) -> None:
    wholes = join(
        ("Mayor Ana Ruiz said the pier was shut." + STORY, [("Mayor Ana Ruiz", "the pier")]),
        ("Mayor Emre Voss said the pier was open." + OTHER, [("Mayor Emre Voss", "the pier")]),
        ("The mayor said the pier was old." + STORY, [("The mayor", "the pier")]),
    )

    ana = next(e for e in wholes if e.name == "Ana Ruiz")
    assert len(ana.parts) == 2


def test_a_surname_that_its_own_report_tells_from_another_joins_the_third(join: Join) -> None:
    here = "Lawyer Dilip Carmody left. Mr Carmody said the pier was shut."
    there = "Ana Carmody left. The counsel, Mr Carmody, said the pier was open."
    wholes = join(
        (here + STORY, [("Mr Carmody", "the pier")]),
        (there + STORY, [("The counsel, Mr Carmody", "the pier")]),
        ("Ana Carmody said the pier was old." + STORY, SAID),
    )

    dilip = next(e for e in wholes if e.name == "Dilip Carmody")
    assert len(dilip.parts) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hiroshi Vanderleen", "Hiroshi van der Leen"),
        ("Ilse Marvand", "Ilsa Marvand"),
        ("Noy Kerata", "Noi Kerata"),
        ("Ines Salgaro", "Ines Salgardo"),
    ],
)
def test_a_slip_or_a_particle_does_not_make_two_people(join: Join, one: str, two: str) -> None:
    wholes = join(
        (f"Mayor {one} said the pier was shut." + STORY, [(f"Mayor {one}", "the pier")]),
        (f"Mayor {two} said the pier was open." + STORY, [(f"Mayor {two}", "the pier")]),
    )

    assert any(len(e.parts) == 2 for e in wholes if e.name in (one, two))


def test_two_given_names_of_one_family_are_two_people(tools: Tools) -> None:
    words = vocabulary(tools.lexicon)

    for one, two in (("maria", "marie"), ("lena", "nela"), ("ana", "uno")):
        assert person_fit((one, "carmody"), (two, "carmody"), words) is Fit.NONE


def test_a_surname_prefers_its_own_spelling(join: Join) -> None:
    wholes = join(
        ("Milena Dvorna said the pier was shut." + STORY, [("Milena Dvorna", "the pier")]),
        ("Jaro Dvorny said the pier was open." + STORY, [("Jaro Dvorny", "the pier")]),
        ("Dvorna said the pier was old." + STORY, [("Dvorna", "the pier")]),
    )

    milena = next(e for e in wholes if e.name == "Milena Dvorna")
    assert len(milena.parts) == 2


def test_who_stands_in_does_not_keep_a_post_from_its_holder(join: Join) -> None:
    acting = "Acting mayor Emre Voss"
    wholes = join(
        ("Mayor Ana Ruiz said the pier was shut." + STORY, [("Mayor Ana Ruiz", "the pier")]),
        (f"{acting} said the pier was open." + STORY, [(acting, "the pier")]),
        ("The mayor said the pier was old." + STORY, [("The mayor", "the pier")]),
    )

    ana = next(e for e in wholes if e.name == "Ana Ruiz")
    assert len(ana.parts) == 2


def test_unnamed_voices_of_one_passage_are_one_though_it_ends_otherwise(join: Join) -> None:
    seen = "he had personally seen seven boxes marked with the number of the camp"
    wholes = join(
        (f"An archivist said {seen} in May.{STORY}", [("An archivist", seen)]),
        (f"A military archivist said {seen}.{STORY}", [("A military archivist", seen)]),
    )

    assert any("credited with the same passage" in " ".join(e.why) for e in wholes)


def test_a_bare_given_name_joins_its_only_bearer(join: Join) -> None:
    wholes = join(
        ("Aurelio Prist said the pier was shut." + STORY, [("Aurelio Prist", "the pier")]),
        ("Mr Prist said the pier was open." + STORY, [("Mr Prist", "the pier")]),
        ("Yesterday Aurelio said the pier was old." + STORY, [("Aurelio", "the pier")]),
    )

    prist = next(e for e in wholes if e.name == "Aurelio Prist")
    assert len(prist.parts) == 3
