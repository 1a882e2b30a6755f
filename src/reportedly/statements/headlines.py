"""Attributions in headlines: "Ferry had no licence: minister", "Minister: ferry had no licence".

Invariant: only the title line is read here; a verb in it is read by the verb rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from reportedly.records import Basis, BlockKind, Mode, RuleName
from reportedly.statements.extents import trimmed
from reportedly.statements.fitting import bare, quoted_whole
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Line, Scene

LETTERS = re.compile(r"[^\W_]+")
COLON = re.compile(r"(?<=\S): |(?<=\S) [–—-]{1,2} ")
HEADLINE_WORDS = 30  # a longer first line is a paragraph
SOURCE_WORDS = 5
WORD = re.compile(r"\S+")


def headline_of(scene: Scene) -> Line | None:
    """Return the headline: the title block, or a first line without a sentence's look."""
    for line in scene.lines[:4]:
        if line.kind is BlockKind.TITLE:
            return line
    if not scene.lines:
        return None
    first = scene.lines[0]
    words = scene.text[first.start : first.end]
    title = scene.document.title
    if title and LETTERS.findall(title.lower()) == LETTERS.findall(words.lower()):
        return first
    alone = len(scene.lines) > 1 and scene.lines[1].paragraph > first.paragraph
    if alone and len(words.split()) <= HEADLINE_WORDS and words[-1] not in ".:;,":
        return first
    return None


def headlines(scene: Scene) -> Iterator[Proposal]:
    """Read the two sides of a headline's colon or dash."""
    line = headline_of(scene)
    if line is None:
        return
    said = _said_at_end(scene, line)
    if said is not None:
        yield said
        return
    for mark in COLON.finditer(scene.text, line.start, line.end):
        left = trimmed(scene.text, line.start, mark.start())
        right = trimmed(scene.text, mark.end(), line.end)
        if left is None or right is None:
            continue
        colon = scene.text[mark.start()] == ":"
        if _quotation(scene, left) and colon:
            yield _made(scene, left, _first_name(scene, right))
            return
        if _names_source(scene, right):
            yield _made(scene, left, right)
            return
        label = _one_word_label(scene, left, right)
        told = colon and len(scene.text[right[0] : right[1]].split()) > 2
        if told and (label or _names_source(scene, left)):
            yield _made(scene, right, left)
            return
    whole = (line.start, line.end)
    if _quotation(scene, whole):
        yield _made(scene, whole, None)


def _one_word_label(scene: Scene, left: Range, right: Range) -> bool:
    """Tell whether one word leads a sentence in lower case: "Coastguard: at least 27 dead"."""
    label, first = scene.text[left[0] : left[1]], scene.text[right[0] : right[1]].split()[0]
    question = first.startswith(("wh", "how")) or scene.text[right[1] - 1] == "?"
    return label.isalpha() and first[0].islower() and not question


def _said_at_end(scene: Scene, line: Line) -> Proposal | None:
    """Read "No siren, says everyone" and "Worst spill in our history, officials fear"."""
    comma = scene.text.rfind(", ", line.start, line.end)
    words = [(m.start(), m.end()) for m in WORD.finditer(scene.text, comma + 2, line.end)]
    if comma < 0 or not 2 <= len(words) <= SOURCE_WORDS + 1:
        return None
    left = trimmed(scene.text, line.start, comma)
    for verb, source in (
        (words[0], (words[1][0], words[-1][1])),
        (words[-1], (words[0][0], words[-2][1])),
    ):
        word = scene.text[verb[0] : verb[1]].lower()
        who = scene.text[source[0] : source[1]].lower()
        agrees = word.endswith("s") or who.endswith(("s", "people", "police"))
        known = word in scene.cues.clause or word.removesuffix("s") in scene.cues.clause
        if left and known and agrees and " " in scene.text[left[0] : left[1]]:
            return replace(_made(scene, left, source), cue=(verb,))
    return None


def _quotation(scene: Scene, span: Range) -> bool:
    quote = scene.quote_at(span[0])
    return quote is not None and quote.start <= span[0] and quote.end >= span[1] - 1


def _names_source(scene: Scene, span: Range) -> bool:
    words = scene.text[span[0] : span[1]].split()
    if not 0 < len(words) <= SOURCE_WORDS:
        return False
    if words[-1].lower().strip(".,") in scene.cues.headline_sources:
        return True
    return _acts_below(scene, span)


def _acts_below(scene: Scene, span: Range) -> bool:
    """Tell whether words are a name that is the subject of a verb further down."""
    inside = scene.parse.within(*span)
    if not inside or not all(t.pos == "PROPN" and t.text[:1].isupper() for t in inside):
        return False
    last = inside[-1]
    return any(
        t.text == last.text and t.dep == "nsubj" and t.start > span[1] for t in scene.parse.tokens
    )


def _first_name(scene: Scene, span: Range) -> Range | None:
    """Return who a headline names behind its quotation: the first name that acts below, or a
    noun."""
    runs = groupby(scene.parse.within(*span), key=lambda t: t.pos == "PROPN")
    for tokens in (list(run) for proper, run in runs if proper):
        if _acts_below(scene, (tokens[0].start, tokens[-1].end)):
            return tokens[0].start, tokens[-1].end
    for token in scene.parse.within(*span)[:4]:
        if token.text.lower() in scene.cues.headline_sources:
            inside = [t for t in scene.parse.within(*span) if t.i <= token.i]
            return inside[0].start, token.end
    return None


def _made(scene: Scene, content: Range, source: Range | None) -> Proposal:
    kept = bare(scene.text, content, quoted_whole(scene, content)) or content
    quote = scene.quote_at(kept[0])
    return Proposal(
        content=(kept,),
        source=(source,) if source else (),
        mode=Mode.DIRECT if quote and quote.inner[1] >= kept[1] else Mode.INDIRECT,
        basis=Basis.HEADLINE,
        confidence=0.7,
        rule=RuleName("statements.headlines.headlines"),
    )


def as_headline(scene: Scene, proposal: Proposal) -> Proposal:
    """Return the proposal with basis HEADLINE when its words stand in the headline."""
    line = headline_of(scene)
    if line is None or not line.start <= proposal.start < line.end:
        return proposal
    return replace(proposal, basis=Basis.HEADLINE, antecedent=None)
