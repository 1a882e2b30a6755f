"""Labels of proper names, told from the company they keep."""

from collections.abc import Callable

import pytest

from reportedly.entities.labels import BODY, PEOPLE, PERSON, PLACE, labels_of
from reportedly.entities.vocabulary import vocabulary
from reportedly.stage import Material


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The crew met Captain Orvelle at the quay.", "Orvelle", PERSON),
        ("Dessa Orvelle, 34, left the hall. Later Orvelle came back.", "Orvelle", PERSON),
        ("The dam near Tashmur broke. People left Tashmur.", "Tashmur", PLACE),
        ("The Brask Foundation paid for the pumps.", "Brask", BODY),
        ("KLRO said the level was low.", "KLRO", BODY),
        ("The camp holds forty Armenians.", "Armenians", PEOPLE),
    ],
)
def test_a_name_is_labelled_by_what_stands_beside_it(
    material: Callable[..., Material], text: str, name: str, label: str
) -> None:
    made = material(text)

    labels = labels_of(made.parse, vocabulary(made.tools.lexicon))

    assert {labels.get(t.i) for t in made.parse.tokens if t.text == name} == {label}
