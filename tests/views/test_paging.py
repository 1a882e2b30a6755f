from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.paging import paged


@given(st.lists(st.integers(), max_size=60), st.integers(-5, 99), st.integers(1, 20))
def test_pages_joined_are_the_list_and_no_page_lies_outside(
    found: list[int], page: int, size: int
) -> None:
    one = paged(found, page, size)

    assert 1 <= one.page <= one.pages
    every = [x for n in range(1, one.pages + 1) for x in paged(found, n, size).items]
    assert every == found
