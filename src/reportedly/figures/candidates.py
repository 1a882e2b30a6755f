"""Which noun a number without one leaves out: candidates of the document, ranked.

A candidate is a noun that another figure counts, a plural noun of the sentences right before, or
"person". The weights are those of a linear ranking trained on the training part of our own corpus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from reportedly.figures.counted import is_noun, multiplies, singular
from reportedly.figures.elided import Draft
from reportedly.figures.tables import Tables
from reportedly.language import Parse, Token

PERSON = "person"
LARGE = 100_000  # smaller bare numbers behind "sell" or "lose" are counts as often as money
ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
TOP = 6  # most frequent plural nouns of the document that are candidates
REACH = 40  # figures on each side whose nouns are candidates; keeps long documents linear
TITLE = 2  # sentences that may hold the title
NEAR_SENTENCES = 2  # sentences before the number's own whose plural nouns are candidates
# Softmax ranking over 516 numbers without a noun in the 24 training events, L2 1.0; the right noun
# came first for .49 in cross-validation by event (.36 for the nearest counted noun).
WEIGHTS: Mapping[str, float] = {
    "away": 0.42,
    "counted": 0.12,
    "frequent": 0.41,
    "governed": 0.71,
    "larger": 0.89,
    "last": 0.33,
    "later here": -0.69,
    "near": -0.18,
    "nearest": 0.59,
    "no act": -0.04,
    "object": 0.33,
    "often": 0.35,
    "one": -0.39,
    "order": 1.67,
    "people": 0.18,
    "person": 1.61,
    "person acted on": 1.33,
    "person other act": 0.32,
    "plural before": 0.99,
    "plural far": 0.23,
    "plural here": 1.1,
    "same act": 1.33,
    "same sentence": 0.93,
    "same value": 1.63,
    "same verb": -0.97,
    "subject": 0.36,
    "thing acted on": -1.13,
    "title": 1.1,
}


@dataclass(frozen=True, slots=True)
class Field:
    """What a document offers: its drafts, and its plural nouns with their tokens."""

    drafts: Sequence[Draft]
    often: Mapping[str, int]  # nouns counted by figures
    plurals: Sequence[tuple[int, Token, str]]  # token index, token, singular
    frequent: Mapping[str, float]  # the most frequent plural nouns, share of the first
    governed: Mapping[str, frozenset[str]]  # plural noun -> lemmas of verbs it depends on
    titles: frozenset[str]  # plural nouns of the first sentences


def field(parse: Parse, drafts: Sequence[Draft], tables: Tables) -> Field:
    """Return what a document offers as nouns for its bare numbers."""
    plurals = [(t.i, t, singular(t, tables)) for t in parse.tokens if _plural(t, tables)]
    often = Counter(noun for _, _, noun in plurals)
    governed: dict[str, set[str]] = {}
    for _, token, noun in plurals:
        if token.dep in ARGUMENTS:
            governed.setdefault(noun, set()).add(parse.tokens[token.head].lemma)
    most = max(often.values(), default=1)
    return Field(
        drafts=drafts,
        often=Counter(d.noun for d in drafts if d.noun and _counts(d)),
        plurals=plurals,
        frequent={noun: times / most for noun, times in often.most_common(TOP)},
        governed={noun: frozenset(verbs) for noun, verbs in governed.items()},
        titles=frozenset(noun for _, t, noun in plurals if t.sent < TITLE),
    )


def left_out(parse: Parse, offered: Field, k: int, *, tables: Tables) -> str | None:
    """Return the likeliest noun that draft `k` leaves out; None when nothing speaks for one."""
    drafts = offered.drafts
    if drafts[k].others:
        other = next((d.noun for d in reversed(drafts[max(0, k - 4) : k]) if _counts(d)), None)
        if other is not None:
            return other
    if _act(drafts[k]) in tables.sums and drafts[k].quantity.value >= LARGE:
        return None  # a sum without its currency: "is investing a total of 200 million"
    found = list(candidates(parse, offered, k, tables=tables))
    scored = [
        (sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()), noun)
        for noun, features in found
    ]
    best = max(scored, key=lambda pair: (pair[0], pair[1]))[1]
    alone = len(found) == 1 and not found[0][1]["counted"]
    if alone and _act(drafts[k]) not in tables.personal:
        return None
    return best


def candidates(
    parse: Parse, offered: Field, k: int, *, tables: Tables
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each candidate noun with its features, all between 0 and 1."""
    drafts = offered.drafts
    around = range(max(0, k - REACH), min(len(drafts), k + REACH))
    counted = [j for j in around if j != k and _counts(drafts[j])]
    total = sum(offered.often.values())
    plain = _plain(parse, offered, k)
    act = _act(drafts[k])
    nouns = {d for j in counted if (d := drafts[j].noun)} | set(plain) | {PERSON}
    for noun in sorted(nouns):
        mine = [j for j in counted if drafts[j].noun == noun]
        features = _of_figures(drafts, k, mine)
        features |= _of_kind(drafts[k], noun, tables)
        features |= plain.get(noun, {})
        features["governed"] = float(act in offered.governed.get(noun, ()))
        features["often"] = offered.often.get(noun, 0) / total if total else 0.0
        yield noun, features


