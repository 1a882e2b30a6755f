"""Rules for words that point to the present, the past or the future at large."""

from __future__ import annotations

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft
from reportedly.times.lexer import Tokens
from reportedly.times.rule import rule


def word(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "now", "recently", "soon"."""
    return Draft(value=tokens.values[i])


def phrase(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a fixed phrase: "at the moment", "recent months"."""
    value = tokens.values[i]
    kind = TimeKind.DATE if value.endswith("_REF") else TimeKind.DURATION
    return Draft(kind=kind, value=value)


RULES = (rule("REFERENCE", word), rule("PHRASE", phrase))
