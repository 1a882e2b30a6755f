"""Relations of wording: what accounts call an event, whom they name, how they describe the counted.

None of these is a conflict, and no word found here is ever used outside quotation marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from reportedly.ledger.copied import same_words
from reportedly.ledger.ranges import origin_of
from reportedly.ledger.reading import Reading, says, sentence, text_of
from reportedly.ledger.relations import Found
from reportedly.lexicon import any_of
from reportedly.records import Corpus, RelationKind, Witness

ANYBODY = ("people", "person")  # one description
NEAR = 70  # code points around a figure in which a strengthening or status word stands


def terms(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Accounts name one event, or who acted, in other words: massacre, tragedy."""
    kinds = {
        "called": (RelationKind.FRAMING, "ledger.wording.terms"),
        "acted": (RelationKind.ACTOR_VARIANCE, "ledger.wording.terms"),
    }
    for slot in sorted(read.inside):
        head = read.slots[slot]
        if head.kind != "claim" or head.predicate not in kinds:
            continue
        kind, rule = kinds[head.predicate]
        by_word: dict[str, list[Witness]] = defaultdict(list)
        for w in read.inside[slot]:
            by_word[_head(text_of(w, read))].append(w)
        docs = {w.span.doc for ws in by_word.values() for w in ws}
        if len(by_word) > 1 and len(docs) > 1:
            names = sorted(by_word, key=lambda n: (-len(by_word[n]), n))
            first, other = by_word[names[0]][0], by_word[names[1]][0]
            yield Found(
                kind=kind,
                row=slot,
                witnesses=tuple(w for n in names for w in by_word[n]),
                why=(
                    f"{len(names)} wordings for one event, e.g. {says(first, read)} "
                    f"and {says(other, read)}."
                ),
                rule=rule,
            )


def claims(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Accounts of different origin make the same claim in their own words."""
    for slot in sorted(read.inside):
        if read.slots[slot].predicate != "claimed":
            continue
        witnesses = read.inside[slot]
        pair = next((p for p in combinations(witnesses, 2) if _apart(*p, read)), None)
        if pair is not None:
            yield Found(
                kind=RelationKind.AGREE,
                row=slot,
                witnesses=tuple(witnesses),
                why=f"{says(pair[0], read)} and {says(pair[1], read)} make much the same claim.",
                rule="ledger.wording.claims",
            )


def _apart(a: Witness, b: Witness, read: Reading) -> bool:
    """Tell whether two witnesses of a claim tell it each in words of their own."""
    documents = a.span.doc != b.span.doc and origin_of(a) != origin_of(b)
    return documents and not same_words(a, b, read)


def _head(text: str) -> str:
    return " ".join(text.lower().split()).removesuffix("s")


def strength(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Accounts of one number put it more or less strongly: injured, critically injured."""
    strong = _pattern(read.lexicon.words("framing", "strong"))
    for witnesses in _equal(read):
        groups: dict[tuple[str, ...], list[Witness]] = defaultdict(list)
        for w in witnesses:
            groups[_words(w, strong, read)].append(w)
        if len(groups) > 1:
            ordered = sorted(groups)
            a, b = groups[ordered[0]][0], groups[ordered[-1]][0]
            added = ", ".join(f"“{x}”" for x in ordered[-1])
            yield Found(
                kind=RelationKind.PREDICATE_NARROWING,
                row=a.slot,
                witnesses=tuple(w for key in ordered for w in groups[key]),
                why=f"{says(b, read)} adds {added} to what {says(a, read)} tells.",
                rule="ledger.wording.strength",
            )


def descriptors(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Accounts of one number describe those counted in other words: people, innocent civilians."""
    status = _pattern(read.lexicon.words("framing", "status"))
    for witnesses in _equal(read):
        if read.slots[witnesses[0].slot].unit != "person":
            continue
        groups: dict[tuple[str, ...], list[Witness]] = defaultdict(list)
        for w in witnesses:
            groups[_described(w, status, read)].append(w)
        groups.pop((), None)
        if len(groups) > 1:
            ordered = sorted(groups)
            a, b = groups[ordered[0]][0], groups[ordered[-1]][0]
            yield Found(
                kind=RelationKind.POPULATION_DESCRIPTOR,
                row=a.slot,
                witnesses=tuple(w for key in ordered for w in groups[key]),
                why=f"One number, other words for those counted: {says(a, read)}, {says(b, read)}.",
                rule="ledger.wording.descriptors",
            )


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words)})s?\b", re.IGNORECASE)


def _equal(read: Reading) -> Iterator[list[Witness]]:
    """Yield the witnesses of each row and value that stand in two or more documents."""
    for slot in sorted(read.inside):
        if read.slots[slot].kind != "figure":
            continue
        groups: dict[Decimal, list[Witness]] = defaultdict(list)
        for w in read.inside[slot]:
            if w.value is not None:
                groups[w.value].append(w)
        for value in sorted(groups):
            if len({w.span.doc for w in groups[value]}) > 1:
                yield groups[value]


def _words(witness: Witness, pattern: re.Pattern[str], read: Reading) -> tuple[str, ...]:
    """Return the strengthening words of the witness's sentence, up to its next figure."""
    start, whole = sentence(witness, read)
    low = max(0, witness.span.start - start - NEAR // 2)
    clause = whole[low : witness.span.end - start + NEAR]
    return tuple(sorted({m.group().lower() for m in pattern.finditer(clause)}))


def _described(witness: Witness, pattern: re.Pattern[str], read: Reading) -> tuple[str, ...]:
    """Return the status words inside the counted phrase, or the counted name."""
    text = text_of(witness, read)
    found = {m.group().lower().removesuffix("s") for m in pattern.finditer(text)}
    found = {"people" if word in ANYBODY else word for word in found}
    names = set(re.findall(r"\b[A-Z][a-z]{3,30}s\b", text))
    return tuple(sorted(found | names))
