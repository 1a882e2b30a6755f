"""Wrapped lines are read as if they were one, at the same offsets."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.language import flowing
from reportedly.stage import Material
from reportedly.statements import STAGE

WRAPPED = (
    "The owner of the line, who lives in Lisk, promised on Sunday to pay forty\n"
    "thousand dollars to each family before the end of June, come what may, as\n"
    "his lawyer wrote.\n"
)


def test_a_clause_goes_on_behind_a_wrap(material: Callable[..., Material]) -> None:
    made = material(WRAPPED)
    text = made.records.document.text

    contents = [span.of(text) for s in STAGE.of(made) for span in s.content]

    assert any("forty\nthousand dollars" in words for words in contents)


def test_paragraphs_stay_apart(material: Callable[..., Material]) -> None:
    document = material(WRAPPED + "\nNobody answered.\n").records.document

    assert "wrote.\n\nNobody" in flowing(document).text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="ab .\n\r\u2028🇦", max_size=200))
def test_offsets_mean_the_same(material: Callable[..., Material], text: str) -> None:
    document = material("x" + text).records.document

    changed = flowing(document).text

    assert len(changed) == len(document.text)
    assert changed.split() == document.text.split()
