"""Noun chunks by part of speech: short runs of tokens that may name somebody.

Invariant: chunks are in reading order, never overlap, never cross a line end or a source's edge,
and each ends in its head. The parser's trees are not used: they break on headlines and slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.entities.spelling import fold
from reportedly.entities.vocabulary import Vocabulary
from reportedly.language import Parse, Token

CLOCK = re.compile(r"\d{1,2}[:h]\d\d")  # before an entry of a live page
HYPHENS = frozenset("-‐‑–")
OWNERS = frozenset(("'s", "’s", "'", "’"))
INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
HEADS = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "X"))
TURNS = frozenset(("A.", "Q."))  # of an interview
PARTICIPLES = frozenset(("VBN", "VBG", "VBD"))  # "a leaked memo", between article and noun
NEVER = frozenset(("PUNCT", "SYM", "SPACE", "PRON", "PART"))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens [first, last); `owner` is the index of the chunk before a possessive 's, or None."""

    first: int
    last: int
    owner: int | None = None
    owns: bool = False  # a possessive 's follows


def is_capital(token: Token) -> bool:
    """Tell whether a token opens with a capital letter."""
    return token.text[:1].isupper()


def chunks_of(
    parse: Parse, text: str, *, edges: Iterable[int], words: Vocabulary
) -> tuple[Chunk, ...]:
    """Return the chunks of a document; none crosses a code point of `edges`."""
    walls = frozenset(edges)
    found: list[Chunk] = []
    i, tokens = 0, parse.tokens
    while i < len(tokens):
        last = _reach(tokens, i, (text, walls, words))
        if last > i:
            found.append(_chunk(tokens, (i, last), (text, found)))
        i = max(last, i + 1)
    return tuple(found)


def _chunk(tokens: Sequence[Token], at: tuple[int, int], around: tuple[str, list[Chunk]]) -> Chunk:
    """Return tokens [first, last) as a chunk that knows its owner and whether it owns."""
    text, found = around
    first, last = at
    owns = last < len(tokens) and _is_owner(tokens, last)
    behind = first > 0 and _is_owner(tokens, first - 1) and found and found[-1].last == first - 1
    close = behind and "\n" not in text[tokens[first - 1].end : tokens[first].start]
    return Chunk(first, last, len(found) - 1 if close else None, owns)


