"""The subject or the object that a verb gives a measure: "shares rose 5%", "raised the toll to 26".

What is returned is never a measure itself: "78 per cent of the deal" stands for the deal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.figures.counted import SET_AT, Counted, is_noun, phrase
from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

# Classes of units that are of something; "cents" for "per cent".
OF_OTHERS = ("share", "physical", "time", "cents")


def brought(parse: Parse, verb: Token, tables: Tables) -> Counted | None:
    """Return what a verb brings to a level: "raised the toll to 26", "put the loss at 5m"."""
    for child in parse.children[verb.i]:
        token = parse.tokens[child]
        if token.dep != "dobj":
            continue
        if token.text.lower() in ("it", "them"):
            token = _meant(parse, verb) or token
        if is_noun(token) and token.text.lower() not in tables.units:
            return phrase(parse, token, tables=tables, rule="figures.measured.object")
    return None


def _meant(parse: Parse, verb: Token) -> Token | None:
    """Return what "it" is behind a main clause: "improved the storage, doubling it to 256GB"."""
    if verb.dep not in ("advcl", "conj", "xcomp") or verb.head >= verb.i:
        return None
    kids = [parse.tokens[c] for c in parse.children[verb.head]]
    return next((t for t in kids if t.dep == "dobj" and t.i < verb.i), None)


def subject(parse: Parse, verb: Token, tables: Tables) -> Counted | None:
    """Return the subject of a verb, climbing over verbs without one of their own."""
    for _ in range(4):
        kids = [parse.tokens[c] for c in parse.children[verb.i]]
        for token in kids:
            if token.dep in ("nsubj", "nsubjpass") and is_noun(token):
                return _thing(parse, token, tables)
        named = _named(parse, verb, kids, tables=tables)
        if named is not None:
            return named
        if not any(t.dep in ("nsubj", "nsubjpass") for t in kids):
            thing = next((t for t in kids if t.dep == "dobj" and is_noun(t)), None)
            if thing is not None and thing.text.lower() not in tables.units:
                return phrase(parse, thing, tables=tables, rule="figures.measured.subject")
        if verb.dep not in ("conj", "xcomp", "advcl") or _is_told(parse, verb):
            return None
        verb = parse.tokens[verb.head]
    return None


def cheaper(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Read "that will make the S8 around 25k or 40k cheaper": a difference of its price."""
    if found.unit:
        return None
    behind = parse.within(found.end, found.end + 30)[:3]
    other = [t.text for t in behind[:1]] == ["or"]
    than = next(iter(behind[2:] if other else behind), None)
    noun = tables.named["comparatives"].get(than.text.lower()) if than is not None else None
    if than is None or noun is None:
        return None
    what = subject(parse, than, tables)
    verb = than
    for _ in range(4):
        verb = parse.tokens[verb.head]
        if what is None and verb.pos in ("VERB", "AUX"):
            what = brought(parse, verb, tables) or subject(parse, verb, tables)
    return replace(what, noun=noun, rule=SET_AT) if what is not None else None


def _is_told(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause is words of somebody named behind: "let us get to $15m, Arden said"."""
    if verb.dep != "advcl" or verb.head <= verb.i or not verb.tag.startswith("VB"):
        return verb.head == verb.i
    kids = [parse.tokens[c] for c in parse.children[verb.i]]
    marked = any(t.dep == "mark" or t.text == "to" or t.tag == "WRB" for t in kids if t.i < verb.i)
    return verb.tag not in ("VBG", "VBN") and not marked


def _thing(parse: Parse, token: Token, tables: Tables) -> Counted | None:
    """Return a subject, or what it is a measure of: "78 per cent of the deal will be paid"."""
    _, family = tables.units.get(token.text.lower(), ("", ""))
    if family in OF_OTHERS and _has_number(parse, token):
        return _below_of(parse, token, tables)
    return phrase(parse, token, tables=tables, rule="figures.measured.subject")


def _has_number(parse: Parse, token: Token) -> bool:
    kids = (parse.tokens[c] for c in parse.children[token.i])
    return any(t.i < token.i and (t.pos == "NUM" or t.text.lower() == "per") for t in kids)


def _below_of(parse: Parse, token: Token, tables: Tables) -> Counted | None:
    """Return the noun behind "of": "each of the buildings", "78 per cent of the deal"."""
    of = next((t for c in parse.children[token.i] if (t := parse.tokens[c]).text == "of"), None)
    below = (parse.tokens[c] for c in parse.children[of.i]) if of is not None else ()
    noun = next((t for t in below if t.dep == "pobj" and is_noun(t)), None)
    return phrase(parse, noun, tables=tables, rule="figures.measured.subject") if noun else None


def _named(parse: Parse, verb: Token, kids: Sequence[Token], *, tables: Tables) -> Counted | None:
    """Return what a pronoun subject stands for: "the market, which was valued at", "each of"."""
    token = next((t for t in kids if t.dep in ("nsubj", "nsubjpass")), None)
    above = parse.tokens[verb.head]
    if token is None:
        doer = verb.dep == "acl" and is_noun(above) and above.text.lower() not in tables.units
        return (
            phrase(parse, above, tables=tables, rule="figures.measured.subject") if doer else None
        )
    if token.text in ("old", "olds"):
        return _of_an_age(parse, token)
    if token.tag in ("WDT", "WP") and verb.dep == "relcl" and is_noun(above):
        return phrase(parse, above, tables=tables, rule="figures.measured.subject")
    return _below_of(parse, token, tables)


def _of_an_age(parse: Parse, old: Token) -> Counted | None:
    """Return the person of "a 60-year-old paid 2.72%"."""
    first = old
    while first.i and parse.tokens[first.i - 1].dep in ("npadvmod", "punct", "nummod"):
        first = parse.tokens[first.i - 1]
    return Counted("person", old.i, first.start, old.end, "figures.measured.subject")
