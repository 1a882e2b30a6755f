"""Ages, and measures whose own words hardly say what they are of.

A draft is a figure half made: its noun, if the words around it name one. An age is no count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.figures.predicates import Predicate
from reportedly.figures.units import Quantity

YEARS = (3, 110)  # a person's age in whole years
OF_AGE = re.compile(
    r"\b(?:(?:he|she|i|who|they|youngest|oldest|eldest|them) (?:was|is|am|were|turned|are)"
    r"|(?:he|she|who)[’']s|(?:is|was) now"
    r"|(?:man|woman|boy|girl|son|daughter|child|baby|mother|father|lad|people|those|youth"
    r"|schoolgirl|schoolboy|teenager|student|apprentices?|widow|widower) of)"
    r"(?: only| just| then| now| barely)? $",
    re.IGNORECASE,
)
COMMA = re.compile(r"[A-Za-z)’”\"],(?: now| then)? $")
AFTER_COMMA = re.compile(r"[,.);:\n]|$")
NAME_PAREN = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ \($")
NAME_BEFORE = re.compile(r"(?:^|[.!?,;:] |\n)[A-Z][\w’'-]+ [A-Z][\w’'-]+ $")
VERB_AFTER = re.compile(r" (?:has|had|is|was|said|says|told|who|died)\b")
GROWN = 16  # smaller numbers behind a name may belong to it: "Apollo Mission 11 was"
BOUND_BEFORE = re.compile(
    r"\b(?:are|were|is|was|aged|people|those|children|anyone|everyone|nobody|all|men|women"
    r"|the age of) (?:over|under|above|below|at least|between)[ ]?$|\bthe age of $",
    re.IGNORECASE,
)
OPEN_BEFORE = re.compile(r"\baged?(?: between| from)? $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity with its noun, if it has one, before left-out nouns are filled in."""

    quantity: Quantity
    noun: str | None
    unit: str
    told: Predicate | None
    sentence: int
    rule: str
    agent: bool = False  # the noun names somebody who acts
    others: bool = False  # "318 others": of the kind before


def is_an_age(text: str, found: Quantity) -> bool:
    """Tell whether a bare number is a person's age: "Sand, 46,", "a woman of seventy"."""
    if found.unit or found.number.kind not in ("digits", "words"):
        return False
    if not YEARS[0] <= found.value <= YEARS[1] or found.value % 1:
        return False
    left = text[max(0, found.number.start - 30) : found.number.start]
    far = text[max(0, found.start - 30) : found.start]
    right = text[found.end : found.end + 12]
    if OPEN_BEFORE.search(left):
        return True
    if found.high is not None:
        return False
    if OF_AGE.search(far):
        return True
    if found.bound != "exact":
        return BOUND_BEFORE.search(left) is not None
    if found.number.kind == "digits" and COMMA.search(left):
        return AFTER_COMMA.match(right) is not None
    if NAME_BEFORE.search(left) and VERB_AFTER.match(right) and found.value >= GROWN:
        return found.number.kind == "digits"
    return found.value > 9 and NAME_PAREN.search(left) is not None and right.startswith(")")


SHARED = 2  # figures before a share without a noun that it may be a share of
SMALL = 5  # equal values up to this are often chance
REACH = 40  # figures looked at on each side; keeps long documents linear
UNIT_WORD = "figures.measured.unit_word"
WEAK = (
    UNIT_WORD,
    "figures.measured.piece",
    "figures.measured.nearest",
    "figures.measured.subject",
    "figures.measured.beside",
    "figures.candidates.left_out",
)


def measure_noun(drafts: Sequence[Draft], k: int) -> str | None:
    """Return what a measure is of, from other measures when its own words hardly say.

    "The Bank pledged $2m" and later "the $2m": both are a pledge. Somebody who pays or counts a
    sum is not what the sum is of.
    """
    draft = drafts[k]
    if draft.rule not in WEAK:
        return draft.noun
    around = range(max(0, k - REACH), min(len(drafts), k + REACH))
    order = sorted((j for j in around if j != k), key=lambda j: (abs(j - k), j))
    strong = [drafts[j] for j in order if drafts[j].noun and drafts[j].rule not in WEAK]
    unit = draft.unit.split("/")[0]
    equal = (
        d.noun for d in strong if d.quantity.value == draft.quantity.value and d.unit == draft.unit
    )
    alike = (d.noun for d in strong if d.unit.split("/")[0] == unit)
    own = None if draft.agent or draft.rule == UNIT_WORD else draft.noun
    named = next(equal, None) or own or next(alike, None) or draft.noun
    if named is not None or draft.quantity.family != "share":
        return named
    return next((d.noun for d in reversed(drafts[max(0, k - SHARED) : k]) if d.noun), None)


def same_measure(drafts: Sequence[Draft], k: int, families: Sequence[str]) -> int | None:
    """Return the measure that a bare number repeats: "EUR 86 million" and "of the 86 million".

    None when a count has the same value, or the number is too small to tell.
    """
    value = drafts[k].quantity.value
    if value <= SMALL or drafts[k].quantity.high is not None:
        return None
    around = range(max(0, k - REACH), min(len(drafts), k + REACH))
    equal = [j for j in around if j != k and drafts[j].quantity.value == value]
    named = [j for j in equal if drafts[j].noun is not None or drafts[j].quantity.family]
    if not named or any(not drafts[j].quantity.family for j in named):
        return None
    nearest = min(named, key=lambda j: (abs(j - k), j))
    return nearest if drafts[nearest].quantity.family in families else None
