"""Reports by a noun, an adjective, a fixed phrase or a slip of the pen.

Invariant: the content is the clause behind those words.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from reportedly.statements.phrases import leading
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Scene
from reportedly.statements.sources import beside, source_at, subject


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
        if (
            noun.lemma in cues.nouns
            and mark is not None
            and mark.text.lower() in ("that", "whether", "if")
        ):
            return token if has_finite(parse, token) else None
        owned = (
            child(parse, noun.i, "poss") or parse.tokens[noun.head].lemma in scene.cues.light_verbs
        )
        if (
            owned
            and noun.lemma in cues.infinitive_nouns
            and token.dep == "acl"
            and has_to(parse, token)
        ):
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
    elif noun.dep == "dobj" and verb.lemma in scene.cues.light_verbs and verb.i < noun.i:
        source = source_at(scene, subject(parse, verb), verb)
        cue = (verb.start, noun.end)
    else:
        by = next(
            (
                t
                for t in children(parse, noun.i)
                if t.text.lower() in ("by", "from", "of") and t.dep == "prep"
            ),
            None,
        )
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
        rule=RuleName("statements.nouns.noun_clause"),
    )


def adjective_clause(scene: Scene) -> Iterator[Proposal]:
    """Read "She is convinced that the toll will rise"."""
    parse = scene.parse
    for word in parse.tokens:
        if word.pos not in ("ADJ", "VERB") or (
            word.lemma.lower() not in scene.cues.adjectives
            and word.text.lower() not in scene.cues.adjectives
        ):
            continue
        verb = parse.tokens[word.head] if word.dep in ("acomp", "oprd") else word
        clause = next(
            (t for t in children(parse, word.i) if t.dep == "ccomp" and t.i > word.i), None
        )
        if clause is None and verb.i != word.i:
            clause = next(
                (t for t in children(parse, verb.i) if t.dep == "ccomp" and t.i > word.i), None
            )
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
            rule=RuleName("statements.nouns.adjective_clause"),
        )


def clause_phrase(scene: Scene) -> Iterator[Proposal]:
    """Read "made it clear that", "drew attention to the fact that" with the clause behind."""
    parse = scene.parse
    for found in leading(scene.cues.clause_phrases).finditer(scene.text):
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
                rule=RuleName("statements.nouns.clause_phrase"),
            )


def misspelt(scene: Scene) -> Iterator[Proposal]:
    """Read "the ambassdor siad, the pact holds": a verb of speech with two letters swapped."""
    parse = scene.parse
    for token in parse.tokens:
        if (
            token.text not in scene.cues.misspelt
            or token.i == 0
            or token.i + 1 >= len(parse.tokens)
        ):
            continue
        before, sentence = parse.tokens[token.i - 1], parse.sentences[token.sent]
        if before.sent != token.sent or before.pos not in NOMINAL:
            continue
        head = before
        while (
            head.dep in ("compound", "amod", "det")
            and head.head != token.i
            and parse.tokens[head.head].i < token.i
        ):
            head = parse.tokens[head.head]
        low, _ = scene.limits(token)
        source = trimmed(
            scene.text,
            max(low, parse.tokens[min(below(parse, head.i, frozenset((token.i,))))].start),
            before.end,
        )
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
                rule=RuleName("statements.nouns.misspelt"),
            )
