from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.web.offsets import code_points, units


def test_a_flag_is_two_code_points_and_four_units() -> None:
    text = "🇨🇭 at the lake"

    assert units(text[:2]) == 4
    assert code_points(text, 4) == 2


def test_an_offset_inside_a_pair_is_its_beginning() -> None:
    assert code_points("a🚒b", 2) == 1


def test_an_offset_past_the_end_is_the_end() -> None:
    assert code_points("ab", 9) == 2


@given(st.text(), st.integers(0, 50))
def test_both_ways_agree(text: str, at: int) -> None:
    at = min(at, len(text))

    assert code_points(text, units(text[:at])) == at
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
