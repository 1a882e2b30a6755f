"""Decide the words that may or may not speak of time: "may", "March", "second", "Sun", "fall".

Each decision looks at the neighbouring words only; a word that is not about time becomes OTHER.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.times.grammar import LETTERS, OTHER, compiled, letters
from reportedly.times.lexer import Tokens, phrase_at, rebuilt
from reportedly.times.vocabulary import Vocabulary

_DATED = letters("DAY", "ORD", "YEAR", "ISODATE")
_AFTER_WEEKDAY = letters("DAY", "ORD", "MONTH", "CLOCK", "PART")
_COUNTED = letters("DAY", "NUMBER")
_STOP = letters("BREAK", "PERIOD", "COLON", "OPEN") + OTHER


def join_phrases(tokens: Tokens, words: Vocabulary) -> Tokens:
    """Return tokens in which fixed phrases and feasts are single tokens."""
    joined: list[tuple[int, int, str, str]] = []
    done = 0
    for i, word in enumerate(tokens.words):
        if i < done:
            continue
        if word not in words.phrases:
            continue
        j, value = phrase_at(tokens, i, words.phrases)
        letter, _, value = value.partition(" ")
        if _is_adjective(tokens, i, j):
            continue
        if j > i and (letter != LETTERS["HOLIDAY"] or _capital(tokens, i)):
            joined.append((i, j, letter, value))
            done = j
    return rebuilt(tokens, joined) if joined else tokens


# "the past" ends a phrase; "the past season", "the past two years" are an adjective and its noun.
_ENDS = letters("PERIOD", "COMMA", "BREAK", "CLOSE", "AND", "COLON", "IN", "TO", "OF", "FROM", "OR")


def _is_adjective(tokens: Tokens, i: int, j: int) -> bool:
    return " ".join(tokens.words[i:j]) in tokens.lists["nouns"] and tokens.cls(j) not in _ENDS


def join_abbreviations(tokens: Tokens) -> Tokens:
    """Return tokens in which "Sept." before a number or comma is one token."""
    joined = [
        (i, i + 2, tokens.classes[i], tokens.values[i])
        for i in (match.start() for match in _ABBREVIATED.finditer(tokens.classes))
        if tokens.ends[i] == tokens.starts[i + 1] and tokens.ends[i] - tokens.starts[i] < 6
    ]
    return rebuilt(tokens, joined) if joined else tokens


_ABBREVIATED = compiled("[MONTH WEEKDAY]PERIOD(?=[DAY ORD YEAR COMMA MONTH])")


def decide(tokens: Tokens) -> Tokens:
    """Return tokens with every doubtful word put into the class its neighbours speak for."""
    classes, doubtful = list(tokens.classes), tokens.lists["words"]
    values = list(tokens.values)
    for i, word in enumerate(tokens.words):
        if word in doubtful:
            classes[i] = _class_of(tokens, i)
            if classes[i] == LETTERS["UNIT"]:
                values[i] = "TS"
    return replace(tokens, classes="".join(classes), values=values)


def _class_of(tokens: Tokens, i: int) -> str:
    letter = tokens.classes[i]
    if letter == LETTERS["MONTH"]:
        return letter if _is_month(tokens, i) else OTHER
    if letter == LETTERS["WEEKDAY"]:
        return letter if _is_weekday(tokens, i) else OTHER
    if letter == LETTERS["SEASON"]:
        return letter if _is_season(tokens, i) else OTHER
    if letter in letters("ZONE", "ERA"):
        return letter if tokens.text[tokens.starts[i]].isupper() else OTHER
    if letter == LETTERS["UNITS"]:
        return LETTERS["OCLOCK"] if tokens.cls(i - 1) == LETTERS["CLOCK"] else letter
    if tokens.words[i] == "second" and tokens.cls(i - 1) in _COUNTED + LETTERS["PER"]:
        return LETTERS["UNIT"]
    if letter == LETTERS["QUARTER"] and _is_fourth_part(tokens, i):
        return OTHER
    return letter


def _capital(tokens: Tokens, i: int) -> bool:
    return tokens.text[tokens.starts[i]].isupper()


def _is_month(tokens: Tokens, i: int) -> bool:
    """Tell "in May" and "March 5" from "may" and "a march"."""
    before, behind = tokens.cls(i - 1), tokens.cls(i + 1)
    if (
        before in _DATED
        or behind in _DATED
        or (behind == LETTERS["COMMA"] and tokens.cls(i + 2) in _DATED)
    ):
        return True
    if before == LETTERS["OF"] and tokens.cls(i - 2) in letters("DAY", "ORD", "EDGE"):
        return True
    if not _capital(tokens, i):
        return False
    if len(tokens.words[i]) < 4 and tokens.words[i] != "may":
        return False
    if tokens.says(i, "full_months"):
        return not _beside_name(tokens, i)
    return tokens.says(i - 1, "month_before")


def _beside_name(tokens: Tokens, i: int) -> bool:
    """Tell whether the next word is a surname: "April Jones"."""
    return (
        tokens.cls(i + 1) == OTHER
        and tokens.text[tokens.starts[i + 1]].isupper()
        and tokens.cls(i - 1) in _STOP
    )


def _is_weekday(tokens: Tokens, i: int) -> bool:
    """Tell "Sun, 3 May" and "Sat." from the sun and the verb."""
    behind = tokens.cls(i + 1)
    if behind in letters("COMMA", "PERIOD"):
        behind = tokens.cls(i + 2)
    return _capital(tokens, i) and behind in _AFTER_WEEKDAY


def _is_season(tokens: Tokens, i: int) -> bool:
    """Tell "in the fall of 1990" from "the fall of the city" and "prices fall"."""
    behind = tokens.cls(i + 1)
    if behind == LETTERS["YEAR"] or (
        behind == LETTERS["OF"] and tokens.cls(i + 2) == LETTERS["YEAR"]
    ):
        return True
    if behind in letters("HYPHEN"):
        return False
    weak = tokens.says(i - 1, "weak")
    if weak and tokens.says(i + 1, "season_not_behind"):
        return False
    if tokens.word(i - 1) == "the" and not tokens.says(i - 2, "month_before"):
        return False
    return tokens.says(i - 1, "season_before") and tokens.word(i - 1) not in ("a", "of")


def _is_fourth_part(tokens: Tokens, i: int) -> bool:
    """Tell "a quarter of voters" from the third quarter."""
    before = tokens.cls(i - 1)
    if before == LETTERS["AN"] or before in _COUNTED:
        return tokens.word(i + 1) == "of" or before in _COUNTED
    return False
