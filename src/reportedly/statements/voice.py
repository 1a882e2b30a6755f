"""Sentences that go on in a speaker's voice without a cue of their own.

Invariant: a continuation names the statement it continues, and follows it directly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reportedly.language import Sentence
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.extents import trimmed
from reportedly.statements.fitting import bare
from reportedly.statements.proposals import Proposal, Range, covers, overlap
from reportedly.statements.quotes import Quotation
from reportedly.statements.scene import Line, Scene

FIRST_PERSON = frozenset(("i", "we", "our", "us", "my", "me", "ours"))
BACKSHIFT = frozenset(("would",))
STRAYS = 3  # more such sentences: the report itself speaks in the first person


def continued(scene: Scene, known: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield quotations and sentences that continue what was credited before them."""
    cued = sorted(
        (p for p in known if p.basis not in (Basis.HEADING, Basis.HEADLINE)), key=lambda p: p.start
    )
    blocks = [p for p in known if p.basis is Basis.HEADING]
    last: Proposal | None = None
    for n, line in enumerate(scene.lines):
        if any(b.start <= line.start < b.end for b in blocks):
            continue
        low = bisect_left(cued, line.start, key=lambda p: p.start)
        here = cued[low : bisect_left(cued, line.end, key=lambda p: p.start)]
        loose = _loose_quotes(scene, line, here)
        before = scene.lines[n - 1] if n else None
        for quote in loose:
            begins = quote.start <= line.start + 1 and _ends_in(last, before)
            found = _quoted(scene, quote, begins=begins, last=last)
            if found is not None:
                yield found
                last = last if found.basis is Basis.CONTINUATION else found
        new = [p for p in here if p.source or p.mode is not Mode.INDIRECT]
        if new:
            last = new[-1]


def _ends_in(last: Proposal | None, before: Line | None) -> bool:
    """Tell whether a statement ends in the line before."""
    return last is not None and before is not None and before.start <= last.end <= before.end + 1


def _loose_quotes(scene: Scene, line: Line, here: Sequence[Proposal]) -> list[Quotation]:
    """Return the quotations of a line that nobody is credited with and that look like speech."""
    return [
        q
        for q in scene.quotes_in(line.start, line.end)
        if not any(_credits(p, q) for p in here) and _sentence_like(scene, line, q)
    ]


def _credits(proposal: Proposal, quote: Quotation) -> bool:
    """Tell whether a statement holds a quotation; one that is told inside it does not."""
    told_inside = proposal.cue and covers((quote.inner,), proposal.cue)
    return not told_inside and overlap((*proposal.content, *proposal.cue), (quote.inner,)) > 0


def _sentence_like(scene: Scene, line: Line, quote: Quotation) -> bool:
    """Tell whether a quotation stands as a sentence of its own, not as a term in one."""
    text = scene.text
    before = text[line.start : quote.start].rstrip()
    whole = not before or before[-1] in ".!?:" or before[-1] in '"”’'
    words = text[quote.inner[0] : quote.inner[1]].split()
    ends = text[quote.inner[1] - 1] in ".!?…,—–" or not quote.closed
    return whole and ends and len(words) >= 3


def _quoted(
    scene: Scene, quote: Quotation, *, begins: bool, last: Proposal | None
) -> Proposal | None:
    """Return a later quoted paragraph as free, a quotation without cue as direct."""
    content = bare(scene.text, quote.inner, True)
    if content is None:
        return None
    antecedent = last.content[-1] if begins and last is not None else None
    rule = "quoted_paragraph" if antecedent else "quotation_alone"
    return Proposal(
        content=(content,),
        mode=Mode.DIRECT,
        basis=Basis.CONTINUATION if antecedent else Basis.VERB,
        antecedent=antecedent,
        confidence=0.6,
        rule=RuleName(f"statements.voice.{rule}"),
    )


def sentences_on(scene: Scene, known: Sequence[Proposal]) -> Iterator[Proposal]:
    """Read "He said we have invited Lethia. Its answer to our letters is forthcoming."."""
    voices = [p for p in known if p.mode is not Mode.DIRECT and p.source]
    ends = {_sentence_of(scene, p.end - 1): p for p in voices if p.basis is not Basis.HEADLINE}
    taken = {n for p in known for n in _sentences_touched(scene, (*p.content, *p.cue))}
    found: list[Proposal] = []
    for number, sentence in enumerate(scene.parse.sentences):
        previous = ends.get(number - 1)
        line = scene.line_at(sentence.start)
        if previous is None or number in taken or line is None or previous.start < line.start:
            continue
        span = trimmed(scene.text, sentence.start, min(sentence.end, line.end))
        if span and not scene.quote_at(span[0]) and _in_voice(scene, sentence, previous):
            found.append(_sentence_on(span, previous))
    if len(found) <= STRAYS:
        yield from found


def _sentence_on(span: Range, previous: Proposal) -> Proposal:
    return Proposal(
        content=(span,),
        mode=Mode.INDIRECT,
        basis=Basis.CONTINUATION,
        antecedent=previous.content[-1],
        confidence=0.5,
        rule=RuleName("statements.voice.sentences_on"),
    )


def _sentence_of(scene: Scene, offset: int) -> int:
    """Return the index of the sentence at a code point, -1 outside all."""
    token = scene.parse.at(offset)
    return token.sent if token else -1


def _sentences_touched(scene: Scene, ranges: Sequence[Range]) -> Iterator[int]:
    for start, end in ranges:
        yield from {t.sent for t in scene.parse.within(start, end)}


def _in_voice(scene: Scene, sentence: Sentence, previous: Proposal) -> bool:
    """Tell whether a sentence keeps the voice before it: "we", "our", or "would" goes on."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    before = [t for start, end in previous.content for t in scene.parse.within(start, end)]
    for marks in (FIRST_PERSON, BACKSHIFT):
        now = any(t.text.lower() in marks and scene.quote_at(t.start) is None for t in tokens)
        if now and any(t.text.lower() in marks and scene.quote_at(t.start) is None for t in before):
            return True
    return False
