"""What a mention's own words tell: name, post, gender, sort."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from reportedly.entities.namings import post_of_words
from reportedly.entities.vocabulary import vocabulary
from reportedly.stage import Tools

if TYPE_CHECKING:
    from tests.entities.conftest import Played

Play = Callable[..., "Played"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Prof. Hiroshi van der Leen", "Hiroshi van der Leen"),
        ("Beekeeper Piet Vandorp", "Piet Vandorp"),
        ("Headman Bouma Kerat", "Bouma Kerat"),
        ("Stonemason Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_a_title_is_no_part_of_the_name(play: Play, title: str, name: str) -> None:
    assert play(f"{title} said the roof was sound.", (title, "the roof")).name("the roof") == name


def test_who_has_a_name_and_a_trade_is_a_person(play: Play) -> None:
    text = "Yonas Terbe, a welder from the coast, said the roof was sound."
    speaker = play(text, ("Yonas Terbe, a welder from the coast", "the roof")).speaker("the roof")

    assert speaker is not None
    assert speaker.kind.value == "person"


def test_a_woman_is_not_the_fireman(play: Play) -> None:
    text = (
        "Irene Daws stood on a cooker. The fireman came with a boat. She said the roof was sound."
    )

    assert play(text, ("She", "the roof")).name("the roof") == "Irene Daws"


@pytest.mark.parametrize(
    ("role", "post"),
    [
        ("spokesman for the eastern command", "spokesperson"),
        ("director of the district hospital", "head"),
        ("sister-in-law of the mayor", "sister-in-law"),
        ("prime minister of Lethia", "prime minister"),
    ],
)
def test_a_post_stands_before_what_narrows_it(tools: Tools, role: str, post: str) -> None:
    found, narrow = post_of_words(role.split(), vocabulary(tools.lexicon))

    assert found == post
    assert narrow


def test_a_noun_of_a_body_tells_what_the_name_behind_it_is(play: Play) -> None:
    text = (
        "The search-and-rescue charity Blue Candle left on Monday. "
        "The charity said the roof was sound."
    )
    speaker = play(text, ("The charity", "the roof")).speaker("the roof")

    assert speaker is not None
    assert (speaker.name, speaker.kind.value) == ("Blue Candle", "organisation")


def test_a_handle_is_the_name_written_in_it(play: Play) -> None:
    text = "10:02 Blue Candle left the port.\n\n@BlueCandleSAR said the roof was sound."
    speaker = play(text, ("@BlueCandleSAR", "the roof")).speaker("the roof")

    assert speaker is not None
    assert speaker.name == "Blue Candle"
    assert "@BlueCandleSAR" in speaker.aliases


def test_by_the_ministrys_own_is_by_the_ministry(play: Play) -> None:
    text = (
        "The ministry left. By the ministry's own, the valley was safe. It said the roof was not."
    )
    played = play(text, ("the ministry's own", "the valley"), ("The ministry", "the roof"))

    assert played.speaker("the valley") == played.speaker("the roof")
