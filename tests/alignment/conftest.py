"""Reports in a small markup, so that alignment is tested without the stages before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

import pytest

from reportedly.records import (
    Approximator,
    Block,
    BlockKind,
    CaptureId,
    DocId,
    Document,
    DocumentRecords,
    Figure,
    FigureId,
    PublishedBasis,
    Reading,
    RuleName,
    Span,
    TimeKind,
    TimeRef,
    TimeRefId,
)

MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
Build: TypeAlias = Callable[..., DocumentRecords]


def _figure(doc: DocId, place: tuple[int, int], text: str, rest: str) -> Figure:
    """Read "{41 people|41 person person kill}": value, unit, counted noun, predicate.

    A fifth word, "before" or "behind", tells where a denied predicate stands.
    """
    value, unit, counted, predicate, denied = [*rest.split(), "", "", "", ""][:5]
    span = Span(doc, *place)
    verb = Span(doc, 0, 1) if denied == "before" else Span(doc, place[1], place[1] + 1)
    number = Decimal(value)
    return Figure(
        id=FigureId(f"f{doc}{place[0]}"),
        span=span,
        number=Span(doc, place[0], place[0] + len(text.split(maxsplit=1)[0])),
        readings=(Reading(value=number, low=number, high=number, rule=RuleName("test")),),
        approximator=Approximator.EXACT,
        unit=unit or "count",
        counted=counted or None,
        counted_span=span if " " in text else None,
        predicate=predicate or None,
        predicate_span=verb if denied else None,
        negated=bool(denied),
        rule=RuleName("test"),
    )


def _time(doc: DocId, place: tuple[int, int], day: str) -> TimeRef:
    return TimeRef(
        id=TimeRefId(f"t{doc}{place[0]}"),
        span=Span(doc, *place),
        kind=TimeKind.DURATION if day.startswith("P") else TimeKind.DATE,
        timex=day,
        edtf=None if day.startswith("P") else day,
        earliest=None if day.startswith("P") else day,
        latest=None if day.startswith("P") else day,
        rule=RuleName("test"),
    )


@pytest.fixture
def report() -> Build:
    """Build records; `{words|day}` marks a date, `{words|value unit noun verb}` a figure."""

    def build(name: str, marked: str, published: str | None = None) -> DocumentRecords:
        doc = DocId(name)
        text, figures, times, at = "", [], [], 0
        for match in MARK.finditer(marked):
            text += marked[at : match.start()]
            place = (len(text), len(text) + len(match.group(1)))
            if re.match(r"\d{4}-|P", match.group(2)):
                times.append(_time(doc, place, match.group(2)))
            else:
                figures.append(_figure(doc, place, match.group(1), match.group(2)))
            text += match.group(1)
            at = match.end()
        text += marked[at:]
        return DocumentRecords(
            document=Document(
                id=doc,
                capture=CaptureId("0" * 64),
                path=f"{name}.txt",
                media_type="text/plain",
                text=text,
                blocks=(Block(span=Span(doc, 0, len(text)), kind=BlockKind.PARAGRAPH),),
                language="en",
                outlet=name,
                published=published,
                published_basis=PublishedBasis.GIVEN if published else None,
            ),
            times=tuple(times),
            figures=tuple(figures),
        )

    return build
