"""From a document to its figures: lex, pass over what counts nothing, measure, join, place.

Every figure's span covers its number; figures are sorted by span and their numbers never overlap.
What a number counts is settled in two rounds: first what the words around it say, then what they
leave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.figures import counted as nouns
from reportedly.figures import said as elsewhere
from reportedly.figures.beside import worth
from reportedly.figures.bounds import bounded, intervals
from reportedly.figures.candidates import Field, field, left_out
from reportedly.figures.cells import cell_noun, measured_in_cell
from reportedly.figures.counted import SET_AT, Counted
from reportedly.figures.digits import habit
from reportedly.figures.elided import (
    REACH,
    UNIT_WORD,
    WEAK,
    YEARS,
    Draft,
    is_an_age,
    measure_noun,
    same_measure,
)
from reportedly.figures.fellows import MEASURES, Placed, joined
from reportedly.figures.headings import is_label, labelled
from reportedly.figures.measured import climbed, is_given, measured, repeated, unit_word
from reportedly.figures.numbers import lex
from reportedly.figures.partitives import behind_pronoun, of_whole, partitive, those_who
from reportedly.figures.parts import linked
from reportedly.figures.predicates import Predicate, direction, predicate
from reportedly.figures.ranges import paired
from reportedly.figures.rules import counts_nothing
from reportedly.figures.subjects import cheaper
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

LOSING = ("lose", "gain", "add", "cut", "raise", "shed", "drop", "join")
UNKNOWN = ""  # unit of a bare number when nothing says what it counts


def figures(material: Material) -> tuple[Figure, ...]:
    """Return the figures of one document, sorted by span."""
    text = material.records.document.text
    words = tables(material.tools.lexicon)
    found = quantities(material, words)
    alone = [_placed(text, material.parse, q, words=words) for q in found]
    placed = joined(text, material.parse, alone)
    drafts = [_draft(material.parse, p, words) for p in placed]
    offered = field(material.parse, drafts, words)
    usual = habit(text)
    made = [_figure(material, _ordered(p, usual), (offered, k)) for k, p in enumerate(placed)]
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
        if number.kind == "vague" and is_label(text, number.start, number.end):
            continue
        kept.append(labelled(text, measure(text, number, words), words))
    joined = paired(text, kept, lambda at: _changes(material.parse, at, words))
    times = material.records.times
    return [bounded(text, q, words) for q in joined if not _timed(times, q)]


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


def _placed(text: str, parse: Parse, quantity: Quantity, *, words: Tables) -> Placed:
    """Return a quantity with what the words around it say it counts."""
    aged = is_an_age(text, quantity)
    grown = YEARS[0] <= quantity.value <= YEARS[1] and quantity.value % 1 == 0
    aged = aged or (grown and elsewhere.of_somebody(parse, quantity.number.start, words))
    if aged and not quantity.unit and nouns.after(parse, quantity.end, words) is None:
        quantity = replace(quantity, unit="year", family="time", age=True)
    if quantity.family in MEASURES:
        told = direction(text, parse, quantity, tables=words)
        told = told or _predicate(parse, quantity, None, words=words)
        what = measured_in_cell(text, parse, quantity, tables=words)
        what = what or measured(parse, quantity, told, tables=words)
        return Placed(quantity, what, quantity.end, told)
    if quantity.family == "times":
        told = _predicate(parse, quantity, None, words=words)
        return Placed(quantity, repeated(parse, quantity, words), quantity.end, told)
    what, end = _noun(text, parse, quantity, words=words)
    told = _predicate(parse, quantity, what, words=words)
    if what is None and told is not None and _moved(told, words):
        what = climbed(parse, quantity, words)  # "the index rose to 4,577"
        if what is not None:
            what = replace(what, noun=words.shares.get(what.noun, what.noun))
    return Placed(quantity, what, end, told)


def _moves_itself(placed: Placed, words: Tables) -> bool:
    """Tell whether a subject is what is measured and nobody who acts: "zinc closed 1.7% higher"."""
    if placed.told is None or placed.quantity.family not in ("share", "index"):
        return False
    return placed.told.change is not None or placed.told.lemma in words.lists["closing"]


def _moved(told: Predicate, words: Tables) -> bool:
    """Tell whether a verb of change governs, rather than a toll that rose."""
    verb = told.lemma.split(" ")[0]
    return verb in words.up or verb in words.down


def _noun(
    text: str, parse: Parse, quantity: Quantity, *, words: Tables
) -> tuple[Counted | None, int]:
    """Return the noun a plain number counts and where the figure's span ends."""
    cell = cell_noun(text, parse, quantity.start, tables=words)
    breaks = text[quantity.end : quantity.end + 1] == "\n"
    what = None if breaks else nouns.after(parse, quantity.end, words)
    what = what or nouns.who(parse, quantity.end)
    what = what or nouns.behind_measure(parse, quantity.end, words)
    if what is not None:
        return what, max(what.end, quantity.end)
    crowd = elsewhere.crowded(parse, quantity.start, words)
    crowd = crowd or elsewhere.voted(text, parse, quantity)
    crowd = crowd or those_who(parse, quantity.end, words) or worth(parse, quantity, words)
    crowd = crowd or cheaper(parse, quantity, words)
    if crowd is not None:
        return crowd, quantity.end
    of, end = partitive(parse, quantity.end, words)
    if of is None and end > quantity.end:
        of = behind_pronoun(parse, end, words)
    if of is not None or cell is not None:
        return of or cell, of.end if of else end
    said = elsewhere.is_said_to_be(parse, end, words)
    if said is not None:
        return said, said.end
    level = elsewhere.closed_at(parse, quantity.number.start, words)
    level = level or elsewhere.set_at(parse, quantity.number.start, words)
    if level is not None:
        return level, end
    if quantity.value % 1:
        return elsewhere.scale_before(parse, quantity.start, words), end
    label = elsewhere.before_colon(text, parse, quantity.start, tables=words)
    said = elsewhere.said_of(parse, quantity.start, quantity.end, tables=words)
    return label or said or of_whole(parse, quantity.start, words), end


