"""Find the agencies and outlets that a text itself credits.

Invariant: a credit is the name as it stands in the text; persons are no credits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.documents.sheet import Sheet
from reportedly.documents.vocabulary import Vocabulary
from reportedly.records import Block, BlockKind, Evidence, Span

OPENING = 4  # paragraphs in which an outlet names itself: "..., The Averin Post reports."
TAIL = 60  # code points at the end of the last paragraph
HOUSE = r"[A-ZÀ-Þ][\w&.'’-]*(?: [A-ZÀ-Þ][\w&.'’-]*){0,3}"
REPORTS = re.compile(rf"[,”\"] (?:the )?(?P<name>{HOUSE})$")
BRACKET = re.compile(rf"\((?P<name>{HOUSE})(?: ?/ ?[\w .]{{1,30}}|, [a-z ]{{1,20}})?\)\.?$")
SIGNED = re.compile(
    r"(?:[.!?\"”]\s|^)(?:\((?P<a>[A-Z][A-Z-]{1,7})\)|/(?P<b>[A-Z][A-Z-]{1,7})/)\.?$"
)
SHORT_NAME = re.compile(r"[A-Z][A-Z-]{1,7}$")

Found = tuple[str, Span]


def credits(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[Evidence]:
    """Yield the credits outside the dateline, in reading order."""
    body = [b.span for b in blocks if b.kind is BlockKind.PARAGRAPH]
    yield from _self_named(sheet, body[:OPENING])
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            yield from _credit_line(sheet, block.span)
    if body:
        yield from _signed(sheet, body)


def _evidence(name: str, span: Span) -> Evidence:
    return Evidence(field="credit", value=name, basis="text", span=span)


def _self_named(sheet: Sheet, spans: list[Span]) -> Iterator[Evidence]:
    """Find `"..., Kestrel Wire reports."` at the end of an opening paragraph."""
    for span in spans:
        tail = sheet.text[max(span.start, span.end - 2 * TAIL) : span.end]
        if (verb := sheet.vocabulary.credit_verbs.search(tail)) and (
            name := REPORTS.search(tail[: verb.start()])
        ):
            start = span.end - len(tail) + name.start("name")
            place = Span(span.doc, start, start + len(name["name"]))
            yield _evidence(name["name"], place)


def _credit_line(sheet: Sheet, span: Span) -> Iterator[Evidence]:
    """Find the house in `"(Reporting by Northlight Port Averin bureau)"`."""
    words = span.of(sheet.text)
    opening = sheet.vocabulary.credit_starts.match(words)
    if opening is None:
        return
    for piece in re.split(r"[;,/]| and ", words[opening.end() :].strip("()[]* .")):
        if is_house(piece.strip(), sheet.vocabulary):
            yield _evidence(piece.strip(), span)


def is_house(name: str, vocabulary: Vocabulary) -> bool:
    """Tell an agency or outlet from a person: `"IPB"`, `"Corvan News Service"`."""
    low = set(name.lower().split())
    return bool(SHORT_NAME.match(name)) or bool(low & vocabulary.outlet_words)


def _signed(sheet: Sheet, body: list[Span]) -> Iterator[Evidence]:
    """Find the sign below a text: `"Northlight"`, `"(LPA / own reporting)"`, `"... /HSN/"`."""
    last = body[-1]
    words = last.of(sheet.text)
    if len(words) <= TAIL and (bracket := BRACKET.fullmatch(words)):
        yield _evidence(bracket["name"], last)
    elif sign := SIGNED.search(words[-TAIL:]):
        name = next(group for group in sign.groups() if group)
        yield _evidence(name, last)
    elif len(words) <= TAIL and re.fullmatch(HOUSE, words) and len(body) > 1:
        single = len(words.split()) == 1 and body[-2].of(sheet.text).endswith((".", '"', "”"))
        if single or is_house(words, sheet.vocabulary):
            yield _evidence(words, last)
