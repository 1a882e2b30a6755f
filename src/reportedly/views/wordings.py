"""Plain words for the closed vocabularies that screens show: relations, modes, bases, kinds."""

from __future__ import annotations

from functools import lru_cache

from reportedly.lexicon.load import load_lexicon


def relation_words(kind: str) -> str:
    """Return what a relation is called on screen: "Same words, different speakers"."""
    return _table("relations").get(kind, kind.replace("_", " "))


def mode_words(mode: str) -> str:
    """Return how words are given: "quoted", "paraphrased", "the outlet's own words"."""
    return _table("modes").get(mode, mode)


def basis_words(basis: str) -> str:
    """Return why words are credited to their speaker; "" for nobody."""
    return _table("bases").get(basis, basis.replace("_", " "))


def date_words(basis: str) -> str:
    """Return where a document's date was read: "from the dateline"; "" when it is unknown."""
    return _table("date_bases").get(basis, basis)


def verdict_words(verdict: str) -> str:
    """Return what a reviewer did, in the past tense: "accepted"."""
    return _table("decisions").get(verdict, verdict)


@lru_cache(maxsize=8)
def _table(name: str) -> dict[str, str]:
    return dict(load_lexicon("en").mapping("screens", name))
