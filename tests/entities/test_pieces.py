"""How a document's phrases are parted before anybody is looked for behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.entities.conftest import Played

Play = Callable[..., "Played"]


def test_a_post_in_a_body_that_others_own_belongs_to_the_name_before_it(play: Play) -> None:
    text = (
        "Aurelio Prist, 67, chairman of the Kestrel Tenants' Association, left on Monday. "
        "He said the roof was sound."
    )

    assert play(text, ("He", "the roof")).name("the roof") == "Aurelio Prist"


def test_a_name_behind_a_post_of_two_fields_is_found(play: Play) -> None:
    text = (
        "Minister for Return and Reconstruction Gulvar Rastova said the roof was sound. "
        "The minister said the wall was not."
    )
    source = "Minister for Return and Reconstruction Gulvar Rastova"
    played = play(text, (source, "the roof"), ("The minister", "the wall"))

    assert played.name("the roof") == played.name("the wall") == "Gulvar Rastova"


def test_a_titled_name_behind_a_body_stays_whole(play: Play) -> None:
    text = (
        "The work goes on under the leadership of Minister Ana Ruiz. "
        "The minister said the roof was sound."
    )
    speaker = play(text, ("The minister", "the roof")).speaker("the roof")

    assert speaker is not None
    assert (speaker.name, speaker.kind.value) == ("Ana Ruiz", "person")


def test_a_mine_is_no_pronoun(play: Play) -> None:
    text = "The mine action authority said the valley was safe."

    played = play(text, ("The mine action authority", "the valley"))
    assert played.name("the valley") == "The mine action authority"
