"""Interviews whose turns are marked by letters: "Q:" and "A:".

Invariant: a letter marks a turn only at the start of a line, right before what is said.
"""

from __future__ import annotations

import re

from reportedly.entities.namings import Naming
from reportedly.entities.page import Page
from reportedly.records import EntityKind, MentionKind, Statement

LABEL = re.compile(r"(?:\A|\n)[ \t]*(q|question|a|answer)[ \t]*[:.)\-–—][ \t\"“]*\Z", re.I)
LONGEST_LABEL = 16  # characters from the end of the line before to the turn's first word
ANSWERS = frozenset(("A", "a", "Answer", "answer", "ANSWER"))


def turn_label(page: Page, statement: Statement) -> Naming | None:
    """Return the letter that stands for who speaks a turn; None where there is none."""
    start = statement.content[0].start
    base = max(0, start - LONGEST_LABEL)
    found = LABEL.search(page.text[base:start])
    if found is None or statement.parent is not None:
        return None
    inside = page.parse.within(base + found.start(1), base + found.end(1))
    if not inside:
        return None
    return Naming(
        start=base + found.start(1),
        end=base + found.end(1),
        head=inside[0].i,
        sent=inside[0].sent,
        kind=MentionKind.TITLE,
        sort=EntityKind.PERSON,
        title=found[1],
    )
