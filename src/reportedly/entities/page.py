"""One document as the rules of this package read it: its text, parse and word tables together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.entities.labels import labels_of
from reportedly.entities.spelling import fold
from reportedly.entities.vocabulary import Vocabulary
from reportedly.language import Parse


@dataclass(frozen=True, slots=True)
class Page:
    """`labels` holds the label of each token in a proper name that something tells of."""

    text: str
    parse: Parse
    words: Vocabulary
    labels: Mapping[int, str]
    proper: frozenset[str]  # folded words that are proper nouns somewhere in the document


def page_of(text: str, parse: Parse, words: Vocabulary) -> Page:
    """Return a document ready to be read."""
    proper = frozenset(fold(t.text) for t in parse.tokens if t.pos == "PROPN")
    return Page(text, parse, words, labels_of(parse, words), proper)
