"""Quotations and the words beside them that name who speaks.

Invariant: only words outside quotation marks, in the same line, are looked at; one cue takes all
quotations that it stands between or beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.language import Token
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.extents import (
    NOMINAL,
    child,
    children,
    lemma,
    phrase,
    trimmed,
    verb_group,
)
from reportedly.statements.fitting import bare
from reportedly.statements.proposals import Proposal, Range, overlap
from reportedly.statements.quotes import Quotation
from reportedly.statements.scene import Scene
from reportedly.statements.sources import animate, passive, source_at, subject

END = re.compile(r"(?<![.!?])[.!?]+[\"”'’)\]]*(?=\s|$)")
GOES_ON = frozenset(",?!—–-…")  # at a quotation's end: the sentence goes on behind it
LEAD = frozenset((",", ":", "—", "–", "-", "that", ";"))
SHORT = 3  # words; a shorter quotation without a stop is a term or a title
REACH = 160  # code points before a quotation in which its cue is looked for


def speech(scene: Scene) -> Iterator[Proposal]:
    """Yield the quotations that a verb beside them credits to somebody."""
    for line in scene.lines:
        yield from _in_line(scene, scene.quotes_in(line.start, line.end))


def _in_line(scene: Scene, quotes: Sequence[Quotation]) -> Iterator[Proposal]:
    i = 0
    while i < len(quotes):
        found, used = _after(scene, quotes, i)
        if found is None:
            found, used = _before(scene, quotes, i)
        if found is not None:
            yield found
        i += max(1, used)


def _after(scene: Scene, quotes: Sequence[Quotation], i: int) -> tuple[Proposal | None, int]:
    """Read '"...," said Holt. "..."': the cue follows the quotation, more may follow the cue."""
    quote = quotes[i]
    stop = quotes[i + 1].start if i + 1 < len(quotes) else _line(scene, quote)[1]
    gap = _first_sentence(scene.text, quote.end, stop)
    verb = _leading_verb(scene, quote, gap)
    if verb is None:
        return None, 0
    pieces: list[Range] = [quote.inner]
    used = 1
    rest = scene.text[gap[1] : stop].strip(" .,:;—–-")
    ends = i + 1 < len(quotes) and not rest and _only_reports(scene, verb, gap)
    while ends and i + used < len(quotes):
        pieces.append(quotes[i + used].inner)
        used += 1
        if i + used < len(quotes):
            between = scene.text[quotes[i + used - 1].end : quotes[i + used].start]
            ends = not between.strip()
    start = _opening(scene, quotes, i)
    if start is not None:
        pieces[0] = (start, quote.end if quote.inner[1] < quote.end else quote.inner[1])
    return _made(scene, verb, pieces, gap=gap, rule="after", mixed=start is not None), used


def _line(scene: Scene, quote: Quotation) -> Range:
    """Return the line of a quotation, behind its dateline."""
    line = scene.line_at(quote.start)
    return (scene.body_start(line), line.end) if line else (quote.start, quote.end)


def _first_sentence(text: str, start: int, stop: int) -> Range:
    """Return the range up to the first full stop that ends a sentence."""
    at = start
    while True:
        found = END.search(text, at, stop)
        if found is None:
            return start, stop
        before = text[max(start, found.start() - 4) : found.start()]
        if re.search(r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Col|Lt|Sgt|St|Jr)$", before):
            at = found.end()
            continue
        return start, found.start()


def _leading_verb(scene: Scene, quote: Quotation, gap: Range) -> Token | None:
    """Return the verb that opens the words behind a quotation, alone or with its subject."""
    last = scene.text[quote.inner[1] - 1]
    words = scene.text[gap[0] : gap[1]]
    comma = last == "," or words.lstrip()[:1] == ","
    open_end = last in GOES_ON or comma
    tokens = [
        t
        for t in scene.parse.within(*gap)
        if t.pos != "PUNCT" or t.text not in ('"', "”", "’", "'")
    ]
    while tokens and (tokens[0].text in (",", "—", "–", "-") or tokens[0].pos == "ADV"):
        tokens = tokens[1:]
    if not tokens or not (open_end or tokens[0].text[0].islower() or tokens[0].tag == "PRP"):
        return None
    for token in tokens[:25]:
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass", "relcl", "acl"):
            continue
        word = lemma(scene.parse, token)
        known = word in scene.cues.clause or word in scene.cues.quoting or word in scene.cues.acts
        if not known and not (comma and token.tag in ("VBD", "VBZ", "VBP")):
            return None
        if not _heads(scene, token, tokens) or _own_clause(scene, token, comma):
            return None
        return token
    return None


def _heads(scene: Scene, verb: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether nothing but the verb's subject and adverbs stands before the verb."""
    before = [t for t in tokens if t.i < verb.i]
    if not before:
        own = child(scene.parse, verb.i, "nsubj")
        if own is None or own.i > verb.i or scene.quote_at(own.start) is not None:
            return True
        behind = scene.parse.tokens[verb.i + 1 : verb.i + 2]
        return bool(behind) and behind[0].pos in NOMINAL and behind[0].dep not in ("dobj", "det")
    if before[0].pos in ("CCONJ", "SCONJ", "ADP") and before[0].text.lower() != "as":
        return False
    who = subject(scene.parse, verb)
    if who is not None and who.i < verb.i:
        return who.start >= tokens[0].start or not before
    return any(t.pos in ("NOUN", "PROPN", "PRON") for t in before)


