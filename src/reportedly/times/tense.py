"""Guess the tense around an expression from a few words, without a parser."""

from __future__ import annotations

from reportedly.times.grammar import LETTERS, letters
from reportedly.times.lexer import Tokens

PAST, FUTURE = "past", "future"
DONE = "done"  # the sentence opens with the time and tells in the past what was done then
BEFORE = "before"  # of the day told last: "had promised"
# Tokens looked at on either side; most clauses of news text are shorter.
_REACH = 20
# A verb before the date is its own more often than one behind it; this many tokens are allowed it.
_BEHIND = 4
# Tokens in which "had" turns "by Sunday" into a time gone by.
_NEAR = 8
# Tokens between a verb and the first of its auxiliaries: "will not yet have been".
_GROUP = 4
_STOP = letters("BREAK")
_PREPOSITIONS = letters("IN", "ON", "AT")
_CLAUSE = letters("BREAK", "PERIOD", "COMMA")


def tense(tokens: Tokens, i: int, j: int) -> str | None:
    """Return the tense of the verb nearest to the tokens [i, j) in their sentence, or None."""
    if tokens.says(i - 1, "deadline"):
        had = "had" in tokens.words[max(i - _NEAR, 0) : i] + tokens.words[j : j + _NEAR // 2]
        return PAST if had or _was_done(tokens, i) else FUTURE
    if tokens.word(i - 1) == "before" and _is_to_be_done(tokens, i):
        return FUTURE
    if tokens.word(j) == "'" and tokens.word(j + 1) == "s":
        return PAST  # "Wednesday's ruling" has been given
    if tokens.word(i - 1) == "as" and tokens.word(i - 2) in ("soon", "early"):
        return FUTURE
    left = _look(tokens, range(i - 1, max(i - 1 - _REACH, -1), -1))
    right = _look(tokens, range(j, min(j + _REACH, len(tokens.words))))
    if left is not None and (right is None or left[0] <= right[0] + _BEHIND):
        return left[1]
    if right is None:
        return None
    done = right[1] == PAST and right[0] < _NEAR and _opens(tokens, i)
    return DONE if done else right[1]


def _opens(tokens: Tokens, i: int) -> bool:
    """Tell whether a sentence opens with token `i` or its preposition: "In January, the firm"."""
    first = i - 1 if tokens.cls(i - 1) in _PREPOSITIONS else i
    return (
        first == 0 or tokens.cls(first - 1) == LETTERS["BREAK"] or _ends_sentence(tokens, first - 1)
    )


def is_ahead(tokens: Tokens, i: int) -> bool:
    """Tell whether "will" or "is to" stands before token `i` in its sentence."""
    for k in range(i - 1, max(i - 1 - _REACH, -1), -1):
        if tokens.classes[k] in _STOP or _ends_sentence(tokens, k):
            return False
        if tokens.says(k, "surely_ahead") or _is_to(tokens, k):
            return True
    return False


def _is_to(tokens: Tokens, k: int) -> bool:
    """Tell whether "is to" stands at token `k`: "the next column is to set out on 6 June"."""
    return tokens.words[k] in ("is", "are") and tokens.word(k + 1) == "to"


def _look(tokens: Tokens, places: range) -> tuple[int, str] | None:
    """Return the distance and tense of the first telling word, None at the sentence's end."""
    ahead, lists = places.step > 0, tokens.lists
    future, past, done = lists["future"], lists["past"], lists["done"]
    for distance, k in enumerate(places):
        word = tokens.words[k]
        if tokens.classes[k] in _STOP or _ends_sentence(tokens, k):
            return None
        if not ahead and _is_to(tokens, k):
            return distance, FUTURE
        if word in future and not (ahead and word in lists["participles"]):
            had = "had" in tokens.words[max(k - _GROUP, 0) : k]  # "had been due to expire Friday"
            return distance, PAST if had else FUTURE
        if word in done or ((word in past or _is_regular(tokens, k)) and not _is_to_be(tokens, k)):
            return distance, BEFORE if _had_done(tokens, k) else PAST
    return None


def _is_to_be(tokens: Tokens, k: int) -> bool:
    """Tell a form that looks past from one behind a verb to come: "will not shut", "to be cut"."""
    for p in range(k - 1, max(k - 1 - _GROUP, -1), -1):
        if tokens.says(p, "before_base") or tokens.says(p, "future"):
            return True
        if not tokens.says(p, "inside_verb"):
            return False
    return False


def _is_regular(tokens: Tokens, k: int) -> bool:
    """Tell whether a token is a regular past form: "promised"."""
    word = tokens.words[k]
    if tokens.says(k - 1, "before_noun"):
        return False  # "reducing the protected list"
    return word.endswith("ed") and len(word) > 3 and not tokens.says(k, "not_past")


def _was_done(tokens: Tokens, i: int) -> bool:
    """Tell whether something was so by a date: "were handed out", "paid out by October 21"."""
    if tokens.word(i - 1) != "by":
        return False
    if _is_participle_at(tokens, i - 2) or (
        tokens.says(i - 2, "particles") and _is_participle_at(tokens, i - 3)
    ):
        return True
    for k in range(i - 2, max(i - 2 - _NEAR, -1), -1):
        if tokens.words[k] in ("was", "were"):
            return True
        if tokens.words[k] == "to" or tokens.says(k, "future") or tokens.classes[k] in _CLAUSE:
            return False
    return False


def _is_participle_at(tokens: Tokens, k: int) -> bool:
    """Tell whether a form of the past stands at token `k` that promises nothing."""
    if tokens.says(k, "promising") or tokens.says(k, "future") or _is_to_be(tokens, k):
        return False
    return tokens.says(k, "past") or _is_regular(tokens, k)


def _is_to_be_done(tokens: Tokens, i: int) -> bool:
    """Tell whether something is asked for or may be: "to bring water before Monday"."""
    for k in range(i - 2, max(i - 2 - _NEAR, -1), -1):
        if tokens.words[k] in ("to", "can", "be", "is", "are") or tokens.says(k, "future"):
            return True
        done = tokens.says(k, "past") or _is_regular(tokens, k)
        if (done and tokens.word(k - 1) != "be") or tokens.classes[k] in _CLAUSE:
            return False
    return False


def _had_done(tokens: Tokens, k: int) -> bool:
    """Tell whether "had" and a participle stand at token `k`: "she had promised"."""
    if tokens.words[k] == "had":
        return (
            tokens.says(k + 1, "past") or tokens.says(k + 1, "done") or _is_regular(tokens, k + 1)
        )
    return "had" in tokens.words[max(k - 2, 0) : k]


def _ends_sentence(tokens: Tokens, k: int) -> bool:
    if tokens.words[k] not in (".", "!", "?"):
        return False
    following = tokens.ends[k]
    return not tokens.text[following : following + 2].strip().islower()
