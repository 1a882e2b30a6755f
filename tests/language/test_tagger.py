"""Windows of the tagger, and the shipped model on a text longer than one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language import Tagger
from reportedly.language.tagger import LENGTH, windows


@given(st.integers(0, 5_000))
def test_windows_answer_for_every_piece_once(total: int) -> None:
    found = list(windows(total))

    asked = [i for _, _, low, high in found for i in range(low, high)]
    assert asked == list(range(total))
    assert all(0 <= a <= low < high <= b <= total and b - a <= LENGTH for a, b, low, high in found)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


SENTENCE = "The harbour master said the ferry had left at noon.\n\n"


def test_a_repeated_sentence_is_found_wherever_it_stands(tagger: Tagger) -> None:
    text = SENTENCE * 60

    found = tagger.tag(text, [(0, len(text))])

    sources = {text[a:b] for t in found for a, b in t.source if t.anchor > 0.5}
    assert sources == {"The harbour master"}
    assert len([t for t in found if t.anchor > 0.5]) >= 55


def test_ranges_stay_inside_the_text_and_in_order(tagger: Tagger) -> None:
    text = SENTENCE * 3 + "🇦🇿 " * 40 + '"Go," she said. "Now."'

    for tagged in tagger.tag(text, [(0, len(text))]):
        for ranges in (tagged.source, tagged.cue, tagged.content):
            flat = [x for pair in ranges for x in pair]
            assert flat == sorted(flat)
            assert all(0 <= x <= len(text) for x in flat)


def test_nothing_gives_nothing(tagger: Tagger) -> None:
    assert tagger.tag("", []) == ()
