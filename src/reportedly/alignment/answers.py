"""What each figure answers: measure, population, place and time, read from the words around it.

An `Answer` is a figure on its way to a slot. Its fields come from one document alone; which
places tell questions apart is decided later, over the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from reportedly.alignment.passages import Passages, cell
from reportedly.alignment.predicates import CASE, ILL, REACH, has_noun, lent, nearest, told
from reportedly.alignment.vocabulary import WORD, Vocabulary, telling
from reportedly.records import Approximator, Figure, Span, TimeRef

CLOSE = 45  # code points around a figure that are compared word by word
TELLING = 20  # smaller whole numbers recur by chance
AGE = re.compile(
    r"\b(?P<name>[A-Z][\w’'.-]{0,20}),? ?[,(] ?$|\b(?:aged|age),? $"
    r"|\b(?:[Hh]e|[Ss]he|who|(?P<named>[A-Z][\w’'.-]{1,20})) (?:was|is),? $"
    r"|(?<!\bof )\b(?P<someone>[a-z]{2,20}) (?:was|is),? $"
)
OLDEST = 120  # years; larger numbers are no ages
UNITLESS = ("person", "count", "")
# What stands behind a number that no word of its own sentence explains: the clause ends or goes on.
SILENT = re.compile(
    r"[\s\"”'’)*]{0,6}(?:[.,;:!?|)—–]|- |$|\n|(?:and|or|but|to|as|for|in|on|once|when|then|now)\b)"
)
LISTED = re.compile(r"(?: and |, (?:and )?)")  # between two figures of one list
LABEL = re.compile(r"([A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,3}):? ?\(?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One figure and the question it seems to answer."""

    span: Span
    figure: Figure | None
    time: TimeRef | None = None
    approximator: Approximator | None
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    unit: str
    counted: str  # representative noun; "" where none is known
    predicate: str | None = None  # class
    entailed: frozenset[str] = frozenset()  # classes that follow from the predicate
    fate: str | None = None  # the predicate, where it excludes other fates of people
    guess: str | None = None  # class of the nearest predicate word, where the figure has none
    population: str | None = None
    nation: str | None = None  # a capitalised counted noun: "Kashmiris"
    place: str | None = None
    year: int | None = (
        None  # of the time expression in its sentence, when it lies before publication
    )
    about: frozenset[str]  # stems of the telling words of its sentence
    near: frozenset[str]  # stems of the words right around it, everyday ones too
    verb: str | None = None  # the figure's own predicate, whatever its class
    position: int  # of its sentence in the text
    voice: str | None = None  # entity of its document who says so; None where the narrator does
    old: bool = False  # its year lies well before the story's main event
    bare: bool = False  # no counted noun of its own: "the thirty-four of the government"
    cell: bool = False  # stands in a table, its place being the row's label
    rank: int | None = None  # of its figure among those of the document that may stand in a row
    instead: int | None = None  # rank of the figure in whose place it is given: "three, not two"
    silent: bool = False  # bare, and nothing behind it says more: "The coast guard said 9,600."
    # What pairs are compared by, read once of each answer:
    measure: str | None = field(init=False)  # the predicate, else the guess
    size: float = field(init=False)  # the number, else a bound; 0 where none is known
    telling: bool = field(init=False)  # a number that does not recur by chance

    def __post_init__(self) -> None:
        value = self.value
        told = (v for v in (value, self.low, self.high) if v is not None)
        telling = value is not None and (value >= TELLING or value != value.to_integral_value())
        object.__setattr__(self, "measure", self.predicate or self.guess)
        object.__setattr__(self, "size", float(next(told, 0)))
        object.__setattr__(self, "telling", telling)

    @property
    def exact(self) -> Decimal | None:
        """The value when the words give it without a hedge."""
        return self.value if self.approximator is Approximator.EXACT else None


SCALES = {
    "decade": ("year", Decimal(10)),
    "century": ("year", Decimal(100)),
    "week": ("day", Decimal(7)),
}
SAME_UNIT = {
    "tonne": "t",
    "ton": "t",
    "metre": "m",
    "item": "count",
    "vehicle": "count",
    "truck": "count",
}


