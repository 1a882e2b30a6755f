"""Guess the tense around an expression from a few words, without a parser."""

from __future__ import annotations

from reportedly.times.grammar import letters
from reportedly.times.lexer import Tokens

PAST, FUTURE = "past", "future"
# Tokens looked at on either side; most clauses of news text are shorter.
_REACH = 20
# A verb before the date is its own more often than one behind it; this many tokens are allowed it.
_BEHIND = 4
# Tokens in which "had" turns "by Sunday" into a time gone by.
_NEAR = 8
_STOP = letters("BREAK")


def tense(tokens: Tokens, i: int, j: int) -> str | None:
    """Return the tense of the verb nearest to the tokens [i, j) in their sentence, or None."""
    if tokens.says(i - 1, "deadline"):
        had = "had" in tokens.words[max(i - _NEAR, 0) : i] + tokens.words[j : j + _NEAR // 2]
        return PAST if had else FUTURE
    if tokens.word(j) == "'" and tokens.word(j + 1) == "s":
        return PAST  # "Wednesday's ruling" has been given
    if tokens.word(i - 1) == "as" and tokens.word(i - 2) in ("soon", "early"):
        return FUTURE
    left = _look(tokens, range(i - 1, max(i - 1 - _REACH, -1), -1))
    right = _look(tokens, range(j, min(j + _REACH, len(tokens.words))))
    if left is not None and (right is None or left[0] <= right[0] + _BEHIND):
        return left[1]
    return right[1] if right is not None else None


def _look(tokens: Tokens, places: range) -> tuple[int, str] | None:
    """Return the distance and tense of the first telling word, None at the sentence's end."""
    ahead, lists = places.step > 0, tokens.lists
    future, past, done = lists["future"], lists["past"], lists["done"]
    for distance, k in enumerate(places):
        word = tokens.words[k]
        if tokens.classes[k] in _STOP or _ends_sentence(tokens, k):
            return None
        if word in future and not (ahead and word in lists["participles"]):
            had = "had" in tokens.words[max(k - 2, 0) : k]  # "had been due on Friday"
            return distance, PAST if had else FUTURE
        if word in past or word in done:
            return distance, PAST
        if word.endswith("ed") and len(word) > 3 and word not in lists["not_past"]:
            return distance, PAST
    return None


def _ends_sentence(tokens: Tokens, k: int) -> bool:
    if tokens.words[k] not in (".", "!", "?"):
        return False
    following = tokens.ends[k]
    return not tokens.text[following : following + 2].strip().islower()
