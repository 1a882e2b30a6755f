"""Reports without a verb: "according to X", "by X's count", "the claim that", "is sure that".

Invariant: the content is the sentence around an according-to phrase, never the phrase itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportedly.language import Token
from reportedly.records import Basis, RuleName
from reportedly.statements.extents import (
    NOMINAL,
    below,
    child,
    children,
    has_finite,
    has_to,
    phrase,
    trimmed,
)
from reportedly.statements.fitting import fitted, mode_of
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Scene
from reportedly.statements.sources import animate, beside, source_at, subject

OPENERS = frozenset(("which", "that", "who", "where", "when", "and", "but", "because", "while", "whom", "though", "as"))
LIGHT = frozenset("make issue express give voice raise have offer repeat renew reiterate share hold air lodge file".split())


def according_to(scene: Scene) -> Iterator[Proposal]:
    """Read "Toll now 23, according to the health ministry"."""
    for found in _leading(scene.cues.according).finditer(scene.text):
        first = scene.parse.at(found.start())
        inside = scene.parse.within(found.end(), found.end() + 60)
        if first is None or not inside or inside[0].sent != first.sent:
            continue
        head = _object(scene, inside)
        if found.group().lower() == "per" and not animate(scene, head):
            continue
        source = phrase(scene, head.i, avoid=first.i) if head else None
        if source is None or source[0] > found.end() + 30:
            continue
        yield from _around(scene, first, (found.span(),), (source,), rule="according_to")


@lru_cache(maxsize=4)
def _leading(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b(?=\s)", re.IGNORECASE)


def _object(scene: Scene, inside: tuple[Token, ...]) -> Token | None:
    """Return the head of the noun phrase behind "according to"."""
    for token in inside[:8]:
        if token.pos in NOMINAL and token.dep == "pobj":
            return token
        if token.pos == "PUNCT" and token.text not in "\"“‘'(":
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
        yield from _around(scene, preposition, cue, (source,), rule="by_account")


def as_put(scene: Scene) -> Iterator[Proposal]:
    """Read "She paid it anyway, because, as she puts it, one does"."""
    parse = scene.parse
    for verb in parse.tokens:
        if verb.pos != "VERB" or verb.dep != "advcl" or verb.lemma not in scene.cues.speech | {"put"}:
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
        yield from _around(scene, mark, cue, source, rule="as_put", until=last.end)


def _around(
    scene: Scene,
    anchor: Token,
    cue: tuple[Range, ...],
    source: tuple[Range, ...],
    *,
    rule: str,
    until: int = 0,
) -> Iterator[Proposal]:
    """Yield the sentence around a phrase as its content: before it, behind it, or both."""
    low, high = _sentence(scene, anchor)
    start = cue[0][0]
    end = max(until, cue[-1][1], *(s[1] for s in source)) if source else max(until, cue[-1][1])
    if start > low and scene.text[start - 1] in "(–—-":
        start -= 1
    before = trimmed(scene.text, low, start)
    if _behind_opener(scene, anchor):
        before = None
    tail = scene.text[end:high]
    after = trimmed(scene.text, end, high, ".!?\"”)")
    goes_on = after is not None and (before is None or _resumes(tail))
    ranges: list[Range] = []
    if before is not None and not _only_opens(scene, before):
        ranges.append(before)
    if after is not None and (goes_on or not ranges):
        ranges.append((trimmed(scene.text, end, high) or after))
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


def noun_clause(scene: Scene) -> Iterator[Proposal]:
    """Read "his statement that the pumps had failed", "the promise to pay"."""
    parse, cues = scene.parse, scene.cues
    for noun in parse.tokens:
        if noun.pos != "NOUN" or noun.lemma not in cues.nouns | cues.infinitive_nouns:
            continue
        clause = _noun_content(scene, noun)
        if clause is None:
            continue
        inside = [i for i in below(parse, clause.i) if i > noun.i]
        if not inside:
            continue
        first = inside[0]
        if parse.tokens[first].text.lower() == "that" and len(inside) > 1:
            first = inside[1]
        span = (parse.tokens[first].start, parse.tokens[inside[-1]].end)
        yield from _noun_report(scene, noun, span)


def _noun_content(scene: Scene, noun: Token) -> Token | None:
    parse, cues = scene.parse, scene.cues
    for token in children(parse, noun.i):
        if token.i < noun.i or token.dep not in ("acl", "ccomp", "relcl"):
            continue
        mark = child(parse, token.i, "mark")
        if noun.lemma in cues.nouns and mark is not None and mark.text.lower() in ("that", "whether", "if"):
            return token if has_finite(parse, token) else None
        owned = child(parse, noun.i, "poss") or parse.tokens[noun.head].lemma in LIGHT
        if owned and noun.lemma in cues.infinitive_nouns and token.dep == "acl" and has_to(parse, token):
            return token
    return None


def _noun_report(scene: Scene, noun: Token, span: Range) -> Iterator[Proposal]:
    parse = scene.parse
    owner = child(parse, noun.i, "poss")
    verb = parse.tokens[noun.head]
    source: tuple[Range, ...] = ()
    cue: Range = (noun.start, noun.end)
    if owner is not None:
        found = phrase(scene, owner.i)
        source = (found,) if found else ()
    elif noun.dep == "dobj" and verb.lemma in LIGHT and verb.i < noun.i:
        source = source_at(scene, subject(parse, verb), verb)
        cue = (verb.start, noun.end)
    else:
        by = next((t for t in children(parse, noun.i) if t.text.lower() in ("by", "from", "of") and t.dep == "prep"), None)
        head = child(parse, by.i, "pobj") if by else None
        found = phrase(scene, head.i, avoid=noun.i) if head else None
        source = (found,) if found and found[1] <= span[0] else ()
    content = fitted(scene, noun, (span,), avoid=(cue, *source))
    if not content:
        return
    act = noun.lemma in scene.cues.infinitive_nouns or noun.lemma in ("denial", "warning", "demand")
    yield Proposal(
        content=content,
        cue=(cue,),
        source=tuple(s for s in source if not (s[0] < cue[1] and cue[0] < s[1])),
        mode=mode_of(scene, content, noun),
        basis=Basis.ACT if act else Basis.VERB,
        denied=noun.lemma == "denial",
        confidence=0.5,
        rule=RuleName("statements.phrases.noun_clause"),
    )


def adjective_clause(scene: Scene) -> Iterator[Proposal]:
    """Read "She is convinced that the toll will rise"."""
    parse = scene.parse
    for word in parse.tokens:
        if word.pos not in ("ADJ", "VERB") or word.lemma.lower() not in scene.cues.adjectives and word.text.lower() not in scene.cues.adjectives:
            continue
        verb = parse.tokens[word.head] if word.dep in ("acomp", "oprd") else word
        clause = next((t for t in children(parse, word.i) if t.dep == "ccomp" and t.i > word.i), None)
        if clause is None and verb.i != word.i:
            clause = next((t for t in children(parse, verb.i) if t.dep == "ccomp" and t.i > word.i), None)
        if clause is None or not has_finite(parse, clause):
            continue
        who = child(parse, verb.i, "nsubj", "nsubjpass")
        if who is None or who.text.lower() in ("it", "that", "this", "there"):
            continue
        inside = [i for i in below(parse, clause.i) if i > word.i]
        first = inside[0] + (parse.tokens[inside[0]].text.lower() == "that")
        content = fitted(scene, word, ((parse.tokens[first].start, parse.tokens[inside[-1]].end),))
        if not content:
            continue
        yield Proposal(
            content=content,
            cue=((min(verb.start, word.start), word.end),),
            source=source_at(scene, who, verb),
            mode=mode_of(scene, content, word),
            basis=Basis.VERB,
            confidence=0.5,
            rule=RuleName("statements.phrases.adjective_clause"),
        )


def clause_phrase(scene: Scene) -> Iterator[Proposal]:
    """Read "made it clear that", "drew attention to the fact that" with the clause behind."""
    parse = scene.parse
    for found in _leading(scene.cues.clause_phrases).finditer(scene.text):
        first = parse.at(found.start())
        after = parse.within(found.end(), found.end() + 12)
        if first is None or len(after) < 2 or after[0].sent != first.sent:
            continue
        start = after[0].end if after[0].text.lower() == "that" else after[0].start
        sentence = parse.sentences[first.sent]
        verb = next((t for t in parse.within(*found.span()) if t.pos in ("VERB", "AUX")), first)
        content = fitted(scene, first, ((start, sentence.end),))
        who = subject(parse, verb)
        source = source_at(scene, who or beside(scene, verb), verb)
        if content and all(s[1] <= start for s in source):
            yield Proposal(
                content=content,
                cue=(found.span(),),
                source=tuple(s for s in source if s[1] <= found.start()),
                mode=mode_of(scene, content, first),
                basis=Basis.VERB,
                confidence=0.8,
                rule=RuleName("statements.phrases.clause_phrase"),
            )


def misspelt(scene: Scene) -> Iterator[Proposal]:
    """Read "the ambassdor siad, Armenia kept": a verb of speech with two letters swapped."""
    parse = scene.parse
    for token in parse.tokens:
        if token.text not in scene.cues.misspelt or token.i == 0 or token.i + 1 >= len(parse.tokens):
            continue
        before, sentence = parse.tokens[token.i - 1], parse.sentences[token.sent]
        if before.sent != token.sent or before.pos not in NOMINAL:
            continue
        head = before
        while head.dep in ("compound", "amod", "det") and head.head != token.i and parse.tokens[head.head].i < token.i:
            head = parse.tokens[head.head]
        low, _ = scene.limits(token)
        source = trimmed(scene.text, max(low, parse.tokens[min(below(parse, head.i, frozenset((token.i,))))].start), before.end)
        after = parse.tokens[token.i + 1]
        start = after.end if after.text.lower() in (",", ":", "that") else after.start
        content = fitted(scene, token, ((start, sentence.end),)) if start < sentence.end else ()
        if content and source:
            yield Proposal(
                content=content,
                cue=((token.start, token.end),),
                source=(source,),
                mode=mode_of(scene, content, token),
                basis=Basis.VERB,
                confidence=0.7,
                rule=RuleName("statements.phrases.misspelt"),
            )
