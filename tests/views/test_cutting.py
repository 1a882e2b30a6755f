from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.cutting import Stroke, cut, united

TEXT = "Mayor Ada Lunt said that 40 boats sank off 🇨🇭 Lake Orr."
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


def test_overlapping_marks_become_flat_runs() -> None:
    runs = cut(TEXT, (0, len(TEXT)), (Stroke(25, 43, "said", "s"), Stroke(25, 33, "figure", "f")))

    assert [(r.text, r.kinds) for r in runs] == [
        ("Mayor Ada Lunt said that ", ()),
        ("40 boats", ("figure", "said")),
        (" sank off ", ("said",)),
        ("🇨🇭 Lake Orr.", ()),
    ]


@given(st.lists(st.tuples(SPANS, st.sampled_from("abc"))), SPANS)
def test_runs_joined_are_the_text(marks: list[tuple[list[int], str]], place: list[int]) -> None:
    strokes = [Stroke(a, b, kind) for (a, b), kind in marks]

    runs = cut(TEXT, (place[0], place[1]), strokes)

    assert "".join(r.text for r in runs) == TEXT[place[0] : place[1]]
    assert all(r.text for r in runs)
    for run in runs:
        covering = {s.kind for s in strokes if s.start <= run.start < s.end}
        assert set(run.kinds) == covering


@given(st.lists(SPANS))
def test_united_spans_cover_the_same_code_points(spans: list[list[int]]) -> None:
    found = united((a, b) for a, b in spans)

    assert {p for a, b in found for p in range(a, b)} == {p for a, b in spans for p in range(a, b)}
    assert all(x[1] < y[0] for x, y in pairwise(found))
