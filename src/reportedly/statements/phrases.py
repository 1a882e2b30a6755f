"""Reports without a verb: "according to X", "by X's count", "the claim that", "is sure that".

Invariant: the content is the sentence around an according-to phrase, never the phrase itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportedly.language import Token
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.extents import (
    NOMINAL,
    below,
    child,
    children,
    phrase,
    trimmed,
)
from reportedly.statements.fitting import fitted, mode_of
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Scene
from reportedly.statements.sources import animate, source_at

OPENERS = frozenset(
    (
        "which",
        "that",
        "who",
        "where",
        "when",
        "and",
        "but",
        "because",
        "while",
        "whom",
        "though",
        "as",
    )
)


def according_to(scene: Scene) -> Iterator[Proposal]:
    """Read "Toll now 23, according to the health ministry"."""
    for found in leading(scene.cues.according).finditer(scene.text):
        first = scene.parse.at(found.start())
        inside = scene.parse.within(found.end(), found.end() + 60)
        if first is None or not inside or inside[0].sent != first.sent:
            continue
        head = _object(scene, inside)
        if found.group().lower() == "per" and not _may_count(scene, head):
            continue
        source = phrase(scene, head.i, avoid=first.i) if head else None
        if source is None or source[0] > found.end() + 30:
            continue
        yield from _around(scene, first, cue=(found.span(),), source=(source,), rule="according_to")


@lru_cache(maxsize=4)
def leading(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b(?=\s)", re.IGNORECASE)


def _may_count(scene: Scene, head: Token | None) -> bool:
    """Tell "per the commission" from "per cent" and "per patient"."""
    if head is None or not animate(scene, head):
        return False
    return head.pos == "PROPN" or child(scene.parse, head.i, "det", "poss") is not None


def _object(scene: Scene, inside: tuple[Token, ...]) -> Token | None:
    """Return the head of the noun phrase behind "according to"."""
    for token in inside[:8]:
        if token.pos in NOMINAL and token.dep == "pobj":
            return token
        if token.pos == "PUNCT" and token.text not in "\"“‘'(-":  # "a state-run agency" goes on
            break
    return next((t for t in inside[:3] if t.pos in ("NOUN", "PROPN", "PRON")), None)


def by_account(scene: Scene) -> Iterator[Proposal]:
    """Read "Two of the detained, by the ministry's count, cooperate"."""
    cues = scene.cues
    for token in scene.parse.tokens:
        if token.text.lower() not in cues.account_nouns or token.dep != "pobj":
            continue
        preposition = scene.parse.tokens[token.head]
        owner = child(scene.parse, token.i, "poss")
        if owner is None or preposition.text.lower() not in cues.account_prepositions:
            continue
        source = phrase(scene, owner.i)
        if source is None:
            continue
        mark = child(scene.parse, owner.i, "case")
        end = mark.end if mark else source[1]
        cue = ((preposition.start, preposition.end), (max(token.start, end), token.end))
        yield from _around(scene, preposition, cue=cue, source=(source,), rule="by_account")


def as_put(scene: Scene) -> Iterator[Proposal]:
    """Read "She paid it anyway, because, as she puts it, one does"."""
    parse = scene.parse
    for verb in parse.tokens:
        if (
            verb.pos != "VERB"
            or verb.dep != "advcl"
            or verb.lemma not in scene.cues.speech | {"put"}
        ):
            continue
        mark = child(parse, verb.i, "mark")
        who = child(parse, verb.i, "nsubj")
        if mark is None or mark.text.lower() != "as" or who is None or who.i > verb.i:
            continue
        if any(t.dep in ("ccomp", "xcomp") for t in children(parse, verb.i)):
            continue
        inside = below(parse, verb.i)
        if len(inside) > 12:
            continue
        last = parse.tokens[inside[-1]]
        source = source_at(scene, who, verb)
        cue = ((mark.start, mark.end), (verb.start, last.end if last.i - verb.i <= 2 else verb.end))
        yield from _around(scene, mark, cue=cue, source=source, rule="as_put", until=last.end)


def _around(
    scene: Scene,
    anchor: Token,
    *,
    cue: tuple[Range, ...],
    source: tuple[Range, ...],
    rule: str,
    until: int = 0,
) -> Iterator[Proposal]:
    """Yield the sentence around a phrase as its content: before it, behind it, or both."""
    low, high = _sentence(scene, anchor)
    start = cue[0][0]
    if scene.text[low:start].strip().lower() in ("that's", "that’s", "that is", "this is"):
        low, high = _sentence_before(scene, anchor), low
    end = max(until, cue[-1][1], *(s[1] for s in source)) if source else max(until, cue[-1][1])
    if start > low and scene.text[start - 1] in "(–—-":
        start -= 1
    before = trimmed(scene.text, low, start)
    if _behind_opener(scene, anchor):
        before = None
    tail = scene.text[end:high]
    after = trimmed(scene.text, end, high, more='.!?"”)')
    goes_on = after is not None and (before is None or _resumes(tail))
    ranges: list[Range] = []
    if before is not None and not _only_opens(scene, before):
        ranges.append(before)
    if after is not None and (goes_on or not ranges):
        ranges.append(trimmed(scene.text, end, high) or after)
    content = fitted(scene, anchor, ranges, avoid=(*cue, *source))
    if not content:
        return
    yield Proposal(
        content=content,
        cue=tuple(sorted(cue)),
        source=source,
        mode=mode_of(scene, content, anchor),
        basis=Basis.ACCORDING_TO,
        confidence=0.85,
        rule=RuleName(f"statements.phrases.{rule}"),
    )


def _sentence_before(scene: Scene, anchor: Token) -> int:
    """Return where the sentence before the anchor's begins, on the same line."""
    low, _ = scene.limits(anchor)
    return max(low, scene.parse.sentences[max(0, anchor.sent - 1)].start)


