"""Spans on texts of every kind: the same words in code points, UTF-16 units and UTF-8 bytes."""

from __future__ import annotations

import random

import pytest

from reportedly import captures, documents, pipeline
from reportedly.records import DocumentRecords, Span
from reportedly.stage import Material, Tools
from reportedly.web import offsets

FEW, MANY = 300, 10_000
PIECES = (
    "The mayor said {n} people had died. ", "“It is over,” she said. ", '"No," he said. ',
    "🇦🇿 At least {n} were hurt 😀, officials said. ", "Ana Ko\u0301va\u0301cs counted {n} bodies. ",
    "قالت الوزيرة إن الحادث انتهى. ", "\u202bהשר אמר\u202c ", "\r\n", "\r\n\r\n", "\n", "\ufeff",
    "\x00", "\ud83d", "\udc00", "👩‍👩‍👧‍👦 ", "\u200b", "\u2028", "\x0b", "On May {n} it rained. ",
    "1,000 and 2.5 million ", "Z\u0335\u0321a\u0338lgo ", "ﬁve ", "İstanbul ", "\t", "\u00a0", "﷽ ",
)  # fmt: skip


def made(seed: int) -> str:
    """Return a text of pieces chosen by the seed."""
    chosen = random.Random(seed)
    pieces = chosen.choices(PIECES, k=chosen.randint(1, 12))
    return "The mayor said so. " + "".join(p.format(n=chosen.randint(2, 99)) for p in pieces)


def spans(records: DocumentRecords) -> list[Span]:
    found = [b.span for b in records.document.blocks] + [t.span for t in records.times]
    found += [f.span for f in records.figures] + [f.number for f in records.figures]
    found += [m.span for m in records.cast.mentions]
    return found + [p for s in records.statements for p in (*s.content, *s.cue, *s.source)]


def check(seed: int, tools: Tools) -> int:
    """Read one text and compare all its spans in three units; return how many there were."""
    given = captures.Found(
        location="text", media_type="text/plain", data=made(seed).encode("utf-8", "surrogatepass")
    )
    capture = pipeline.capture_of(given)
    document = documents.read(
        capture, given.data, doc=pipeline.doc_id(capture), settings=tools.settings
    )
    text = document.text
    records = DocumentRecords(document=document)
    material = Material(records, tools)
    for stage in pipeline.DOCUMENT_STAGES:
        material = material.extended(stage.name, stage.of(material))
    wide, bytes_ = text.encode("utf-16-le"), text.encode("utf-8")
    found = spans(material.records)
    for span in found:
        words = span.of(text)
        a, b = offsets.units(text[: span.start]), offsets.units(text[: span.end])
        first = len(text[: span.start].encode("utf-8"))
        assert words
        assert wide[2 * a : 2 * b].decode("utf-16-le") == words
        assert bytes_[first : first + len(words.encode("utf-8"))].decode("utf-8") == words
        assert (offsets.code_points(text, a), offsets.code_points(text, b)) == (
            span.start,
            span.end,
        )
    return len(found)


def test_spans_hold_the_same_words_in_every_unit(tools: Tools) -> None:
    assert sum(check(seed, tools) for seed in range(FEW)) > FEW


@pytest.mark.nightly
def test_spans_of_many_more_texts_hold_the_same_words(tools: Tools) -> None:
    assert sum(check(seed, tools) for seed in range(FEW, MANY)) > MANY
