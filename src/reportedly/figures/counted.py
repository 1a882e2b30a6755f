"""What a number counts: the noun phrase behind it, before it, or elided.

Word order goes first (the run of nouns and adjectives behind the number), the parse decides where
a run of nouns ends and what a measure is a measure of.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

LONGEST = 9  # tokens of a noun phrase looked at
NOUNS = ("NOUN", "PROPN")
PRONOUNS = frozenset({"them", "us", "whom", "which", "these", "those", "you", "who"})
EMPTY = frozenset(
    {"more", "other", "others", "another", "further", "additional", "each", "total", "overall"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: singular, its token, and its phrase as code points [start, end)."""

    noun: str
    head: int | None  # token index; None when elided
    start: int = 0
    end: int = 0
    rule: str = ""


def singular(token: Token, tables: Tables) -> str:
    """Return the singular of a noun token, lower case: "Azerbaijanis" is "azerbaijani"."""
    word = token.text.lower()
    if word in tables.irregular:
        return tables.irregular[word]
    if token.tag == "NNS" and token.lemma != word:
        return token.lemma.lower()
    return _stripped(word) if token.tag in ("NNS", "NNPS", "NNP", "JJ") else token.lemma.lower()


def _stripped(word: str) -> str:
    """Return a word without its plural ending, by spelling alone."""
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def after(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the noun phrase that begins at or behind code point `at`, directly; else None."""
    run = _run(parse, at)
    if not run:
        return None
    head = _head(parse, run, at)
    if head is None:
        return _adjective(parse, run, tables)
    first = next((t for t in run if t.text.lower() not in EMPTY or t.i == head.i), head)
    if head.text.lower() in EMPTY:
        return None
    return Counted(singular(head, tables), head.i, first.start, head.end, "figures.counted.after")


def _run(parse: Parse, at: int) -> list[Token]:
    """Return the tokens of a noun phrase that follows directly, without its number."""
    tokens = parse.within(at, at + 120)[:LONGEST]
    run: list[Token] = []
    last = at
    for k, token in enumerate(tokens):
        nxt = tokens[k + 1] if k + 1 < len(tokens) else None
        if token.start - last > 2 or (run and token.sent != run[0].sent):
            break
        if not _belongs(token, nxt, run):
            break
        last = token.end
        run.append(token)
    while run and run[-1].pos not in (*NOUNS, "ADJ", "VERB"):
        run.pop()
    return run


def _belongs(token: Token, nxt: Token | None, run: list[Token]) -> bool:
    """Tell whether a token may stand inside the run."""
    if token.pos in NOUNS or token.pos == "ADJ":
        return True
    if nxt is None:
        return False
    ahead = nxt.pos in (*NOUNS, "ADJ") or nxt.tag in ("VBN", "VBG") or nxt.text == "-"
    if token.tag in ("VBN", "VBG") or token.pos == "ADV":
        return ahead and token.text.lower() not in ("including", "among")
    if token.text in ("-", "‑"):
        return True
    if token.text in ("and", "or", ",") and run:
        return run[-1].pos == "ADJ" and nxt.pos in ("ADJ",) and nxt.head == run[-1].i
    return False


def _head(parse: Parse, run: list[Token], at: int) -> Token | None:
    """Return the head noun of a run: the parser's choice if inside, else the last noun."""
    number = parse.within(max(0, at - 40), at)
    inside = {t.i for t in run}
    for token in reversed(number[-4:]):
        if token.dep == "nummod" and token.head in inside:
            chosen = parse.tokens[token.head]
            if chosen.pos in NOUNS:
                return chosen
    first = _first_stretch(run)
    return first[-1] if first else None


def _first_stretch(run: list[Token]) -> list[Token]:
    """Return the first unbroken stretch of nouns of a run."""
    stretch: list[Token] = []
    for token in run:
        if token.pos in NOUNS and not (stretch and token.dep in ("npadvmod", "appos", "tmod")):
            stretch.append(token)
        elif stretch and token.text not in ("-",):
            break
    return stretch


def _adjective(parse: Parse, run: list[Token], tables: Tables) -> Counted | None:
    """Return an adjective that stands for those counted: "41 dead", "three of the wounded"."""
    for token in run:
        if token.text.lower() in tables.behind or token.lemma in tables.persons:
            word = token.text.lower()
            return Counted(word, token.i, token.start, token.end, "figures.counted.adjective")
    return None


def partitive(parse: Parse, at: int, tables: Tables) -> tuple[Counted | None, int]:
    """Return what stands behind "of" at `at`, and where it ends.

    The counted is None and the end `at` when no "of" follows; None with a later end when a
    pronoun follows ("of them"), which refers back.
    """
    tokens = parse.within(at, at + 80)[:4]
    if not tokens or tokens[0].text.lower() != "of" or tokens[0].start - at > 1:
        return None, at
    k = 1
    while k < len(tokens) and (
        tokens[k].pos in ("DET", "NUM")
        or tokens[k].text.lower() in ("all", "our", "its", "their", "his", "her")
    ):
        if tokens[k].text.lower() in PRONOUNS:
            break
        k += 1
    if k < len(tokens) and tokens[k].text.lower() in PRONOUNS | {"ours", "theirs"}:
        return None, tokens[k].end
    if k >= len(tokens):
        return None, at
    found = after(parse, tokens[k].start, tables)
    return found, found.end if found else at


def unit_of(noun: str, head: Token | None, *, parse: Parse, tables: Tables) -> str:
    """Return "person" for people, else "count"."""
    if noun in tables.persons or noun.endswith(("people", "woman", "sman", "eman", "ists")):
        return "person"
    last = noun.rsplit("-", 1)[-1]
    if last in tables.persons or (last.endswith("ist") and len(last) > 5):
        return "person"
    if head is not None and head.tag in ("NNPS", "NNP", "NNS") and head.text[:1].isupper():
        names = [n for n in parse.names if n.first <= head.i < n.last]
        if any(n.label == "NORP" for n in names) or head.text.endswith(
            ("ians", "anis", "ans", "ese")
        ):
            return "person"
    return "count"


def measured(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return what a measure or share is of: "20% of the territory", "a fine of EUR 2m"."""
    of, _ = partitive(parse, found.end, tables)
    if of is not None:
        return of
    tokens = parse.within(found.start, found.end)
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    top = next((t for t in reversed(tokens) if t.head not in inside), tokens[-1])
    return _above(parse, top, tables)


def _above(parse: Parse, top: Token, tables: Tables) -> Counted | None:
    """Climb from the measure to the noun it belongs to."""
    head = parse.tokens[top.head]
    if head.i == top.i:
        return None
    if head.pos in NOUNS and head.i > top.i:
        return _phrase(parse, head, tables=tables, rule="figures.counted.modified")
    if head.pos in NOUNS and top.dep in ("appos", "nummod", "npadvmod"):
        return _phrase(parse, head, tables=tables, rule="figures.counted.beside")
    if top.dep == "pobj" and head.pos == "ADP":
        noun = parse.tokens[head.head]
        if (
            head.text.lower() in ("of", "at", "to", "by", "from", "for", "with")
            and noun.pos in NOUNS
        ):
            return _phrase(parse, noun, tables=tables, rule="figures.counted.of_measure")
        return _subject(parse, noun, tables)
    if head.pos in ("VERB", "AUX"):
        return _subject(parse, head, tables)
    if top.dep in ("conj", "appos") and head.pos not in NOUNS:
        return _above(parse, head, tables)
    return None


def _subject(parse: Parse, verb: Token, tables: Tables) -> Counted | None:
    """Return the subject of a verb, climbing over conjoined verbs without one."""
    for _ in range(4):
        for child in parse.children[verb.i]:
            token = parse.tokens[child]
            if token.dep in ("nsubj", "nsubjpass") and token.pos in NOUNS:
                return _phrase(parse, token, tables=tables, rule="figures.counted.subject")
        if verb.dep not in ("conj", "xcomp", "advcl", "ccomp") or verb.head == verb.i:
            return None
        verb = parse.tokens[verb.head]
    return None


def _phrase(parse: Parse, head: Token, *, tables: Tables, rule: str) -> Counted:
    """Return a noun with the modifiers that stand directly before it."""
    first = head
    for i in range(head.i - 1, max(-1, head.i - 8), -1):
        token = parse.tokens[i]
        if token.sent != head.sent or not (
            token.dep in ("compound", "amod", "nmod", "poss", "case") or token.text in ("-", "&")
        ):
            break
        first = token
    return Counted(singular(head, tables), head.i, first.start, head.end, rule)
