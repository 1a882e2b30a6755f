"""What is said to have happened to the counted: a lemma with its place in the text.

The lemma is looked up in `predicates.toml` only where a noun or adjective stands for the act
("41 dead", "the death toll rose to 41"); else it is the parser's lemma of the governing verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

CAPTIVE = ("hostage", "prisoner", "captive")
CLIMB = 6  # steps up the tree; longer ways lead to another clause


@dataclass(frozen=True, slots=True)
class Predicate:
    """A lemma, its place as code points, and whether it is denied or tells of a change."""

    lemma: str
    start: int
    end: int
    negated: bool = False
    change: str | None = None


def predicate(parse: Parse, token: Token, tables: Tables) -> Predicate | None:
    """Return what happened to what a token names; None when no verb governs it."""
    word = token.text.lower()
    if word in tables.behind and token.pos in ("ADJ", "VERB", "NOUN"):
        return Predicate(tables.behind[word], token.start, token.end)
    if word in tables.nouns:
        return Predicate(tables.nouns[word], token.start, token.end)
    beside = _participle(parse, token, tables) or _infinitive(parse, token)
    if beside is not None:
        return beside
    return _climbed(parse, token, tables)


def _participle(parse: Parse, token: Token, tables: Tables) -> Predicate | None:
    """Read a participle or adjective behind the noun: "318 others injured"."""
    for child in parse.children[token.i]:
        kid = parse.tokens[child]
        if kid.i > token.i and kid.dep in ("acl", "amod") and kid.tag in ("VBN", "JJ", "VBD"):
            lemma = tables.behind.get(kid.text.lower(), kid.lemma)
            return Predicate(lemma, kid.start, kid.end)
    return None


def _infinitive(parse: Parse, token: Token) -> Predicate | None:
    """Read an infinitive right behind the noun: "the right of 300 families to return"."""
    following = parse.tokens[token.i + 1 : token.i + 3]
    if len(following) < 2 or following[0].text != "to" or following[1].tag != "VB":
        return None
    governs = any(
        parse.tokens[c].dep in ("nsubj", "nsubjpass") for c in parse.children[following[1].i]
    )
    if governs or token.dep in ("dobj", "nsubj", "nsubjpass"):
        return None
    return Predicate(following[1].lemma, following[1].start, following[1].end)


def _climbed(parse: Parse, token: Token, tables: Tables) -> Predicate | None:
    """Climb to the verb or the noun of an act of which the token is an argument."""
    prep = ""
    if token.tag == "VBZ" and token.text[0].isupper() and token.head != token.i:
        token = parse.tokens[token.head]  # a name of people that the parser took for a verb
    for _ in range(CLIMB):
        if token.pos in ("VERB", "AUX"):
            return _argument(_told(parse, token, tables), prep, tables)
        if token.head == token.i:
            return None
        head = parse.tokens[token.head]
        if token.dep == "pobj":
            prep = head.text.lower()
            above = parse.tokens[head.head]
            if above.text.lower() in tables.nouns:
                return Predicate(tables.nouns[above.text.lower()], above.start, above.end)
            if prep not in tables.arguments and prep not in tables.levels:
                return None
            if above.pos in ("NOUN", "PROPN") and prep != "of" and above.i != head.i:
                return None
        token = head
    return None


def _argument(told: Predicate, prep: str, tables: Tables) -> Predicate | None:
    """Tell the amount of a change from a level: "rose 5%", "rose by 5%", but "rose to 5%"."""
    if told.lemma not in tables.up and told.lemma not in tables.down:
        return None if prep == "at" else told
    if not prep or prep == "by":
        return told
    return replace(told, lemma=f"{told.lemma} {prep}") if prep in tables.levels else None


def _told(parse: Parse, verb: Token, tables: Tables) -> Predicate:
    """Return the predicate of a verb, looking through "left 12 injured" and "was down"."""
    kids = [parse.tokens[c] for c in parse.children[verb.i]]
    negated = any(k.dep == "neg" for k in kids)
    toll = next((k for k in kids if k.dep == "nsubj" and k.text.lower() in tables.nouns), None)
    change = _change(verb.lemma, tables)
    if toll is not None:
        return Predicate(tables.nouns[toll.text.lower()], toll.start, toll.end, negated, change)
    if verb.text.lower() in tables.behind:
        lemma = tables.behind[verb.text.lower()]
        return Predicate(lemma, verb.start, verb.end, negated)
    captive = next((t for t in parse.tokens[verb.i + 1 : verb.i + 4] if t.lemma in CAPTIVE), None)
    if verb.lemma == "take" and captive is not None and captive.sent == verb.sent:
        return Predicate("take hostage", verb.start, captive.end, negated)
    supported = _supported(parse, verb, tables)
    if supported is not None:
        return Predicate(supported, verb.start, verb.end, negated)
    if verb.lemma in ("be", "leave", "feel", "stay", "remain", "go", "report", "fear", "list"):
        ahead = _ahead(parse, kids)
        if ahead is not None:
            return Predicate(ahead.lemma, ahead.start, ahead.end, negated)
        better = _complement(kids, tables)
        if better is not None:
            lemma = tables.behind.get(better.text.lower(), better.lemma)
            return Predicate(lemma, better.start, better.end, negated, _change(lemma, tables))
    return Predicate(verb.lemma, verb.start, verb.end, negated, change)


def _supported(parse: Parse, verb: Token, tables: Tables) -> str | None:
    """Return what a verb says by its object, itself uncounted: "lost their lives", "under arrest".

    Of lives it says so where they are counted, too: "lost 12 lives".
    """
    for thing in _objects(parse, verb):
        counted = any(parse.tokens[c].dep == "nummod" for c in parse.children[thing.i])
        if thing.lemma == "life" or not counted:
            found = tables.supported.get(f"{verb.lemma} {thing.lemma}")
            if found is not None:
                return found
    return None


def _objects(parse: Parse, verb: Token) -> Iterator[Token]:
    """Yield a verb's object and those of its prepositions."""
    for child in parse.children[verb.i]:
        kid = parse.tokens[child]
        if kid.dep == "dobj":
            yield kid
        elif kid.dep == "prep":
            yield from (parse.tokens[c] for c in parse.children[child])


