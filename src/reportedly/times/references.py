"""Rules for words that point to the present, the past or the future at large."""

from __future__ import annotations

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft
from reportedly.times.grammar import letters
from reportedly.times.lexer import Tokens
from reportedly.times.rule import rule


def word(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "now", "recently", "soon"."""
    return Draft(value=tokens.values[i])


def phrase(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a fixed phrase: "at the moment", "recent months"."""
    value = tokens.values[i]
    if tokens.says(i, "nouns") and tokens.cls(j) not in _ENDS:
        return None
    kind = TimeKind.DATE if value.endswith("_REF") else TimeKind.DURATION
    return Draft(kind=kind, value=value)


# "the past" ends a phrase; "the past season" is an adjective and its noun.
_ENDS = letters("PERIOD", "COMMA", "BREAK", "CLOSE", "AND", "COLON", "IN", "TO", "OF", "FROM", "OR")

RULES = (rule("REFERENCE", word), rule("PHRASE", phrase))
