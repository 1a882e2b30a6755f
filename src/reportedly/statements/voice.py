"""Sentences that go on in a speaker's voice without a cue of their own.

Invariant: a continuation names the statement it continues, and follows it directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.language import Sentence
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.extents import children, trimmed
from reportedly.statements.fitting import bare
from reportedly.statements.proposals import Proposal, overlap
from reportedly.statements.quotes import Quotation
from reportedly.statements.scene import Line, Scene

FIRST_PERSON = frozenset(("i", "we", "our", "us", "my", "me", "ours"))
STRAYS = 3  # more such sentences: the report itself speaks in the first person
MOST = 0.6  # share of a line that quotation marks must hold to make it a quoted paragraph


def continued(scene: Scene, known: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield quotations and sentences that continue what was credited before them."""
    cued = sorted((p for p in known if p.basis not in (Basis.HEADING, Basis.HEADLINE)), key=lambda p: p.start)
    blocks = [p for p in known if p.basis is Basis.HEADING]
    last: Proposal | None = None
    for n, line in enumerate(scene.lines):
        if any(b.start <= line.start < b.end for b in blocks):
            continue
        here = [p for p in cued if line.start <= p.start < line.end]
        loose = _loose_quotes(scene, line, here)
        before = scene.lines[n - 1] if n else None
        for quote in loose:
            earlier = [p for p in here if p.end <= quote.start and p.source]
            found = _quoted(scene, line, quote, earlier[-1] if earlier else last, before)
            if found is not None:
                yield found
                last = last if found.basis is Basis.CONTINUATION else found
        new = [p for p in here if p.source or p.mode is not Mode.INDIRECT]
        if new:
            last = new[-1]


def _loose_quotes(scene: Scene, line: Line, here: Sequence[Proposal]) -> list[Quotation]:
    """Return the quotations of a line that nobody is credited with and that look like speech."""
    return [
        q
        for q in scene.quotes
        if line.start <= q.start < line.end
        and not any(overlap(p.content, (q.inner,)) or overlap(p.cue, (q.inner,)) for p in here)
        and _sentence_like(scene, line, q)
    ]


def _sentence_like(scene: Scene, line: Line, quote: Quotation) -> bool:
    """Tell whether a quotation stands as a sentence of its own, not as a term in one."""
    text = scene.text
    before = text[line.start : quote.start].rstrip()
    whole = not before or before[-1] in ".!?:" or before[-1] in "\"”’"
    words = text[quote.inner[0] : quote.inner[1]].split()
    ends = text[quote.inner[1] - 1] in ".!?…,—–" or not quote.closed
    return whole and ends and len(words) >= 3


def _quoted(
    scene: Scene, line: Line, quote: Quotation, last: Proposal | None, before: Line | None
) -> Proposal | None:
    """Return a later quoted paragraph as free, a quotation without cue as direct."""
    starts = quote.start <= line.start + 1
    content = bare(scene.text, quote.inner, True)
    if content is None:
        return None
    goes_on = (
        starts
        and last is not None
        and last.mode is not Mode.INDIRECT
        and before is not None
        and before.start <= last.end <= before.end + 1
    )
    antecedent = last.content[-1] if goes_on and last is not None else None
    near = last is not None and before is not None and last.end >= before.start
    rule = "quoted_paragraph" if goes_on else "quotation_alone"
    return Proposal(
        content=(content,),
        source=last.source if near and last is not None and not goes_on else (),
        mode=Mode.DIRECT,
        basis=Basis.CONTINUATION if goes_on else Basis.VERB,
        antecedent=antecedent,
        confidence=0.6,
        rule=RuleName(f"statements.voice.{rule}"),
    )


def sentences_on(scene: Scene, known: Sequence[Proposal]) -> Iterator[Proposal]:
    """Read "He said we have invited Pakistan. Its response to our proposals is forthcoming."."""
    outer = sorted((p for p in known if p.mode is not Mode.DIRECT and p.source and p.basis is not Basis.HEADLINE), key=lambda p: p.end)
    taken = sorted(known, key=lambda p: p.start)
    previous: Proposal | None = None
    found_here: list[Proposal] = []
    at = 0
    for number, sentence in enumerate(scene.parse.sentences):
        while at < len(outer) and outer[at].end <= sentence.start:
            previous = outer[at]
            at += 1
        if previous is None or number == 0:
            continue
        prior = scene.parse.sentences[number - 1]
        line = scene.line_at(sentence.start)
        if line is None or not line.start <= previous.start or not prior.start <= previous.end <= prior.end:
            continue
        if scene.quote_at(sentence.start) or any(overlap(p.content, ((sentence.start, sentence.end),)) or overlap(p.cue, ((sentence.start, sentence.end),)) for p in taken):
            continue
        if not _in_voice(scene, sentence):
            continue
        span = trimmed(scene.text, sentence.start, min(sentence.end, line.end))
        if span is None:
            continue
        found = Proposal(
            content=(span,),
            mode=Mode.INDIRECT,
            basis=Basis.CONTINUATION,
            antecedent=previous.content[-1],
            confidence=0.5,
            rule=RuleName("statements.voice.sentences_on"),
        )
        found_here.append(found)
    if len(found_here) <= STRAYS:
        yield from found_here


def _in_voice(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence shows another's voice: first person, or backshift with "would"."""
    parse = scene.parse
    tokens = parse.tokens[sentence.first : sentence.last]
    if any(t.text.lower() in FIRST_PERSON and scene.quote_at(t.start) is None for t in tokens):
        return True
    return any(t.dep == "aux" and t.text.lower() == "would" for t in children(parse, sentence.root))