def _own_clause(scene: Scene, verb: Token, comma: bool) -> bool:
    """Tell whether the verb has a clause of its own behind it: '"Yes!" He said that he ...'."""
    for token in children(scene.parse, verb.i):
        if token.dep == "ccomp" and token.i > verb.i and scene.quote_at(token.start) is None:
            mark = child(scene.parse, token.i, "mark")
            return not comma or (mark is not None and mark.text.lower() == "that")
    return False


def _only_reports(scene: Scene, verb: Token, gap: Range) -> bool:
    """Tell whether the words between two quotations do nothing but name the speaker."""
    return len(scene.text[gap[0] : gap[1]]) < 3 * REACH


def _opening(scene: Scene, quotes: Sequence[Quotation], i: int) -> int | None:
    """Return where unquoted words of the same sentence begin before the quotation, else None."""
    low = quotes[i - 1].end if i else _line(scene, quotes[i])[0]
    start = low
    for found in END.finditer(scene.text, low, quotes[i].start):
        start = found.end()
    words = trimmed(scene.text, start, quotes[i].start, more="\"“”‘’'")
    if words is None or (i and start == low):
        return None
    before = scene.text[start : quotes[i].start].rstrip()
    return words[0] if before[-1:] not in ":,—–" and " " in before.strip() else None


def _before(scene: Scene, quotes: Sequence[Quotation], i: int) -> tuple[Proposal | None, int]:
    """Read 'Holt said: "..."' and 'Holt said, "..."': the cue stands before the quotation."""
    quote = quotes[i]
    low = max(quotes[i - 1].end if i else _line(scene, quote)[0], quote.start - REACH * 2)
    for found in END.finditer(scene.text, low, quote.start):
        if scene.text[found.end() : quote.start].strip():
            low = found.end()
    tokens = [
        t for t in scene.parse.within(low, quote.start) if t.text not in ('"', "“", "‘", "'", "«")
    ]
    if not tokens:
        return None, 0
    lead = tokens[-1].text
    words = scene.text[quote.inner[0] : quote.inner[1]]
    if len(words.split()) < SHORT and lead != ":" and words[-1] not in ".!?,…":
        return None, 0
    verb = _trailing_verb(scene, tokens, lead)
    if verb is None:
        return None, 0
    pieces, used = [quote.inner], 1
    while i + used < len(quotes):
        if scene.text[quotes[i + used - 1].end : quotes[i + used].start].strip():
            break
        pieces.append(quotes[i + used].inner)
        used += 1
    return _made(scene, verb, pieces, gap=(low, quote.start), rule="before", mixed=False), used