def _behind_opener(scene: Scene, anchor: Token) -> bool:
    """Tell whether a conjunction or a relative opens the clause right before the phrase."""
    tokens = scene.parse.tokens
    i = anchor.i - 1
    while i >= 0 and tokens[i].pos == "PUNCT":
        i -= 1
    return i >= 0 and tokens[i].sent == anchor.sent and tokens[i].text.lower() in OPENERS


def _resumes(tail: str) -> bool:
    """Tell whether the sentence goes on behind the phrase: ", did not fall below 36 degrees"."""
    words = tail.lstrip()
    if words[:1] not in (",", "—", "–"):
        return False
    first = words[1:].lstrip().split(" ", 1)[0].lower()
    return first not in ("and", "but", "while", "which", "who", "with", "although", "though", "as")


def _only_opens(scene: Scene, before: Range) -> bool:
    """Tell whether nothing but "But" or "where" stands before the phrase."""
    words = scene.text[before[0] : before[1]].lower().strip(" ,").split()
    return len(words) <= 1 and (not words or words[0] in OPENERS)


def _sentence(scene: Scene, anchor: Token) -> Range:
    """Return the sentence of a token, within its line or quotation, behind a dateline."""
    sentence = scene.parse.sentences[anchor.sent]
    low, high = scene.limits(anchor)
    low, high = max(low, sentence.start), min(high, sentence.end)
    for a, b in scene.datelines:
        if a <= low < b < anchor.start:
            low = b
    for found in re.finditer(r"; |: (?=[A-Z\"“])", scene.text[low : anchor.start]):
        low = low + found.end() if low + found.end() < anchor.start - 8 else low
    found_end = re.search(r";", scene.text[anchor.end : high])
    if found_end:
        high = anchor.end + found_end.start()
    return low, max(high, anchor.end)


def figure_of(scene: Scene) -> Iterator[Proposal]:
    """Read "over Mr Finch's 212": a bare figure that belongs to somebody."""
    parse = scene.parse
    for number in parse.tokens:
        if number.pos != "NUM" or number.dep in ("nummod", "compound", "quantmod", "npadvmod"):
            continue
        owner = child(parse, number.i, "poss")
        mark = child(parse, owner.i, "case") if owner else None
        if owner is None or mark is None or mark.i != number.i - 1 or not animate(scene, owner):
            continue
        source = phrase(scene, owner.i)
        following = parse.tokens[number.i + 1 : number.i + 2]
        if source is None or (following and following[0].pos in ("NOUN", "ADJ", "SYM", "NUM")):
            continue
        yield Proposal(
            content=((number.start, number.end),),
            cue=((mark.start, mark.end),),
            source=(source,),
            mode=Mode.INDIRECT,
            basis=Basis.ACCORDING_TO,
            confidence=0.6,
            rule=RuleName("statements.phrases.figure_of"),
        )
