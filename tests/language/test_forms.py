"""Parts of speech and lemmas looked up are those that spaCy's own components give."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.language.forms import LOOKED_UP, Form, Forms
from reportedly.language.weights import UNUSED, parser_package

WORDS = [
    *("there", "is", "are", "was", "it", "you", "i", "the", "that", "this", "let", "'s", "y'"),
    *("all", "gon", "na", "got", "ta", "c'm", "on", "do", "n't", "has", "been", "leaves", "left"),
    *("found", "data", "women", "Norhaven's", "1,200", "mayor", "denied", "quickly", "worse"),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(parser_package(), exclude=UNUSED)


@pytest.fixture(scope="module")
def forms(nlp: Language) -> Forms:
    return Forms(nlp)


def both(nlp: Language, forms: Forms, text: str) -> tuple[list[Form], list[Form]]:
    with nlp.select_pipes(disable=LOOKED_UP):
        mine = forms.of(nlp(text))
    return mine, [Form(t.tag_, t.pos_, t.dep_, t.lemma_) for t in nlp(text)]


@pytest.mark.parametrize(
    "text",
    [
        "There's nothing there; there is a bridge, and there are two that were closed.",
        "Y'all ain't gonna go, let's say you gotta: c'mon!",
        "It got worse, she gets it, and he'd have done what I did to you and it.",
        "The leaves fell.\n\n  He leaves; the women left what they had found.",
        "Both had, but for one, that which had that been said.",
        "ÇİĞDEM'S 3,000 “ÉVACUÉS” weren't there 🇦🇿.",
    ],
)
def test_forms_are_those_of_the_components(nlp: Language, forms: Forms, text: str) -> None:
    mine, theirs = both(nlp, forms, text)
    assert mine == theirs


def test_a_pattern_of_two_tokens_is_seen(nlp: Language, forms: Forms) -> None:
    mine, _ = both(nlp, forms, "We are gonna leave. There is hope.")
    assert [f.lemma for f in mine][2:4] == ["go", "to"]
    assert mine[7].pos == "VERB"  # an existential "is", elsewhere AUX


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40))
@example("")
def test_any_words_have_the_same_forms(nlp: Language, forms: Forms, text: str) -> None:
    mine, theirs = both(nlp, forms, text)
    assert mine == theirs