def answers(read: Passages, words: Vocabulary) -> list[Answer]:
    """Return one answer for each figure that may stand in a row, in reading order."""
    kept = [f for f in read.records.figures if _countable(f, read, words)]
    instead = dict(_contrasted(kept, read.text, words))
    return [_answer(f, read, words, rank=n, instead=instead.get(n)) for n, f in enumerate(kept)]


def _contrasted(figures: list[Figure], text: str, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield the ranks of two figures of which one is given in the other's place: "three, not two".

    Two behind two answer one another in order: "934 cases, 33 deaths, up from 893 and 31".
    """
    between = [
        text[a.span.end : b.span.start] if a.span.end <= b.span.start else ""
        for a, b in pairwise(figures)
    ]
    for n, gap in enumerate(between):
        if words.contrast.fullmatch(gap):
            if between[n + 1 : n + 2] == [" and "] and n and LISTED.fullmatch(between[n - 1]):
                yield n + 1, n - 1
                yield n + 2, n
            else:
                yield n + 1, n


def _countable(figure: Figure, read: Passages, words: Vocabulary) -> bool:
    """Leave out ages, and numbers that are part of a date."""
    if figure.counted in ("age", "old", "year-old") or _denied(figure) or _age(figure, read, words):
        return False
    return not any(t.span.overlaps(figure.number) for t in read.records.times)


def _denied(figure: Figure) -> bool:
    """Tell whether a number itself is denied: "it did not kill 12", not "12 did not return"."""
    verb = figure.predicate_span
    return figure.negated and (verb is None or verb.start < figure.number.start)


def _age(figure: Figure, read: Passages, words: Vocabulary) -> bool:
    """Tell whether a number stands like an age: "Terry Robinson Jr., 28, of St. Louis".

    "It was 23" and "Ninety-three, sixty-one" give none.
    """
    value = figure.readings[0].value
    if has_noun(figure) or figure.unit not in UNITLESS or value is None or value > OLDEST:
        return False
    before = read.text[max(0, figure.span.start - 24) : figure.span.start]
    after = read.text[figure.span.end : figure.span.end + 1]
    found = AGE.search(before)
    if found is None or after not in ",.;)":
        return False
    if found["someone"]:
        return found["someone"] in words.persons
    name = found["name"] or found["named"]
    known = words.no_place | words.ageless
    return name is None or (name not in known and not _number(figure, read))


def _number(figure: Figure, read: Passages) -> bool:
    """Tell whether the word before a figure is itself a number."""
    return any(0 <= figure.span.start - f.span.end <= 2 for f in read.records.figures)


def _answer(
    figure: Figure, read: Passages, words: Vocabulary, *, rank: int, instead: int | None
) -> Answer:
    best = figure.readings[0]
    unit = SAME_UNIT.get(figure.unit, figure.unit)
    unit, factor = SCALES.get(unit, (unit, Decimal(1)))
    start, end = read.sentence(figure.span.start)
    label = cell(read.text, figure.span.start)
    noun = (figure.counted or "").lower()
    counted = words.same.get(noun, noun)
    known = told(figure, read, words, heading=label[1] if label else "")
    if unit == "count" and (counted in words.anybody or (counted == CASE and known == ILL)):
        unit = "person"  # "41 names", "34 lives", "312 cases of cholera"
    person = unit == "person"
    classes = lent(figure, unit, words)
    said = read.innermost(figure.span)
    return Answer(
        span=figure.span,
        figure=figure,
        approximator=figure.approximator,
        low=None if best.low is None else best.low * factor,
        high=None if best.high is None else best.high * factor,
        value=None if best.value is None else best.value * factor,
        unit=unit,
        counted=counted,
        predicate=known,
        entailed=words.entails.get(known or "", frozenset()),
        fate=known if person and known in words.exclusive else None,
        guess=None if known or figure.negated else nearest(figure, read, words, classes=classes),
        population=_population(figure, counted, (read.text, words)) if person else None,
        nation=_nation(figure, read.text, words) if person else None,
        place=_row_label(label[0], words) if label else _place(figure, read, words),
        year=_year(read, figure),
        about=read.about(start, end, words.everyday),
        near=near(read.text, figure.span, (start, end)),
        verb=None if figure.negated else (figure.predicate or "").lower() or None,
        position=start,
        voice=None if said is None else read.credit.get(said.id),
        bare=(bare := _bare(figure, read.text, words)),
        silent=bare and SILENT.match(read.text, figure.span.end) is not None,
        cell=label is not None,
        rank=rank,
        instead=instead,
    )


def _bare(figure: Figure, text: str, words: Vocabulary) -> bool:
    """Tell whether the figure's noun stands elsewhere or nowhere, so that its unit is a guess.

    Not where it is named as what is counted: "put the number of workers in the mill at 250".
    """
    noun = figure.counted_span
    if figure.unit not in UNITLESS:
        return False
    if noun is None:
        return True
    named = words.number_of.search(text, max(0, noun.start - CLOSE), noun.start)
    return named is None and not has_noun(figure)


def _population(figure: Figure, counted: str, told: tuple[str, Vocabulary]) -> str | None:
    """Return the group of people counted: by the noun, or by what stands before it: elderly."""
    text, words = told
    if counted in words.population:
        return words.population[counted]
    if counted in words.anybody and figure.counted_span is not None:
        inside = WORD.finditer(figure.counted_span.of(text).lower())
        return next(
            (words.population[m.group()] for m in inside if m.group() in words.population), None
        )
    if figure.part_of and counted and counted not in words.anybody:
        return counted
    return None


def _nation(figure: Figure, text: str, words: Vocabulary) -> str | None:
    """Return a counted noun that is a name: "29,000 Palestinians", not a heading's "Dead"."""
    if figure.counted_span is None or not figure.counted:
        return None
    if figure.counted in words.anybody or figure.counted in words.predicate:
        return None
    last = text[figure.counted_span.start : figure.counted_span.end].split()
    return last[-1].lower() if last and last[-1][:1].isupper() and not last[-1].isupper() else None


def near(text: str, span: Span, sentence: tuple[int, int]) -> frozenset[str]:
    """Return the stems of the words around a figure, inside its sentence, the figure left out."""
    low = max(sentence[0], span.start - CLOSE)
    high = min(sentence[1], span.end + CLOSE)
    return telling(f"{text[low : span.start]}\n{text[span.end : high]}", frozenset())


def _row_label(label: str, words: Vocabulary) -> str | None:
    """Return the place a table row is about; None for a row of totals."""
    name = re.sub(r"\s*\([^)]{0,60}\)", "", label).strip()
    return name if name and name.lower() not in words.totals else None


def _place(figure: Figure, read: Passages, words: Vocabulary) -> str | None:
    """Return the place named for a figure: behind it up to the next figure, else before it.

    "163 people in Tasheh and 57 in Upper Lenk"; "Tasheh 212, Upper Lenk 88".
    """
    start, end = read.sentence(figure.span.start)
    text = read.text
    later = [
        f.span.start for f in read.figures_in(figure.span.end, min(end, figure.span.end + REACH))
    ]
    stop = min([*later, end, figure.span.end + REACH])
    for m in words.place.finditer(text, figure.span.end, stop):
        if "," in text[figure.span.end : m.start()]:
            break
        if m.group(1).split()[0] not in words.no_place:
            return m.group(1)
    before = text[max(start, figure.span.start - REACH) : figure.span.start]
    label = LABEL.search(before)
    if label and label.group(1).split()[0] not in words.no_place:
        return label.group(1)
    return None


def _year(read: Passages, figure: Figure) -> int | None:
    """Return the year that the nearest date in the sentence lies in; None if none or several."""
    start, end = read.sentence(figure.span.start)
    dated = [
        (abs(t.span.start - figure.span.start), t) for t in read.times_in(start, end) if year_of(t)
    ]
    if not dated:
        return None
    return year_of(min(dated, key=lambda pair: pair[0])[1])


def year_of(time: TimeRef) -> int | None:
    """Return the one year a time lies in; None when it is unknown or spans several."""
    if not time.earliest or not time.latest or time.earliest[:4] != time.latest[:4]:
        return None
    return int(time.earliest[:4])
