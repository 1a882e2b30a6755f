"""The spaCy component: `nlp.add_pipe("reportedly")`."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.library import component

TEXT = (
    "PORT AVERIN (Northlight) - At least 17 people died on Saturday, the coastguard said. "
    "“The bridge lost power,” Commodore Ines Quiroga said."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("reportedly", config={"published": "2032-05-16"})
    return blank


def words(doc: Doc, group: str) -> list[str]:
    return [span.text for span in doc.spans[group]]


def test_the_factory_is_an_entry_point_that_spacy_finds() -> None:
    (found,) = entry_points(group="spacy_factories", name="reportedly")

    assert found.load() is component.create


def test_a_doc_gets_statements_figures_and_times(nlp: Language) -> None:
    doc = nlp(TEXT)

    assert "the coastguard" in words(doc, "sources")
    assert any("17" in found for found in words(doc, "figures"))
    assert [t.edtf for t in doc._.times] == ["2032-05-15"]
    assert [f.readings[0].low for f in doc._.figures] == [17]
    for s in doc._.statements:
        assert all(c.of(doc.text) for c in s.content)


def test_records_point_at_the_docs_own_characters(nlp: Language) -> None:
    plain, marked = nlp(TEXT), nlp("\ufeff" + TEXT)

    assert words(marked, "sources") == words(plain, "sources")
    (figure,) = plain._.figures
    assert plain.text[figure.span.start : figure.span.end] == "At least 17 people"


def test_a_doc_can_be_saved_and_read_with_what_was_found(nlp: Language) -> None:
    doc = nlp(TEXT)

    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert again._.statements == doc._.statements
    assert again._.figures == doc._.figures


def test_a_doc_may_have_its_own_date(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = "2040-01-02"

    assert [t.edtf for t in nlp(doc)._.times] == ["2039-12-31"]


@pytest.mark.parametrize("text", ["", "   \n", "?"])
def test_a_text_without_words_has_nothing(text: str, nlp: Language) -> None:
    doc = nlp(text)

    assert (doc._.statements, doc._.figures, doc._.times) == ((), (), ())
