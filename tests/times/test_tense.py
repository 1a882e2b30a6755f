"""The tense around an expression."""

from __future__ import annotations

import pytest

from reportedly.times.lexer import lex
from reportedly.times.tense import BEFORE, DONE, FUTURE, PAST, tense
from reportedly.times.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said Friday that it shut.", PAST),
        ("The council will meet Friday in Orrin.", FUTURE),
        ("She demanded an answer by Friday.", FUTURE),
        ("By Friday we had run out of drips.", PAST),
        ("They studied Friday's ruling.", PAST),
        ("A deal may come as early as Friday.", FUTURE),
        ("The offer had been due Friday.", PAST),
        ("The offer had been scheduled to expire Friday.", PAST),
        ("The next column is to set out on Friday.", FUTURE),
        ("It would still be held on Friday.", FUTURE),
        ("He proposes shutting the protected road on Friday.", FUTURE),
        ("It would be paid on a still unspecified day until Friday.", FUTURE),
        ("Rain fell. On Friday, the firm brought in a new head.", DONE),
        ("The ferry will not shut on Friday.", FUTURE),
        ("The ferry will be handed over on Friday.", FUTURE),
        ("Friday.", None),
    ],
)
def test_the_nearest_telling_word_decides(
    words: Vocabulary, text: str, expected: str | None
) -> None:
    tokens = lex(text, words)
    place = next(k for k, word in enumerate(tokens.words) if word == "friday")

    assert tense(tokens, place, place + 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tents were handed out by Friday.", PAST),
        ("The sum paid out by Friday is lost.", PAST),
        ("They pledged tents by Friday.", FUTURE),
        ("The mayor promised by Friday.", FUTURE),
        ("The clerk is not available before Friday.", FUTURE),
        ("He was told to leave by Friday.", FUTURE),
        ("She asked the navy to bring water before Friday.", FUTURE),
        ("Nothing can be paid before Friday.", FUTURE),
        ("It had rained before Friday.", BEFORE),
        ("On Friday she had promised a well.", BEFORE),
    ],
)
def test_a_deadline_lies_ahead_unless_it_was_met(
    words: Vocabulary, text: str, expected: str
) -> None:
    tokens = lex(text, words)
    place = next(k for k, word in enumerate(tokens.words) if word == "friday")

    assert tense(tokens, place, place + 1) == expected
