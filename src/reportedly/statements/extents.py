"""Where a source, a cue and a content begin and end.

Invariant: a range handed out is not empty, holds no blank or comma at its edge and stays on one
line. Source: the longest noun phrase without a possessive 's. Cue: the whole verb group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportedly.language import Parse, Token
from reportedly.statements.proposals import Range
from reportedly.statements.scene import Scene

EDGE = " \t\u00a0,;:–—-…|"
QUOTE_MARKS = "\"“”„«»＂'‘’`"
POSSESSIVE = re.compile(r"['’]s?$")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"))
VERBAL = frozenset(("VERB", "AUX"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
# what hangs on a noun by mistake of the parser more often than not
FOREIGN = frozenset(("advcl", "parataxis", "ccomp", "dep", "meta", "intj", "csubj", "nsubj"))
GROUP = frozenset(("aux", "auxpass", "neg", "prt"))


def trimmed(text: str, start: int, end: int, *, more: str = "") -> Range | None:
    """Return the range without blanks, commas, dashes and `more` at its edges; None if empty."""
    drop = EDGE + more
    while start < end and (text[start] in drop or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in drop or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def below(parse: Parse, top: int, without: frozenset[int] = frozenset()) -> list[int]:
    """Return the token indexes of a subtree, sorted, leaving out the subtrees of `without`."""
    found, todo = [], [top]
    while todo:
        i = todo.pop()
        found.append(i)
        todo.extend(c for c in parse.children[i] if c not in without)
    found.sort()
    return found


def child(parse: Parse, i: int, *deps: str) -> Token | None:
    """Return the first child with one of these dependencies."""
    for c in parse.children[i]:
        if parse.tokens[c].dep in deps:
            return parse.tokens[c]
    return None


def children(parse: Parse, i: int) -> Iterator[Token]:
    """Yield the tokens that depend on token `i`."""
    return (parse.tokens[c] for c in parse.children[i])


def lemma(parse: Parse, token: Token) -> str:
    """Return a verb's lemma with its particle: "point out"."""
    particle = child(parse, token.i, "prt")
    return f"{token.lemma.lower()} {particle.lemma.lower()}" if particle else token.lemma.lower()


def phrase(scene: Scene, head: int, *, avoid: int = -1) -> Range | None:
    """Return the longest noun phrase around token `head` that does not hold token `avoid`.

    "Josefina Kaur, who speaks for relatives" is one phrase; a bare age, "'s" and what the parser
    hung on it by mistake are not part of it.
    """
    parse = scene.parse
    kept = set(_kept(parse, head, avoid))
    low = high = head
    sentence = parse.sentences[parse.tokens[head].sent]
    while low - 1 >= sentence.first and low - 1 in kept:
        low -= 1
    while high + 1 < sentence.last and high + 1 in kept:
        high += 1
    while low < head and _loose(parse.tokens[low]):
        low += 1
    while high > head and _loose(parse.tokens[high], last=True):
        high -= 1
    found = trimmed(scene.text, parse.tokens[low].start, parse.tokens[high].end)
    return clipped(scene, found, parse.tokens[head]) if found else None


def _kept(parse: Parse, head: int, avoid: int) -> Iterator[int]:
    todo = [head]
    while todo:
        i = todo.pop()
        yield i
        for c in parse.children[i]:
            token = parse.tokens[c]
            if c == avoid or (i == head and _foreign(parse, token, head)):
                continue
            if (
                avoid >= 0
                and token.dep in ("relcl", "acl", "conj", "appos")
                and _holds(parse, c, avoid)
            ):
                continue
            todo.append(c)


def _holds(parse: Parse, top: int, i: int) -> bool:
    """Tell whether token `i` hangs below `top`."""
    while parse.tokens[i].head != i:
        i = parse.tokens[i].head
        if i == top:
            return True
    return False


def _foreign(parse: Parse, token: Token, head: int) -> bool:
    """Tell whether a child of a source's head lies outside the source: an age, a clause."""
    if token.dep in FOREIGN:
        return True
    age = token.dep == "appos" and token.pos == "NUM" and token.text.isdigit()
    return age or (token.dep == "acl" and token.i < head)


def _loose(token: Token, *, last: bool = False) -> bool:
    """Tell whether a token at the edge of a phrase is no part of it."""
    if token.dep == "case" or token.tag == "POS":
        return True
    if last and token.text in (")", "]"):
        return False
    return token.pos == "PUNCT" or token.dep in ("cc", "mark") or (last and token.pos == "ADP")


def clipped(scene: Scene, span: Range, anchor: Token) -> Range | None:
    """Cut a range to the line or quotation that holds `anchor`."""
    low, high = scene.limits(anchor)
    return trimmed(scene.text, max(span[0], low), min(span[1], high)) if span[0] < high else None


def verb_group(scene: Scene, verb: Token, also: Iterable[Token] = ()) -> tuple[Range, ...]:
    """Return the cue's ranges: auxiliaries, negation, verb, particle; a subject cuts it in two.

    The verb is always among them, even where the parser takes it for an adverb.
    """
    parse = scene.parse
    members = {verb.i, *(t.i for t in also)}
    for i in tuple(members):
        if parse.tokens[i].pos in VERBAL:
            members |= {t.i for t in children(parse, i) if _in_group(t, i)}
    low, high = min(members), max(members)
    inside = {i for i in range(low, high + 1) if parse.tokens[i].pos in ("ADV", "PART")}
    members |= inside
    runs: list[list[int]] = []
    for i in sorted(members):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    kept = [r for r in runs if verb.i in r or any(parse.tokens[i].dep != "advmod" for i in r)]
    return tuple((parse.tokens[run[0]].start, parse.tokens[run[-1]].end) for run in kept)


def _in_group(token: Token, verb: int) -> bool:
    if token.dep == "prt":
        return 0 < token.i - verb <= 3
    return token.dep in GROUP and token.tag != "TO" and 0 < verb - token.i <= 5


def has_finite(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause is tensed: "he went", "it would go"."""
    if verb.tag in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(
        t.dep in ("aux", "auxpass", "cop") and t.tag in ("VBD", "VBZ", "VBP", "MD")
        for t in children(parse, verb.i)
    )


def has_to(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause is an infinitive with "to"."""
    return any(t.tag == "TO" and t.i < verb.i for t in children(parse, verb.i))
