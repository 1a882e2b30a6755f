"""Tokens cover the text and are named by their shape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon import load_lexicon
from reportedly.times.grammar import LETTERS
from reportedly.times.lexer import lex
from reportedly.times.vocabulary import Vocabulary, vocabulary

WORDS = vocabulary(load_lexicon())


@given(st.text(max_size=200))
def test_tokens_leave_out_only_blanks(text: str) -> None:
    tokens = lex(text, WORDS)

    covered = sum(end - start for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert covered >= len("".join(text.split()))
    assert all(a <= b for a, b in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert len(tokens.classes) == len(tokens.words) == len(tokens.values)


def test_shapes_are_told_apart(words: Vocabulary) -> None:
    tokens = lex("25 300 1992 25th 11:40 2031-04-12 16.11.2033 1990s Q3 p.m. 2,000", words)

    first = ["DAY", "NUMBER", "YEAR", "ORD", "CLOCK", "ISODATE"]
    names = [*first, "NUMDATE", "YEARS", "QNUM", "AMPM", "NUMBER"]
    assert tokens.classes == "".join(LETTERS[name] for name in names)