def _predicate(
    parse: Parse, quantity: Quantity, what: Counted | None, *, words: Tables
) -> Predicate | None:
    token: Token | None = None
    if what is not None and what.rule == "figures.cells.header":
        heading = next(iter(parse.within(what.start, what.end)), None)
        act = words.behind.get(heading.text.lower()) if heading else None
        if heading is not None and act is not None:
            return Predicate(act, what.start, what.end)
    if what is not None and what.head is not None and what.rule != SET_AT:
        token = parse.tokens[what.head]
    else:
        inside = parse.within(quantity.start, quantity.end)
        ids = {t.i for t in inside}
        token = next((t for t in reversed(inside) if t.head not in ids), None)
    return predicate(parse, token, words) if token is not None else None


def _draft(parse: Parse, placed: Placed, words: Tables) -> Draft:
    """Return what the second round needs to know of a quantity."""
    quantity, what = placed.quantity, placed.what
    noun, rule = (what.noun if what else None), placed.rule
    if rule == "figures.measured.subject" and is_given(parse, quantity, words):
        word = unit_word(parse, quantity, words)
        noun, rule = (word.noun if word else None), UNIT_WORD
    if quantity.family in MEASURES and noun in words.lists["empty"]:
        noun, rule = None, placed.rule if rule in WEAK else WEAK[0]  # "a figure of 50.2 percent"
    head = parse.tokens[what.head] if what and what.head is not None else None
    unit = quantity.unit or nouns.unit_of(noun or "", head, tables=words)
    if rule == SET_AT and not quantity.unit:
        unit = UNKNOWN
    people = unit == "count" and head is not None and head.text[:1].isupper()
    if people and placed.told is not None and placed.told.lemma in words.personal:
        unit = "person"  # a people's name that the parser does not know: "100,000 Ondari"
    own = nouns.singular(head, words) if head is not None else None
    acting = own in words.persons or own in words.lists["owners"]
    agent = head is not None and (head.pos == "PROPN" or acting)
    agent = agent and not _moves_itself(placed, words)
    token = parse.at(quantity.number.start)
    return Draft(
        quantity,
        noun,
        unit,
        placed.told,
        token.sent if token else -1,
        rule,
        agent,
        nouns.are_others(parse, quantity.end),
    )


