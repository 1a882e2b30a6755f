"""From a document's text to its `TimeRef` records."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.records import DocId, RuleName, Span, TimeKind, TimeRef, TimeRefId
from reportedly.times.calendar import Period, plus_months
from reportedly.times.clocks import first_hour
from reportedly.times.context import latest_day, looks_back, published, retells, stated
from reportedly.times.doubtful import decide, join_abbreviations, join_phrases
from reportedly.times.drafts import Draft
from reportedly.times.grammar import LETTERS, OTHER, letters
from reportedly.times.lexer import Tokens, lex
from reportedly.times.numbers import join_numbers
from reportedly.times.resolve import resolve
from reportedly.times.rule import Rule
from reportedly.times.rules import scan
from reportedly.times.story import Story
from reportedly.times.tense import is_ahead, tense
from reportedly.times.values import Value
from reportedly.times.vocabulary import Vocabulary

Found = tuple[int, int, Draft, Rule]


def read_times(
    text: str, words: Vocabulary, *, doc: DocId, own_date: str | None = None
) -> tuple[TimeRef, ...]:
    """Return the time expressions of a text, sorted by span.

    Args:
        own_date: the document's date in EDTF; None = unknown.
    """
    tokens = prepare(text, words)
    found = _with_borrowed(tokens, list(scan(tokens)))
    own = published(own_date)
    if own.year is None:
        own = stated(
            tokens.text, [(tokens.starts[i], tokens.ends[j - 1], d) for i, j, d, _ in found]
        )
    drafts = [draft for _, _, draft, _ in found]
    marked = LETTERS["ANNIVERSARY"] in tokens.classes
    years = [_years_since(tokens, place) for place in found[:_OPENING]]
    story = Story(
        own=own,
        retelling=retells(drafts, own),
        latest=latest_day(drafts),
        looking_back=any(years) or looks_back(drafts, own, marked=marked),
    )
    breaks = _paragraphs(tokens, found)
    records: list[TimeRef] = []
    for (i, j, draft, used), paragraph in zip(found, breaks, strict=True):
        story.here = paragraph
        story.stamp = tokens.starts[i] == 0 or text[tokens.starts[i] - 1] == "\n"
        story.names = _names(tokens, i, j)
        story.tense, story.ahead = tense(tokens, i, j), is_ahead(tokens, i)
        value = resolve(draft, story)
        name = TimeRefId(f"{doc}-t{len(records) + 1:04d}")
        story.tell(draft, value, name)
        if len(records) < len(years) and years[len(records)] and own.date is not None:
            story.told = Period("D", plus_months(own.date, -12 * years[len(records)]))
        records.append(
            _record(tokens, (i, j), draft, value=value, name=name, rule=used.name, doc=doc)
        )
    return tuple(records)


# Expressions among which a text names the anniversary that it is about.
_OPENING = 3


def _years_since(tokens: Tokens, place: Found) -> int:
    """Return the years counted from an event: "One year after an earthquake"; 0 = none."""
    _, j, draft, _ = place
    match = _YEARS.fullmatch(draft.value or "")
    return int(match[1]) if match and tokens.word(j) in ("after", "since") else 0


_YEARS = re.compile(r"P(\d{1,2})Y")


def _names(tokens: Tokens, i: int, j: int) -> bool:
    """Tell whether a time is part of a name: "the August 1792 uprising", "the Clergy (1790)"."""
    bracketed = tokens.cls(i - 1) == LETTERS["OPEN"] and tokens.cls(j) == LETTERS["CLOSE"]
    if bracketed and j == i + 1:
        return tokens.classes[i] == LETTERS["YEAR"]
    article = LETTERS["THE"] in (tokens.cls(i - 1), tokens.classes[i])
    behind = tokens.cls(j) == OTHER and tokens.word(j).isalpha()
    return article and behind and not tokens.says(j, "clause_words")


def prepare(text: str, words: Vocabulary) -> Tokens:
    """Return the tokens that rules are matched against."""
    return decide(join_numbers(join_abbreviations(join_phrases(lex(text, words), words))))


def _record(
    tokens: Tokens,
    place: tuple[int, int],
    draft: Draft,
    *,
    value: Value,
    name: TimeRefId,
    rule: str,
    doc: DocId,
) -> TimeRef:
    i, j = place
    start, end = tokens.starts[i], tokens.ends[j - 1]
    deadline = tokens.word(i - 1) == "by"
    value = _at_end(value, deadline) if draft.modifier == "END" else value
    return TimeRef(
        id=name,
        span=Span(doc, start, end),
        kind=TimeKind.DURATION if draft.shift and _is_length(value) else draft.kind,
        timex=value.timex,
        edtf=value.edtf,
        earliest=value.earliest,
        latest=value.latest,
        anchor=value.anchor,
        modifier=draft.modifier,
        deadline=deadline,
        rule=RuleName(rule),
    )


def _is_length(value: Value) -> bool:
    return value.timex.startswith("P") and value.timex[1:2].isdecimal()


def _at_end(value: Value, deadline: bool) -> Value:
    """Return the end of a month or year as its last day: "the end of 2026" is 2026-12-31."""
    if value.period is None or value.period.unit not in ("M", "Y"):
        return value
    last = value.period.last.isoformat()
    return replace(value, edtf=last, earliest=None if deadline else value.earliest)


def _paragraphs(tokens: Tokens, found: list[Found]) -> list[int]:
    """Return for each expression the number of the paragraph it stands in."""
    letter, numbers, done, count = LETTERS["BREAK"], [], 0, 0
    for i, _, _, _ in found:
        count += tokens.classes.count(letter, done, i)
        done = i
        numbers.append(count)
    return numbers


_LINKS = frozenset(letters("TO", "AND", "HYPHEN", "COMMA", "OR", "THE", "FROM"))


def _with_borrowed(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Return drafts in which the first end of a range has the month and year of the second.

    "from September to November 2020": the September is that of 2020.
    """
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        i, j, draft, used = out[k]
        later_start, _, later, _ = out[k + 1]
        between = tokens.classes[j:later_start]
        if not between or len(between) > 3 or not _LINKS.issuperset(between):
            continue
        if used.make is first_hour and later.clock is not None:
            out[k] = (i, j, replace(later, clock=draft.clock), used)
        elif (
            draft.year is None
            and draft.shift is None
            and later.month is not None
            and (draft.month is not None or draft.day is not None)
        ):
            borrowed = replace(
                draft,
                month=draft.month or later.month,
                year=later.year,
                shift=later.shift if later.year is None else None,
            )
            if borrowed.shift is None or borrowed.shift.unit == "Y":
                out[k] = (i, j, borrowed, used)
    return out
