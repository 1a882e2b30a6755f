"""From a verb and the range of what it reports to a proposal: cue, source, edges, mode.

Invariant: whatever frame found the content, its cue and source are read in one way, here.
"""

from __future__ import annotations

from reportedly.language import Parse, Token
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.extents import QUOTE_MARKS, below, child, children, lemma, verb_group
from reportedly.statements.fitting import fitted, mode_of
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Scene
from reportedly.statements.sources import beside, joined_to, source_at, subject

# what the parser hangs on the verb behind its clause still belongs to what is told
AFTER = frozenset(("advcl", "prep", "npadvmod", "advmod", "oprd", "dobj", "attr", "acomp", "dep"))
CLOSING = ")]%\"”’'"
CHAIN = 3  # "would have wanted to begin to say" holds no more


def build(
    scene: Scene,
    verb: Token,
    ranges: tuple[Range, ...],
    *,
    rule: str,
    act: bool,
    also: list[Token] | None = None,
) -> Proposal | None:
    """Return the proposal of one verb, its content fitted to quotation marks and lines."""
    parse = scene.parse
    chain = chain_of(scene, verb)
    cue = verb_group(scene, verb, [*chain, *(also or [])])
    main = joined_to(scene, verb)
    who = subject(parse, main or verb)
    source = source_at(scene, who or beside(scene, verb), verb)
    content = fitted(scene, verb, ranges, avoid=(*cue, *source))
    if not content or not cue:
        return None
    mode = mode_of(scene, content, verb)
    withheld = any(t.lemma in scene.cues.withholding for t in chain)
    return Proposal(
        content=content,
        cue=cue,
        source=source,
        mode=mode,
        basis=Basis.ACT if (act and mode is not Mode.DIRECT) or withheld else Basis.VERB,
        denied=lemma(parse, verb) in scene.cues.denials,
        confidence=0.5,
        rule=RuleName(f"statements.clauses.{rule}"),
    )


def chain_of(scene: Scene, verb: Token) -> list[Token]:
    """Return the verbs above that belong to the cue: "declined to say", "went on to say"."""
    parse, chain, at = scene.parse, [], verb
    for _ in range(CHAIN):
        above = parse.tokens[at.head]
        word = lemma(parse, above)
        if at.dep != "xcomp" or above.i > at.i:
            break
        if word not in scene.cues.light and word not in scene.cues.withholding:
            break
        between = parse.tokens[above.i + 1 : at.i]
        if any(t.dep in ("dobj", "nsubj") for t in between):
            break
        chain += [above, *between]
        at = above
    return chain


def negated(parse: Parse, verb: Token, scene: Scene) -> bool:
    """Tell whether speech is withheld: "did not say", "would not comment"."""
    return verb.lemma in scene.cues.speech and child(parse, verb.i, "neg") is not None


def right_edge(scene: Scene, verb: Token, last: Token, *, own: bool = False) -> int:
    """Return the code point where content behind a verb ends.

    Phrases behind the clause that the parser hung on the verb still belong to what is told.
    """
    parse = scene.parse
    without = frozenset(t.i for t in children(parse, last.i) if breaks_off(scene, t, last))
    end = below(parse, last.i, without)[-1]
    for token in children(parse, verb.i):
        if token.i > end and token.dep in AFTER and not breaks_off(scene, token, last):
            inside = below(parse, token.i)
            if _goes_on(parse, token, end=end, first=inside[0]):
                end = inside[-1]
    end = _before_participle(scene, last, end)
    while end > last.i and _loose_end(parse.tokens[end]):
        end -= 1
    return parse.tokens[end].end


def _before_participle(scene: Scene, last: Token, end: int) -> int:
    """Return the last token before "adding ..." however the parser hung it."""
    for token in scene.parse.tokens[last.i + 1 : end]:
        if (
            token.tag != "VBG"
            or token.lemma not in scene.cues.speech
            or token.dep not in ("advcl", "acl")
        ):
            continue
        if token.lemma == "add" or scene.parse.tokens[token.i - 1].text == ",":
            return token.i - 1
    return end


def _goes_on(parse: Parse, token: Token, *, end: int, first: int) -> bool:
    """Tell whether a phrase follows without a break; a list or a quotation may go over a mark."""
    between = parse.tokens[end + 1 : first]
    if token.dep == "dobj":
        return len(between) <= 1 and all(t.pos in ("PUNCT", "CCONJ") for t in between)
    return all(t.text in QUOTE_MARKS for t in between)


def _loose_end(token: Token) -> bool:
    """Tell whether a token at the end of a content is no part of it: a comma, "and"."""
    return token.pos == "CCONJ" or (token.pos == "PUNCT" and token.text not in CLOSING)


def breaks_off(scene: Scene, token: Token, last: Token) -> bool:
    """Tell whether a phrase starts a report of its own: ", adding that ..."."""
    if token.i <= last.i:
        return False
    word = token.lemma.lower()
    if (
        token.dep == "advcl"
        and token.tag == "VBG"
        and (word in scene.cues.clause or word in scene.cues.acts)
    ):
        return True
    if joined_to(scene, token) is not None:
        return True
    return token.dep == "conj" and token.pos == "VERB" and token.head != last.i


def span_of(parse: Parse, inside: list[int]) -> Range:
    return parse.tokens[inside[0]].start, parse.tokens[inside[-1]].end


def content_start(scene: Scene, start: int, low: int) -> int:
    """Return where the content begins: at the sentence's start, behind "But" and a dateline."""
    tokens = scene.parse.tokens
    while start < low and (tokens[start].dep == "cc" or tokens[start].pos in ("PUNCT", "CCONJ")):
        start += 1
    for a, b in scene.datelines:
        if a <= tokens[start].start < b:
            while start < low and tokens[start].start < b:
                start += 1
    return min(start, low)
