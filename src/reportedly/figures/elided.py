"""Nouns that are left out: "killed 12 and wounded 30", "613 ... and 487 others", "the 64".

The noun comes from another figure of the document: one of the same value, one of the same
predicate, the nearest in the sentence, the nearest that counts people when the predicate is of
people. An age is no count of anything.
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
    r"|(?:he|she|who)[’']s"
    r"|(?:man|woman|boy|girl|son|daughter|child|baby|mother|father|lad|people|those) of)"
    r"(?: only| just| then| now)? $",
    re.IGNORECASE,
)
COMMA = re.compile(r"[A-Za-z)’”\"], $")
AFTER_COMMA = re.compile(r"[,.);:\n]|$")
NAME_PAREN = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ \($")
BOUND_BEFORE = re.compile(
    r"\b(?:are|were|is|was|aged|people|those|children|anyone|everyone|nobody|all|men|women"
    r"|the age of) (?:over|under|above|below|at least|between)[ ]?$|\bthe age of $",
    re.IGNORECASE,
)
OPEN_BEFORE = re.compile(r"\baged?(?: between| from)? $", re.IGNORECASE)
WINDOW = 8  # figures looked back at


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity with its noun, if it has one, before left-out nouns are filled in."""

    quantity: Quantity
    noun: str | None
    unit: str
    told: Predicate | None
    sentence: int
    rule: str


def is_an_age(text: str, found: Quantity) -> bool:
    """Tell whether a bare number is a person's age: "Sand, 46,", "a woman of seventy"."""
    if found.unit or found.number.kind not in ("digits", "words"):
        return False
    if not YEARS[0] <= found.value <= YEARS[1] or found.value % 1:
        return False
    left = text[max(0, found.number.start - 30) : found.number.start]
    right = text[found.end : found.end + 12]
    if OPEN_BEFORE.search(left):
        return True
    if found.high is not None:
        return False
    if found.bound != "exact":
        return BOUND_BEFORE.search(left) is not None
    if OF_AGE.search(left):
        return True
    if found.number.kind == "digits" and COMMA.search(left):
        return AFTER_COMMA.match(right) is not None
    return found.value > 9 and NAME_PAREN.search(left) is not None and right.startswith(")")


def noun_for(drafts: Sequence[Draft], k: int) -> str | None:
    """Return the noun that draft `k` leaves out; None when no figure gives one."""
    for choose in (_beside, _same_value, _same_predicate, _same_sentence, _nearest):
        noun = choose(drafts, k)
        if noun is not None:
            return noun
    return None


def _beside(drafts: Sequence[Draft], k: int) -> str | None:
    """Take the noun of the figure right before in the sentence when the predicate is the same."""
    if k == 0:
        return None
    last, draft = drafts[k - 1], drafts[k]
    same = last.sentence == draft.sentence and _counts(last)
    if not same or draft.told is None or last.told is None or last.told.start != draft.told.start:
        return None
    return last.noun


def _counts(draft: Draft) -> bool:
    return draft.noun is not None and draft.unit in ("person", "count")


def _same_value(drafts: Sequence[Draft], k: int) -> str | None:
    """Take the noun of a figure of the same value elsewhere in the document, nearest first."""
    value = drafts[k].quantity.value
    if value < 10:
        return None
    order = sorted((j for j in range(len(drafts)) if j != k), key=lambda j: (abs(j - k), j))
    for j in order:
        if _counts(drafts[j]) and drafts[j].quantity.value == value:
            return drafts[j].noun
    return None


def _same_predicate(drafts: Sequence[Draft], k: int) -> str | None:
    told = drafts[k].told
    if told is None or told.lemma in ("be", "have", "say"):
        return None
    for j in range(k - 1, max(-1, k - WINDOW), -1):
        other = drafts[j].told
        if _counts(drafts[j]) and other is not None and other.lemma == told.lemma:
            return drafts[j].noun
    return None


def _same_sentence(drafts: Sequence[Draft], k: int) -> str | None:
    for j in range(k - 1, max(-1, k - WINDOW), -1):
        if _counts(drafts[j]) and drafts[j].sentence == drafts[k].sentence:
            return drafts[j].noun
    return None


def _nearest(drafts: Sequence[Draft], k: int) -> str | None:
    near = [drafts[j] for j in range(k - 1, max(-1, k - WINDOW), -1) if _counts(drafts[j])]
    people = [d.noun for d in near if d.unit == "person"]
    if people:
        return people[0]
    return near[0].noun if near else None


WEAK = ("figures.measured.subject", "figures.measured.beside", "figures.elided.noun_for")


def measure_noun(drafts: Sequence[Draft], k: int) -> str | None:
    """Return what a measure is of, from an equal measure when its own words hardly say.

    "The Bank pledged $2m" and later "the $2m": both are a pledge.
    """
    draft = drafts[k]
    if draft.rule not in WEAK:
        return draft.noun
    for j in sorted((j for j in range(len(drafts)) if j != k), key=lambda j: (abs(j - k), j)):
        other = drafts[j]
        same = other.unit == draft.unit and other.quantity.value == draft.quantity.value
        if same and other.noun is not None and other.rule not in WEAK:
            return other.noun
    if draft.noun is not None:
        return draft.noun
    for j in range(k - 1, max(-1, k - WINDOW), -1):
        if drafts[j].unit == draft.unit and drafts[j].noun is not None:
            return drafts[j].noun
    return None
