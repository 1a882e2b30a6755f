"""What a rule is: a pattern over token classes and the function that reads a match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.times.drafts import Draft
from reportedly.times.grammar import compiled
from reportedly.times.lexer import Tokens

Make = Callable[[Tokens, int, int], "Draft | None"]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A pattern and its reader.

    Args:
        name: of the function, as it stands in the records: "times.dates.day_month".
        pattern: compiled over classes.
        make: returns the draft of tokens [i, j), or None when it does not speak of time.
    """

    name: str
    pattern: re.Pattern[str]
    make: Make


def rule(pattern: str, make: Make) -> Rule:
    """Return the rule that reads matches of `pattern` with `make`."""
    module = make.__module__.removeprefix("reportedly.")
    return Rule(f"{module}.{make.__name__}", compiled(pattern), make)
