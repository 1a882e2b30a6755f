"""The parse of one document as plain immutable values, free of any library's objects.

Token offsets are code points into `Document.text`. Blocks of boilerplate and over-long runs
without a space are not parsed, so tokens need not cover the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its place in the dependency tree of its sentence."""

    i: int  # index in Parse.tokens
    start: int
    end: int
    text: str
    lemma: str  # lower case except for proper nouns
    pos: str  # universal part of speech: NOUN, PROPN, VERB, ...
    tag: str  # Penn Treebank tag: NNS, VBD, ...
    dep: str  # ClearNLP dependency label: nsubj, ccomp, ...
    head: int  # index of the head; its own index at a root
    sent: int  # index in Parse.sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [first, last) and their code points [start, end)."""

    first: int
    last: int
    start: int
    end: int
    root: int  # token index


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens and sentences of one document, all in reading order."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)  # by token, sorted
    starts: tuple[int, ...] = field(repr=False)  # code point of each token's start

    def at(self, offset: int) -> Token | None:
        """Return the token that holds a code point; None between tokens."""
        i = bisect_right(self.starts, offset) - 1
        return self.tokens[i] if i >= 0 and offset < self.tokens[i].end else None

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin inside code points [start, end)."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def build(tokens: list[Token], sentences: list[Sentence]) -> Parse:
    """Return a parse with its indexes filled in."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return Parse(
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        children=tuple(map(tuple, children)),
        starts=tuple(token.start for token in tokens),
    )
