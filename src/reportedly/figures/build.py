"""From a document to its figures: lex, pass over what counts nothing, measure, join, place.

Every figure's span covers its number; figures are sorted by span and their numbers never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.figures import counted as nouns
from reportedly.figures.bounds import bounded, intervals
from reportedly.figures.counted import Counted
from reportedly.figures.digits import habit
from reportedly.figures.numbers import Number, lex
from reportedly.figures.parts import linked
from reportedly.figures.predicates import Predicate, predicate
from reportedly.figures.ranges import paired
from reportedly.figures.rules import counts_nothing
from reportedly.figures.tables import Tables, tables
from reportedly.figures.units import Quantity, measure, rate
from reportedly.language import Parse, Token
from reportedly.records import (
    Approximator,
    BlockKind,
    Figure,
    FigureId,
    RuleName,
    Span,
    Statement,
    StatementId,
    TimeRef,
)
from reportedly.stage import Material

MEASURES = ("share", "physical", "time", "index", "money", "cents")


def figures(material: Material) -> tuple[Figure, ...]:
    """Return the figures of one document, sorted by span."""
    text = material.records.document.text
    words = tables(material.tools.lexicon)
    found = quantities(material, words)
    made: list[Figure] = []
    usual = habit(text)
    for quantity in found:
        made.append(_figure(material, _ordered(quantity, usual), made))
    return tuple(sorted(linked(text, made), key=lambda f: f.span))


def quantities(material: Material, words: Tables) -> list[Quantity]:
    """Return the document's quantities in reading order, before what they count is known."""
    document = material.records.document
    text = document.text
    skip = [b.span for b in document.blocks if b.kind is BlockKind.BOILERPLATE]
    kept = []
    for number in lex(text, words):
        if any(s.start <= number.start < s.end for s in skip):
            continue
        if counts_nothing(text, number, words) is not None:
            continue
        quantity = measure(text, number, words)
        if not _timed(material.records.times, quantity):
            kept.append(quantity)
    joined = paired(text, kept, lambda at: _changes(material.parse, at, words))
    return [bounded(text, q, words) for q in joined]


def _timed(times: Sequence[TimeRef], quantity: Quantity) -> bool:
    """Tell whether a number belongs to a time expression and is no length of time."""
    if quantity.family == "time" or quantity.unit not in ("", "count"):
        return False
    start, end = quantity.number.start, quantity.number.end
    return any(t.span.start < end and start < t.span.end for t in times)


def _changes(parse: Parse, at: int, words: Tables) -> bool:
    """Tell whether a verb of change stands before "from" at code point `at`: "rose from 3 to 5"."""
    before = parse.within(max(0, at - 60), at)[-8:]
    return any(t.lemma in words.up or t.lemma in words.down for t in before)


def _ordered(quantity: Quantity, usual: str) -> Quantity:
    """Put the likelier reading of "300.000" first, by what is counted and the document's habit."""
    values = quantity.number.values
    if len(values) < 2:
        return quantity
    grouped, decimal = values[0], values[1]
    mark = "dot" if "dot" in grouped[1] or "dot" in decimal[1] else "comma"
    measured = quantity.family in ("share", "physical", "index", "time")
    other = bool(usual) and usual != mark
    likely_decimal = other and (measured or quantity.family == "money") and decimal[0] % 1 != 0
    values = (decimal, grouped) if likely_decimal else (grouped, decimal)
    return replace(quantity, number=replace(quantity.number, values=values))


@dataclass(frozen=True, slots=True)
class _Place:
    """What a quantity counts, where its span ends, and what happened."""

    what: Counted | None
    end: int
    told: Predicate | None
    rule: str


def _figure(material: Material, quantity: Quantity, before: list[Figure]) -> Figure:
    """Return the record of one quantity."""
    document, parse = material.records.document, material.parse
    words = tables(material.tools.lexicon)
    place = _place(parse, quantity, words)
    what = place.what
    noun = what.noun if what else None
    if noun is None and quantity.family not in MEASURES:
        noun = _elided(before, place, words)
    head = parse.tokens[what.head] if what and what.head is not None else None
    unit = quantity.unit or nouns.unit_of(noun or "", head, parse=parse, tables=words)
    if quantity.age:
        noun, unit = "age", "year"
    number = Span(document.id, quantity.number.start, quantity.number.end)
    told = place.told
    return Figure(
        id=FigureId(f"f{number.start}"),
        span=Span(document.id, quantity.start, max(quantity.end, place.end)),
        number=number,
        readings=intervals(quantity, words),
        approximator=Approximator(words.kinds[quantity.bound]),
        unit=unit,
        counted=noun,
        counted_span=Span(document.id, what.start, what.end) if what else None,
        predicate=told.lemma if told else None,
        predicate_span=Span(document.id, told.start, told.end) if told else None,
        negated=told.negated if told else False,
        change=told.change if told else None,
        per=quantity.per or rate(document.text, place.end, words),
        statement=_innermost(material.records.statements, number),
        rule=RuleName(place.rule),
    )


def _place(parse: Parse, quantity: Quantity, words: Tables) -> _Place:
    if quantity.family in MEASURES:
        what = nouns.measured(parse, quantity, words)
        return _Place(
            what,
            quantity.end,
            _predicate(parse, quantity, None, words=words),
            "figures.build.measure",
        )
    what = nouns.after(parse, quantity.end, words)
    end = what.end if what else quantity.end
    of, of_end = nouns.partitive(parse, quantity.end, words)
    if of_end > quantity.end:
        what, end = of, of_end
    told = _predicate(parse, quantity, what, words=words)
    return _Place(what, end, told, what.rule if what else "figures.build.elided")


def _predicate(
    parse: Parse, quantity: Quantity, what: Counted | None, *, words: Tables
) -> Predicate | None:
    token: Token | None = None
    if what is not None and what.head is not None:
        token = parse.tokens[what.head]
    else:
        inside = parse.within(quantity.start, quantity.end)
        ids = {t.i for t in inside}
        token = next((t for t in reversed(inside) if t.head not in ids), None)
    return predicate(parse, token, words) if token is not None else None


def _elided(before: list[Figure], place: _Place, words: Tables) -> str | None:
    """Return the noun of the nearest earlier figure that counts: "killed 12 and wounded 30"."""
    for figure in reversed(before[-6:]):
        if figure.counted and figure.unit in ("person", "count"):
            return figure.counted
    return "person" if place.told is not None else None


def _innermost(statements: Sequence[Statement], number: Span) -> StatementId | None:
    """Return the statement with the shortest content that covers the number."""
    holding = [
        (sum(s.end - s.start for s in statement.content), statement.id)
        for statement in statements
        if any(s.covers(number) for s in statement.content)
    ]
    return min(holding)[1] if holding else None


__all__ = ["Number", "figures", "quantities"]