def _settled(parse: Parse, offered: Field, k: int, *, words: Tables) -> tuple[str | None, str]:
    """Return the noun and unit of draft `k`, a left-out noun filled in."""
    drafts, draft = offered.drafts, offered.drafts[k]
    if draft.quantity.age:
        return "age", "year"
    if draft.quantity.family == "times":
        return "time", "count"
    if draft.quantity.family == "time":
        return draft.noun, draft.unit
    if draft.quantity.family in MEASURES:
        return measure_noun(drafts, k), draft.unit
    if draft.noun is not None and not (draft.rule in WEAK and _fellow(drafts, k)):
        return draft.noun, draft.unit
    equal = same_measure(drafts, k, ("share", "physical", "money"))
    if equal is not None:
        return measure_noun(drafts, equal), drafts[equal].unit
    if draft.quantity.value % 1 and draft.quantity.high is None:
        return None, UNKNOWN
    noun = left_out(parse, offered, k, tables=words)
    if noun is None:
        return None, UNKNOWN
    near = drafts[max(0, k - REACH) : k + REACH]
    same = next((d.unit for d in near if d.noun == noun), None)
    return noun, same or ("person" if noun in words.persons else "count")


def _fellow(drafts: Sequence[Draft], k: int) -> bool:
    """Tell whether an earlier figure of the sentence counts something by its own words."""
    return any(
        d.sentence == drafts[k].sentence and d.unit in ("person", "count") and d.rule not in WEAK
        for d in drafts[max(0, k - 4) : k]
        if d.noun is not None
    )


def _ordered(placed: Placed, usual: str) -> Placed:
    """Put the likelier reading of "300.000" first, by what is counted and the document's habit."""
    quantity = placed.quantity
    values = quantity.number.values
    if len(values) < 2:
        return placed
    grouped, decimal = values[0], values[1]
    mark = "dot" if "dot" in grouped[1] or "dot" in decimal[1] else "comma"
    measured_by = quantity.family in ("share", "physical", "index", "time", "money")
    other = bool(usual) and usual != mark
    bare = placed.what is None and not quantity.family and mark == "dot" and usual != "dot"
    round_dot = mark == "dot" and decimal[0] * 10 % 1 == 0
    if (other and measured_by and decimal[0] % 1 != 0) or (bare and not round_dot):
        values = (decimal, grouped)
    number = replace(quantity.number, values=values)
    return replace(placed, quantity=replace(quantity, number=number))


def _figure(material: Material, placed: Placed, where: tuple[Field, int]) -> Figure:
    """Return the record of one quantity."""
    document = material.records.document
    words = tables(material.tools.lexicon)
    quantity, what, told = placed.quantity, placed.what, placed.told
    noun, unit = _settled(material.parse, *where, words=words)
    per = quantity.per or rate(document.text, placed.end, words)
    if per and noun == "time":
        unit = f"count/{per}"  # "78,000 times a minute" is a frequency
    number = Span(document.id, quantity.number.start, quantity.number.end)
    return Figure(
        id=FigureId(f"{document.id}-f{number.start:06d}"),
        span=Span(document.id, quantity.start, max(quantity.end, placed.end)),
        number=number,
        readings=intervals(quantity, words),
        approximator=Approximator(words.kinds[quantity.bound]),
        unit=unit,
        counted=noun,
        counted_span=Span(document.id, what.start, what.end) if what and what.end else None,
        predicate=told.lemma if told else None,
        predicate_span=Span(document.id, told.start, told.end) if told else None,
        negated=told.negated if told else False,
        change=_change(quantity, told),
        per=per,
        statement=_innermost(material.records.statements, number),
        rule=RuleName(placed.rule),
    )


def _change(quantity: Quantity, told: Predicate | None) -> str | None:
    """Return whether a measure or level goes up or down; people who lose something do not."""
    if told is None:
        return None
    plain = quantity.family not in MEASURES and " " not in told.lemma
    return None if plain and told.lemma in LOSING else told.change


def _innermost(statements: Sequence[Statement], number: Span) -> StatementId | None:
    """Return the statement with the shortest content that covers the number."""
    holding = [
        (sum(s.end - s.start for s in statement.content), statement.id)
        for statement in statements
        if any(s.covers(number) for s in statement.content)
    ]
    return min(holding)[1] if holding else None
