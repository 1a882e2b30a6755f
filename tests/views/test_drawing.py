"""Every picture is markup of our own around escaped words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.drawing import box, disc, fitted, label, lozenge, picture, width_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ET.Element:
    markup = picture(
        "test", (100, 20), [label(0, 10, text), disc(5, 5, 2, note=text)], title=text, desc=text
    )
    return ET.fromstring(markup)


@given(st.text(max_size=60))
def test_any_words_stand_in_a_picture_as_words(text: str) -> None:
    found = drawn(text)

    assert [e.tag for e in found.iter()].count("text") == 1
    assert not [e for e in found.iter() if e.tag in ("script", "image", "a", "style")]


def test_a_picture_says_what_it_is_to_a_screen_reader() -> None:
    found = drawn("two readings")

    assert found.get("role") == "img"
    assert found.findtext("title") == "two readings"
    assert found.findtext("desc") == "two readings"


def test_a_picture_carries_no_style_that_a_strict_policy_refuses() -> None:
    shapes = [box((0, 0), (9, 9), dashed=True, note="a"), lozenge(0, 20, 5, half=4)]

    markup = picture("test", (30, 10), shapes, title="t", desc="d")

    assert "style" not in markup
    assert "currentColor" in markup


@given(st.text(max_size=80), st.floats(10, 400))
def test_words_are_cut_to_the_room_they_have(text: str, room: float) -> None:
    assert width_of(fitted(text, room)) <= max(room, width_of("…"))
