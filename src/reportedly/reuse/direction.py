"""Which of two copies came first.

Invariant: a rule speaks only from its own evidence and is silent otherwise; the first rule that
speaks decides, and when none does the direction is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.records import Direction, Document
from reportedly.reuse.align import Pair, Text
from reportedly.reuse.edges import Match

WHOLE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:]+)?)?)?")
NAME = re.compile(r"[^\W_]+")
LONGER = 1.2  # how much longer a text must be for its shorter twin to count as cut down
HEAD = 40  # words: datelines, bylines and titles may stand before the shared lead

Rule = Callable[["Copying"], "Direction | None"]


@dataclass(frozen=True, slots=True, eq=False)
class Copying:
    """Two documents and the passages they share, by their place in `a`."""

    pair: Pair
    matches: tuple[Match, ...]

    @property
    def documents(self) -> tuple[Document, Document]:
        """The documents of both sides."""
        return self.pair.a.words.records.document, self.pair.b.words.records.document


def direction(copying: Copying) -> tuple[Direction, str | None]:
    """Return which document's passages came first and the name of the evidence, if any."""
    for basis, rule in RULES:
        if found := rule(copying):
            return found, basis
    return Direction.UNKNOWN, None


def by_credit(copying: Copying) -> Direction | None:
    """Follow a credit: a text signed "(Kestrel Wire)" took from the outlet Kestrel Wire."""
    a, b = copying.documents
    a_credits, b_credits = credits_other(a, b), credits_other(b, a)
    if a_credits == b_credits:
        return None
    return Direction.B_FIRST if a_credits else Direction.A_FIRST


def credits_other(copy: Document, original: Document) -> bool:
    """Tell whether `copy` credits the outlet of `original`, and is of another outlet itself."""
    own, other = _name(copy.outlet), _name(original.outlet)
    return bool(other) and own != other and any(_name(c) == other for c in copy.credits)


def _name(name: str | None) -> tuple[str, ...]:
    found = tuple(NAME.findall((name or "").casefold()))
    return found[1:] if found[:1] == ("the",) else found


def by_dates(copying: Copying) -> Direction | None:
    """Compare dates as far as both are known: "2031-04" is before "2031-05-02"."""
    a, b = (document.published or "" for document in copying.documents)
    if not (WHOLE.fullmatch(a) and WHOLE.fullmatch(b)):
        return None
    shorter = min(len(a), len(b))
    if a[:shorter] == b[:shorter]:
        return None
    return Direction.A_FIRST if a < b else Direction.B_FIRST


def by_stray_mark(copying: Copying) -> Direction | None:
    """Take a quotation mark without a partner for a trace of cutting.

    A closing mark that ends a quotation in one text and closes nothing in the other was left
    behind when the other took the words out of the quotation.
    """
    a = sum(_strays(copying.pair.a, m.a0, m.a1) for m in copying.matches)
    b = sum(_strays(copying.pair.b, m.b0, m.b1) for m in copying.matches)
    if (a == 0) == (b == 0):
        return None
    return Direction.A_FIRST if b else Direction.B_FIRST


def _strays(text: Text, start: int, end: int) -> int:
    """Return how many closing marks inside a passage close nothing in their line."""
    body = text.words.text
    low, high = text.words.starts[start], text.words.ends[end - 1]
    line = body.rfind("\n", 0, low) + 1
    opened, strays = 0, 0
    for at in range(line, high):
        mark = body[at]
        if mark == "\n":
            opened = 0
        elif mark == "“":
            opened += 1
        elif mark == "”":
            strays += opened == 0 and at >= low
            opened = 0
    return strays


def by_cut(copying: Copying) -> Direction | None:
    """Take a text that stops where its longer twin goes on for the shorter version of it."""
    lead = min(copying.matches, key=lambda m: m.a0 + m.b0)
    if lead.a0 > HEAD or lead.b0 > HEAD:
        return None
    a, b = len(copying.pair.a.words), len(copying.pair.b.words)
    shared_a = sum(m.a1 - m.a0 for m in copying.matches) + lead.a0
    shared_b = sum(m.b1 - m.b0 for m in copying.matches) + lead.b0
    if a > LONGER * b and shared_b > 0.9 * b:
        return Direction.A_FIRST
    return Direction.B_FIRST if b > LONGER * a and shared_a > 0.9 * a else None


# Strongest evidence first. "containment" is the name readers know the last one by.
RULES: tuple[tuple[str, Rule], ...] = (
    ("credit", by_credit),
    ("dates", by_dates),
    ("stray quotation mark", by_stray_mark),
    ("containment", by_cut),
)
