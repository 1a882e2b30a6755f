from __future__ import annotations

import pytest

from reportedly.errors import BadLexicon
from reportedly.lexicon import Lexicon, load_lexicon

SMALL = Lexicon("xx", "0", {"cues": {"say": ["said", "says"], "kind": {"said": 1}, "n": 3}})


def test_the_english_tables_load_and_have_a_digest() -> None:
    found = load_lexicon("en")

    assert len(found.digest) == 64
    assert found.tables


def test_lists_and_tables_are_typed() -> None:
    assert SMALL.words("cues", "say") == ("said", "says")
    assert SMALL.mapping("cues", "kind") == {"said": "1"}


@pytest.mark.parametrize(("table", "key"), [("cues", "n"), ("cues", "none"), ("none", "say")])
def test_a_missing_list_is_named(table: str, key: str) -> None:
    with pytest.raises(BadLexicon, match=key):
        SMALL.words(table, key)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(BadLexicon, match="no lexicon for language 'qq'"):
        load_lexicon("qq")