def _ahead(parse: Parse, kids: list[Token]) -> Token | None:
    """Return the verb behind "due to", "set to", "ready to": 140 people are due to return."""
    for kid in kids:
        if kid.dep in ("acomp", "xcomp", "attr"):
            below = (parse.tokens[c] for c in parse.children[kid.i])
            verb = next((t for t in below if t.dep == "xcomp" and t.tag == "VB"), None)
            if verb is not None:
                return verb
    return None


def _complement(kids: list[Token], tables: Tables) -> Token | None:
    for kid in kids:
        word = kid.text.lower()
        if kid.dep in ("acomp", "oprd", "ccomp", "advmod", "prt", "xcomp", "attr", "acl") and (
            word in tables.behind or word in ("up", "down")
        ):
            return kid
    return None


def _change(lemma: str, tables: Tables) -> str | None:
    if lemma in tables.up:
        return "up"
    return "down" if lemma in tables.down else None


def direction(text: str, parse: Parse, found: Quantity, *, tables: Tables) -> Predicate | None:
    """Return "up" or "down" right before a measure: "edged down 0.03%", "DAX -1.6%"."""
    at = found.start
    if found.family in ("share", "index") and found.value < 0:
        return Predicate("down", at, at + 1, change="down")
    tokens = parse.within(max(0, at - 8), at)[-1:]
    word = tokens[0].text.lower() if tokens else ""
    if word not in ("up", "down") or text[tokens[0].end : at].strip():
        return None
    return Predicate(word, tokens[0].start, tokens[0].end, change=_change(word, tables))