def _counts(draft: Draft) -> bool:
    return draft.noun is not None and draft.unit in ("person", "count")


def _of_figures(drafts: Sequence[Draft], k: int, mine: Sequence[int]) -> dict[str, float]:
    """Return what the figures that count a noun have in common with the number."""
    draft, value = drafts[k], drafts[k].quantity.value
    before = [j for j in mine if j < k]
    near = max(before, default=None)
    later = min((j for j in mine if j > k), default=None)
    told = draft.told.lemma if draft.told else ""
    found = {
        "counted": float(bool(mine)),
        "same value": float(value > 2 and any(drafts[j].quantity.value == value for j in mine)),
        "same act": float(any(_act(drafts[j]) == told for j in mine) and told not in ("", "be")),
    }
    if later is not None:
        found["later"] = 1.0 / (later - k)
        found["later here"] = float(drafts[later].sentence == draft.sentence)
    found["order"] = max((_closeness(value, drafts[j]) for j in mine), default=0.0)
    if near is None:
        return found
    other = drafts[near]
    found["away"] = 1.0 / (1 + draft.sentence - other.sentence)
    found["last"] = float(near == k - 1)
    found["near"] = 1.0 / (k - near)
    found["same sentence"] = float(other.sentence == draft.sentence)
    found["same verb"] = float(_start(other) == _start(draft) and draft.told is not None)
    found["larger"] = float(any(drafts[j].quantity.value >= value for j in before))
    found["one"] = float(other.quantity.value == 1)
    return found


def _closeness(value: Decimal, other: Draft) -> float:
    """Return 1 for figures of one size, 1/2 for ten times, 1/3 for a hundred times."""
    if value <= 0 or other.quantity.value <= 0:
        return 0.0
    return 1.0 / (1 + abs(log10(value) - log10(other.quantity.value)))


def _act(draft: Draft) -> str:
    return draft.told.lemma if draft.told else ""


def _start(draft: Draft) -> int:
    return draft.told.start if draft.told else -1


def _of_kind(draft: Draft, noun: str, tables: Tables) -> dict[str, float]:
    """Return whether the noun is of people and whether the act befalls people."""
    person = noun in tables.persons
    act = _act(draft) in tables.personal
    return {
        "person": float(noun == PERSON),
        "person acted on": float(noun == PERSON and act),
        "people": float(person and noun != PERSON),
        "thing acted on": float(not person and act),
        "person other act": float(noun == PERSON and draft.told is not None and not act),
        "no act": float(noun == PERSON and draft.told is None),
    }


def _plain(parse: Parse, offered: Field, k: int) -> dict[str, dict[str, float]]:
    """Return the plural nouns before the number, the title's and the document's most frequent."""
    token = parse.at(offered.drafts[k].quantity.number.start)
    if token is None:
        return {}
    found = {noun: {"frequent": share} for noun, share in offered.frequent.items()}
    for noun in offered.titles:
        found.setdefault(noun, {})["title"] = 1.0
    at = bisect_left(offered.plurals, token.i, key=lambda p: p[0])
    for n in range(at - 1, -1, -1):
        other, noun = offered.plurals[n][1:]
        away = token.sent - other.sent
        if away > NEAR_SENTENCES:
            break
        near = {
            "plural here": float(away == 0),
            "plural before": float(away == 1),
            "plural far": float(away == 2),
            "subject": float(other.dep in ("nsubj", "nsubjpass")),
            "object": float(other.dep == "dobj"),
            "nearest": float(n == at - 1),
        }
        known = found.setdefault(noun, {})
        if "plural here" not in known:
            known |= near
    return found


def _plural(token: Token, tables: Tables) -> bool:
    """Tell whether a token is a plural common noun that is no unit."""
    plain = token.text.lower() not in tables.units and not multiplies(token.text, tables)
    return token.tag == "NNS" and is_noun(token) and plain
