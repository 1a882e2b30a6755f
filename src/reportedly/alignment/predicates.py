"""What is said to have happened to those whom a figure counts: the predicate class, or a guess.

Invariant: what is read depends on the figure's own sentence, its noun and its verb, and on nothing
that other documents say; only whether cases are illnesses is asked of the whole text.
"""

from __future__ import annotations

import re

from reportedly.alignment.passages import Passages
from reportedly.alignment.vocabulary import WORD, Vocabulary
from reportedly.records import Figure

BEHIND = 16  # code points behind a number of people in which a participle belongs to them
ROOM = 40  # code points before a number of people in which "licensed for" speaks of it
UNKNOWN = 24  # code points before people in which "the whereabouts of" may stand
CAPACITY = "capacity"
MISSING, LEFT = "missing", "left"
AUXILIARY = 16  # code points before "left" in which "were" may stand
BEING = re.compile(r"\b(?:was|were|been|being|be)(?: [a-z]+ly)? $")
ENDS = re.compile(r"[.,;:]|\band\b|\bor\b|\bbut\b")  # what parts people from a later participle
CLAUSE = re.compile(r"[;:()|\n]|, (?:while|but|and|whereas|with)\b")
CASE, ILL = "case", "ill"  # cases are people where a document names an illness
REACH = 90  # code points around a figure in which a predicate or a place may stand


def has_noun(figure: Figure) -> bool:
    """Tell whether the noun that a number counts stands with it, and is not borrowed."""
    return figure.counted_span is not None and figure.span.overlaps(figure.counted_span)


def told(figure: Figure, read: Passages, words: Vocabulary, *, heading: str) -> str | None:
    """Return the predicate class; a participle right behind people outranks how they were met.

    "They found one man dead and another wounded." What did not happen is a class of its own.
    """
    if figure.negated:
        person = figure.unit == "person"
        return words.negated.get((figure.predicate or "").lower()) if person else None
    known = _predicate(figure, read, words, heading=heading)
    if figure.unit == "percent":
        return _rate(figure, read, words) or known
    if figure.unit == "person" and known not in words.harmed and _room(figure, read, words):
        return CAPACITY
    if figure.unit == "person" and known not in words.harmed:
        if words.unknown.search(read.text, max(0, figure.span.start - UNKNOWN), figure.span.start):
            return MISSING
        behind = ENDS.split(read.text[figure.span.end : figure.span.end + BEHIND])[0]
        for m in (*WORD.finditer(behind), *WORD.finditer(figure.span.of(read.text))):
            if words.inflected.get(m.group().lower()) in words.harmed:
                return words.inflected[m.group().lower()]
    if figure.unit == "person" and known not in words.fates:
        # "1,300 persons received injuries" tells of no payment
        return None if nearest(figure, read, words, classes=words.of_people) else known
    return known


def _rate(figure: Figure, read: Passages, words: Vocabulary) -> str | None:
    """Return what a percentage is the rate of: "estimated turnout at 48 percent"."""
    start, end = read.sentence(figure.span.start)
    low = max(start, figure.span.start - REACH)
    before = read.text[low : figure.span.start]
    earlier = [f.span.end for f in read.figures_in(low, figure.span.start)]
    named = [
        m for m in WORD.finditer(before) if low + m.start() >= max(earlier, default=0)
    ] or list(WORD.finditer(read.text, figure.span.end, min(end, figure.span.end + BEHIND)))
    found = [m.group().lower() for m in named if m.group().lower() in words.rates]
    return found[-1] if found else None


def _room(figure: Figure, read: Passages, words: Vocabulary) -> bool:
    """Tell whether a number says how many there is room for: "licensed to carry 180 people"."""
    start, _ = read.sentence(figure.span.start)
    before = read.text[max(start, figure.span.start - ROOM) : figure.span.start]
    return any(m.group().lower() in words.room for m in WORD.finditer(CLAUSE.split(before)[-1]))


def _predicate(figure: Figure, read: Passages, words: Vocabulary, *, heading: str) -> str | None:
    """Return the predicate class: the column's, the figure's own, or the counted noun's."""
    named = [words.inflected.get(w.group().lower()) for w in WORD.finditer(heading)]
    counted = (figure.counted or "").lower()
    noun = words.predicate.get(counted)
    if noun == ILL and figure.counted == CASE and not words.illness.search(read.text):
        noun = None  # "the court heard 312 cases"
    lemma = (figure.predicate or "").lower()
    special = words.people.get(lemma) if figure.unit == "person" else None
    if _vehicles(figure, words):
        special = words.vehicles.get(lemma)
    own = special or words.predicate.get(f"{lemma} {counted}") or words.predicate.get(lemma)
    # "34 bodies were found" counts the dead; "11 unaccounted for", behind 23 dead, does not
    first = noun if has_noun(figure) and noun in words.harmed else None
    for found in (*named, first, own, noun):
        if found and found not in words.change and (found != LEFT or _departed(figure, read)):
            return found
    return None


def _vehicles(figure: Figure, words: Vocabulary) -> bool:
    counted = (figure.counted or "").lower()
    return words.same.get(counted, counted) in words.vehicle


def _departed(figure: Figure, read: Passages) -> bool:
    """Tell whether those counted left, and were not left: "the storm left 300 people hungry"."""
    verb = figure.predicate_span
    if verb is None:
        return True
    auxiliary = BEING.search(read.text, max(0, verb.start - AUXILIARY), verb.start)
    return auxiliary is None and verb.start > figure.span.start


def lent(figure: Figure, unit: str, words: Vocabulary) -> frozenset[str]:
    """Return the classes that a word near a number may lend it; of things, only vehicles leave."""
    if unit == "person":
        return words.of_people
    if unit != "count":
        return frozenset()
    return words.of_things | {LEFT} if _vehicles(figure, words) else words.of_things


def nearest(
    figure: Figure, read: Passages, words: Vocabulary, *, classes: frozenset[str]
) -> str | None:
    """Return the class of the predicate word closest to a figure inside its sentence."""
    start, end = read.sentence(figure.span.start)
    low, high = max(start, figure.span.start - REACH), min(end, figure.span.end + REACH)
    taken = [
        f.predicate_span
        for f in read.figures_in(start, end)
        if f.id != figure.id and f.predicate_span is not None
    ]
    meant = words.moved if _vehicles(figure, words) else words.inflected
    best: tuple[int, int, str] | None = None
    for m in WORD.finditer(read.text, low, high):
        name = meant.get(m.group().lower())
        if name not in classes or figure.span.start <= m.start() < figure.span.end:
            continue
        if m.group() in words.no_place:
            continue  # "published in March"
        if any(t.start < m.end() and m.start() < t.end for t in taken):
            continue  # "15 fans were arrested after a match before 41,200 spectators"
        behind = m.start() >= figure.span.end
        gap = m.start() - figure.span.end if behind else figure.span.start - m.end()
        between = (
            read.text[figure.span.end : m.start()]
            if behind
            else read.text[m.end() : figure.span.start]
        )
        cost = gap + 60 * len(CLAUSE.findall(between))
        if best is None or (cost, m.start()) < best[:2]:
            best = (cost, m.start(), name)
    return best[2] if best and best[0] <= REACH else None