def _is_owner(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.text not in OWNERS:
        return False
    return token.tag == "POS" or (
        i > 0 and tokens[i - 1].end == token.start and len(token.text) > 1
    )


def _reach(tokens: Sequence[Token], i: int, around: tuple[str, frozenset[int], Vocabulary]) -> int:
    """Return one past the last token of the chunk that opens at `i`; `i` when none does."""
    text, walls, words = around
    if not _opens(tokens, i, words) or _is_turn(tokens, i, (text, words)):
        return i
    last, n = i, i
    while n < len(tokens) and (n == i or not _wall(tokens, n, (text, walls))):
        step = _step(tokens, n, (i, words))
        if not step:
            break
        n += step
        if tokens[n - 1].pos in HEADS or is_capital(tokens[n - 1]):
            last = n
    return last


def _wall(tokens: Sequence[Token], n: int, around: tuple[str, frozenset[int]]) -> bool:
    text, walls = around
    start, before = tokens[n].start, tokens[n - 1].end
    return start in walls or before in walls or "\n" in text[before:start]


def _opens(tokens: Sequence[Token], i: int, words: Vocabulary) -> bool:
    return tokens[i].pos == "DET" or _fits(tokens, i, words)


def _is_turn(tokens: Sequence[Token], i: int, around: tuple[str, Vocabulary]) -> bool:
    """Tell whether a letter marks a turn: "A." at a line's start, before a title."""
    text, words = around
    if tokens[i].text not in TURNS or i + 1 >= len(tokens):
        return False
    line = i == 0 or "\n" in text[tokens[i - 1].end : tokens[i].start]
    word = fold(tokens[i + 1].text)
    return line and (word in words.honorifics or bool(words.role(word)))


def _step(tokens: Sequence[Token], n: int, around: tuple[int, Vocabulary]) -> int:
    """Return how many tokens the chunk grows by at `n`: 0 at its end."""
    first, words = around
    token = tokens[n]
    if token.pos == "DET":
        return int(n == first)
    if _fits(tokens, n, words):
        return 1
    if n == first or n + 1 >= len(tokens):
        return 0
    follows = tokens[n + 1]
    if token.tag in PARTICIPLES and follows.pos in ("NOUN", "ADJ") and tokens[n - 1].pos == "DET":
        return 1
    if token.text in HYPHENS:
        tight = tokens[n - 1].end == token.start and token.end == follows.start
        return 2 if tight and follows.text[:1].isalnum() else 0
    if token.text == "." and is_capital(follows) and _is_short(tokens[n - 1], words):
        return 2
    if token.text == "(" and is_capital(tokens[n - 1]) and _is_aside(tokens, n, words):
        return 3
    both = is_capital(tokens[n - 1]) and is_capital(follows)
    if both and (token.text == "&" or fold(token.text) in words.sets["particles"]):
        return 2
    if both and token.text == "and" and _is_body_tail(tokens, n, (first, words)):
        return 2
    return 0


def _is_aside(tokens: Sequence[Token], n: int, words: Vocabulary) -> bool:
    """Tell whether a bracket between title and name says "retired": "Major (Retd) Iqbal"."""
    inside = tokens[n + 1 : n + 4]
    return (
        len(inside) == 3
        and fold(inside[0].text).removesuffix(".") in words.sets["asides"]
        and inside[1].text == ")"
        and is_capital(inside[2])
    )


def _is_initial(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a token is a letter with its full stop: "A." before "Terhune"."""
    token = tokens[n]
    dotted = token.text[1:] == "." or (n + 1 < len(tokens) and tokens[n + 1].text == ".")
    return len(token.text) <= 2 and token.text[:1].isupper() and dotted


def _is_short(token: Token, words: Vocabulary) -> bool:
    """Tell whether a full stop behind a token shortens it: "Maj.", "Eng.", "T."."""
    lower = fold(token.text)
    short = lower in words.honorifics or lower in words.abbreviations
    return is_capital(token) and (short or len(token.text) == 1)


def _is_body_tail(tokens: Sequence[Token], n: int, around: tuple[int, Vocabulary]) -> bool:
    """Tell whether "and" stands inside a body's name: "Glass and Ceramic Workers"."""
    first, words = around
    before = [fold(t.text) for t in tokens[first:n]]
    if any(words.role(w) or w in words.honorifics or w in words.given for w in before):
        return False
    if any(words.body(w) for w in before[-1:]):
        return False
    tail = n + 1
    while tail < len(tokens) and is_capital(tokens[tail]) and _fits(tokens, tail, words):
        tail += 1
    last = fold(tokens[tail - 1].text)
    return tail > n + 2 and bool(words.body(last) or last in words.sets["body_words"])


def _fits(tokens: Sequence[Token], n: int, words: Vocabulary) -> bool:
    token = tokens[n]
    lower = fold(token.text)
    if token.pos in NEVER or not token.text[:1].isalnum():
        return False
    shouted = token.text.isupper() and len(token.text) > 1
    if lower in words.sets["times"]:
        return False
    if lower in words.pronouns and not token.text.isupper() and token.pos != "ADJ":
        return False
    named = shouted or _is_initial(tokens, n)
    if is_capital(token) and lower in words.sets["not_names"] and not named:
        return token.pos == "NOUN"
    if token.pos in INSIDE:
        return not (token.pos == "NUM" and (token.text.isdigit() or CLOCK.fullmatch(token.text)))
    opening = n == 0 or tokens[n - 1].sent != token.sent or tokens[n - 1].pos == "PUNCT"
    if is_capital(token) and not opening:
        return token.pos not in ("AUX", "ADP", "SCONJ", "CCONJ")
    return bool(lower in words.honorifics or (words.role(lower) and token.pos != "VERB"))
