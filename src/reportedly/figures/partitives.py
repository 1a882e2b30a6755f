"""What a number counts behind "of": "five of the eight carriages", "nine of those who came"."""

from __future__ import annotations

from reportedly.figures.counted import EMPTY, LONGEST, Counted, after, is_noun, singular
from reportedly.figures.tables import Tables
from reportedly.language import Parse, Token

PRONOUNS = frozenset(
    {"them", "us", "whom", "which", "these", "those", "you", "ours", "theirs", "it", "yours"}
)
POSSESSIVES = frozenset({"all", "our", "its", "their", "his", "her", "my", "your", "every"})


def partitive(parse: Parse, at: int, tables: Tables) -> tuple[Counted | None, int]:
    """Return what stands behind "of" at `at`, and where it ends.

    The counted is None and the end `at` when no "of" follows; None with a later end when a
    pronoun follows ("of them"), which refers back.
    """
    tokens = parse.within(at, at + 80)[:5]
    if not tokens or tokens[0].text.lower() != "of" or tokens[0].start - at > 1:
        return None, at
    k = 1
    while k < len(tokens) and tokens[k].text.lower() not in PRONOUNS and _leads(tokens[k]):
        k += 1
    if k >= len(tokens):
        return None, at
    if tokens[k].text.lower() in PRONOUNS:
        return None, tokens[k].end
    if _of_number(parse, tokens[0]):
        return None, at
    found = _object(parse, tokens[0], tables) or after(parse, tokens[k].start, tables)
    if found is not None and _is_one(parse, found, tables):
        return None, at
    return found, found.end if found else at


def those_who(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return people for "a third of those screened", "nine of those who came"."""
    tokens = parse.within(at, at + 40)[:3]
    if len(tokens) < 3 or [t.text.lower() for t in tokens[:2]] != ["of", "those"]:
        return None
    asked = tokens[2].tag in ("VBN", "VBD") and (
        tokens[2].lemma in tables.personal or tokens[2].lemma in tables.lists["asking"]
    )
    if tokens[2].text.lower() != "who" and not asked:
        return None
    end = tokens[2].end if asked else tokens[1].end
    return Counted("person", None, tokens[1].start, end, "figures.counted.after")


def _of_number(parse: Parse, prep: Token) -> bool:
    """Tell whether a bare number is the whole: "17 of the 58 described men in coats"."""
    kids = [parse.tokens[c] for c in parse.children[prep.i]]
    return any(t.dep == "pobj" and t.pos == "NUM" for t in kids)


def _is_one(parse: Parse, found: Counted, tables: Tables) -> bool:
    """Tell whether an owner stands behind "of": "the thirty-four of the government"."""
    head = parse.tokens[found.head] if found.head is not None else None
    return head is not None and head.tag == "NN" and head.lemma in tables.lists["owners"]


def _object(parse: Parse, prep: Token, tables: Tables) -> Counted | None:
    """Return the noun a preposition governs: "of the train's eight carriages"."""
    kids = [parse.tokens[c] for c in parse.children[prep.i]]
    noun = next((t for t in kids if t.dep == "pobj" and is_noun(t)), None)
    if noun is None or noun.i - prep.i > LONGEST or noun.text.lower() in EMPTY:
        return None
    first = noun
    while first.i - 1 > prep.i and parse.tokens[first.i - 1].dep in ("amod", "compound"):
        first = parse.tokens[first.i - 1]
    return Counted(singular(noun, tables), noun.i, first.start, noun.end, "figures.counted.after")


def of_whole(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the whole that opens the sentence: "Of the people charged, 23 were convicted"."""
    token = parse.at(at)
    if token is None:
        return None
    sentence = parse.sentences[token.sent]
    head = parse.tokens[sentence.first : token.i]
    start = next((t for t in head[:3] if any(c.isalpha() for c in t.text)), None)
    if start is None or start.text != "Of" or token.i - start.i > 20:
        return None
    return _object(parse, start, tables)


def _leads(token: Token) -> bool:
    """Tell whether a token may open the noun phrase behind "of"."""
    return token.pos in ("DET", "NUM", "PRON") or token.text.lower() in POSSESSIVES


def behind_pronoun(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the noun behind "of them" at `at`: "five of them officers", "104 of them children"."""
    found = after(parse, at, tables)
    if found is None or found.head is None:
        return None
    token = parse.tokens[found.head]
    return found if token.tag == "NNS" or found.noun in tables.persons else None