def _trailing_verb(scene: Scene, tokens: Sequence[Token], lead: str) -> Token | None:
    """Return the last verb of speech before a quotation, if a comma or colon leads over."""
    if lead not in LEAD and tokens[-1].pos not in ("VERB",):
        return None
    for token in reversed(tokens):
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass"):
            continue
        word = lemma(scene.parse, token)
        cues = scene.cues
        known = (
            word in cues.clause
            or (word in cues.quoting and token.pos == "VERB")
            or word in cues.acts
        )
        if known and (lead in (":", "that") or _near(tokens, token)):
            return token
        if lead != ":":
            return None
    return None


def _near(tokens: Sequence[Token], verb: Token) -> bool:
    """Tell whether between the verb and the quotation stand only the hearer or a short adjunct."""
    return tokens[-1].i - verb.i <= 12


def _made(
    scene: Scene, verb: Token, pieces: Sequence[Range], *, gap: Range, rule: str, mixed: bool
) -> Proposal | None:
    parse = scene.parse
    source = _speaker(scene, verb, gap)
    cue = verb_group(scene, verb)
    content = (
        [bare(scene.text, p, True) for p in pieces]
        if not mixed
        else [bare(scene.text, p, n > 0) for n, p in enumerate(pieces)]
    )
    kept = tuple(p for p in content if p is not None)
    if not kept or overlap(kept, cue) or any(a >= b for (_, a), (b, _) in pairwise(kept)):
        kept = tuple(p for p in kept if not overlap((p,), cue))
        if not kept:
            return None
    act = False
    word = lemma(parse, verb)
    return Proposal(
        content=kept,
        cue=cue,
        source=tuple(s for s in source if not overlap((s,), cue)),
        mode=Mode.MIXED if mixed else Mode.DIRECT,
        basis=Basis.ACT if act else Basis.VERB,
        denied=word in scene.cues.denials,
        confidence=0.9,
        rule=RuleName(f"statements.quoted.{rule}"),
    )


def _speaker(scene: Scene, verb: Token, gap: Range) -> tuple[Range, ...]:
    """Return the source: the verb's subject, or the noun phrase beside it within the gap."""
    who = subject(scene.parse, verb)
    if who is not None and scene.quote_at(who.start) is None:
        own = source_at(scene, who, verb)
        if own and own[0][0] >= gap[0] - REACH * 3:
            return _outside(scene, own[0], gap)
    if passive(scene.parse, verb):
        return ()
    inside = [t for t in scene.parse.within(*gap) if t.pos in NOMINAL]
    after = [t for t in inside if t.i > verb.i and t.i - verb.i <= 3 and t.dep != "pobj"]
    before = [t for t in inside if t.i < verb.i]
    for token in (*after[:1], *before[-1:]):
        head = _top(scene, token, verb=verb, gap=gap)
        found = phrase(scene, head.i, avoid=verb.i)
        if found is not None and animate(scene, head):
            return _outside(scene, found, gap)
    return ()


def _top(scene: Scene, token: Token, *, verb: Token, gap: Range) -> Token:
    """Return the head of the noun phrase that holds `token`, not leaving the gap."""
    tokens = scene.parse.tokens
    while token.dep in ("compound", "det", "amod", "poss", "nmod", "nummod"):
        above = tokens[token.head]
        if above.i in (token.i, verb.i) or not gap[0] <= above.start < gap[1]:
            break
        token = above
    return token


def _outside(scene: Scene, found: Range, gap: Range) -> tuple[Range, ...]:
    """Cut quoted words off a source."""
    start, end = found
    if start < gap[1] and end > gap[0]:
        start, end = max(start, gap[0]), min(end, gap[1])
    kept = trimmed(scene.text, start, end, more='"“”')
    return (kept,) if kept else ()
