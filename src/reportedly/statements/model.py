"""The learned model's readings as proposals.

Invariant: a proposal's ranges are exactly words of the document: no quotation mark, comma or
blank at either end of a content, and no content without a letter or digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp, log

from reportedly.language import Tagged, Tagger
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.proposals import Proposal, Range, overlap, size
from reportedly.statements.scene import Scene

RULE = RuleName("statements.model.tagged")
# Logistic regression of "content and source right" on the logits of the three chances the model
# gives, over the 191 texts of four development sets; the constant comes last.
WEIGHTS = (0.23, 0.17, 0.18, -1.59)  # anchor, valid, sure, constant
LEAST = 0.1  # proposals below this confidence are not made: 1 of 7 was right
MARGIN = 1e-4  # chances are kept this far from 0 and 1
EDGES = ' \t\r\n\u00a0"“”„«»＂`,;:'
BASES = {
    "free": Basis.CONTINUATION,
    "according": Basis.ACCORDING_TO,
    "block": Basis.HEADING,
    "act": Basis.ACT,
    "headline": Basis.HEADLINE,
}


def model_proposals(scene: Scene, tagger: Tagger) -> tuple[Proposal, ...]:
    """Return what the model proposes for one document, sorted by content.

    Raises:
        MissingModel: the weights on disk are not the expected ones.
    """
    ranges = [(line.start, line.end) for line in scene.lines]
    tagged = tagger.tag(scene.text, ranges)
    made = [_proposal(scene, t) for t in tagged if confidence(t) >= LEAST]
    found = sorted((p for p in made if p is not None), key=lambda p: (p.content, p.cue))
    return tuple(_with_antecedents(found))


def confidence(tagged: Tagged) -> float:
    """Return the chance, 0..1, that content and source are right."""
    parts = (tagged.anchor, tagged.valid, tagged.sure)
    total = WEIGHTS[-1] + sum(w * _logit(p) for w, p in zip(WEIGHTS, parts, strict=False))
    return 1 / (1 + exp(-total))


def _logit(chance: float) -> float:
    kept = min(1 - MARGIN, max(MARGIN, chance))
    return log(kept / (1 - kept))


def _proposal(scene: Scene, tagged: Tagged) -> Proposal | None:
    content = _trimmed(scene.text, [_whole(scene, piece) for piece in tagged.content])
    if not content:
        return None
    return Proposal(
        content=content,
        cue=tagged.cue,
        source=tagged.source,
        mode=mode_of(scene, content),
        basis=BASES.get(tagged.type, Basis.VERB),
        denied=_denies(scene, tagged.cue),
        confidence=round(confidence(tagged), 4),
        rule=RULE,
    )


def _whole(scene: Scene, piece: Range) -> Range:
    """Return a piece that covers most of a quotation, stretched to all of it."""
    start, end = piece
    for edge in (start, end - 1):
        quote = scene.quote_at(edge)
        if quote is not None and 2 * overlap((piece,), (quote.inner,)) >= size((quote.inner,)):
            start, end = min(start, quote.inner[0]), max(end, quote.inner[1])
    return start, end


def _trimmed(text: str, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges without marks at their ends; those without letters or digits go."""
    kept: list[Range] = []
    for start, end in ranges:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip(EDGES))
        last = end - (len(words) - len(words.rstrip(EDGES)))
        if kept and first < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(last, kept[-1][1]))
        elif first < last and any(c.isalnum() for c in text[first:last]):
            kept.append((first, last))
    return tuple(kept)


def mode_of(scene: Scene, content: tuple[Range, ...]) -> Mode:
    """Return how the words are given: all quoted, partly, or not at all."""
    inner = tuple(q.inner for q in scene.quotes if q.start < content[-1][1])
    quoted = overlap(content, tuple(q for q in inner if q[1] > content[0][0]))
    if quoted >= size(content) - 2 * len(content):  # an edge mark more or less
        return Mode.DIRECT
    return Mode.MIXED if quoted else Mode.INDIRECT


def _denies(scene: Scene, cue: tuple[Range, ...]) -> bool:
    words = {t.lemma for start, end in cue for t in scene.parse.within(start, end)}
    return not words.isdisjoint(scene.cues.denials)


def _with_antecedents(found: Sequence[Proposal]) -> Iterable[Proposal]:
    """Yield the proposals; a continuation names the last passage that ended before it.

    One that has nothing before it is no continuation and is left out.
    """
    last: Range | None = None
    for p in found:
        if p.basis is not Basis.CONTINUATION:
            yield p
        elif last is not None and last[1] <= p.start:
            yield replace(p, antecedent=last)
        if p.basis is not Basis.CONTINUATION or last is not None:
            last = p.content[-1] if last is None or p.content[-1][1] > last[1] else last
