"""What a number counts, where a noun phrase right behind it says so.

Word order goes first (the run of nouns and adjectives behind the number); the parse decides where
a run of nouns ends. What is left out of the text is filled in by `elided`.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.figures.tables import Tables
from reportedly.language import Parse, Token

SET_AT = "figures.said.set_at"  # what a bare number is of, which counts nothing
LONGEST = 9  # tokens of a noun phrase looked at
NOUNS = ("NOUN", "PROPN")
EMPTY = frozenset(
    {"more", "other", "others", "another", "further", "additional", "each", "total", "overall"}
)
MORE = EMPTY - {"other"}  # "eight other employees" are other than those before
TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Madam", "Lord", "Lady"})
PARTICIPLES = ("ed", "hurt", "slain")
CAPITALS = frozenset({"IN", "AS", "AT", "AFTER", "ON", "FROM", "BY"})  # of "41 DEAD IN FIRE"
FEARED = frozenset({"feared", "reported", "confirmed", "presumed", "believed", "found", "still"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: singular, its token, and its phrase as code points [start, end)."""

    noun: str
    head: int | None  # token index; None when elided
    start: int
    end: int
    rule: str


def multiplies(word: str, tables: Tables) -> bool:
    """Tell whether a word only multiplies: "Readers (thousands)"."""
    kind, _ = tables.words.get(word.lower().removesuffix("s"), ("", None))
    return kind == "scales"


def is_noun(token: Token) -> bool:
    """Tell whether a token is a noun with letters: table bars and emoji are none.

    A capital and a plural ending outweigh the parser's verb: "3,890 Ondarans".
    """
    if token.tag == "VBZ" and token.text[0].isupper() and len(token.text) > 3:
        return not token.text.isupper()
    letters = any(c.isalpha() for c in token.text)
    return token.pos in NOUNS and letters and not token.text[0].isdigit()


def singular(token: Token, tables: Tables) -> str:
    """Return the singular of a noun token, lower case: "Lethians" is "lethian"."""
    word = token.text.lower()
    if word in tables.irregular:
        return tables.irregular[word]
    if token.text[0].isupper() and word.endswith("is") and len(word) > 5:
        return word[:-1]  # "Pakistanis"
    if token.tag in ("NNS", "NNPS", "NNP", "JJ", "VBZ"):
        return stripped(word, tables)
    return token.lemma.lower()


def stripped(word: str, tables: Tables) -> str:
    """Return a lower-case word without its plural ending, by spelling alone."""
    if word in tables.irregular:
        return tables.irregular[word]
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
    stand_in = _stand_in(parse, at, tables)
    if stand_in is not None:
        return stand_in
    if _is_named(parse, at):
        return None
    run = _run(parse, at, tables)
    head = _hyphened(run, at) or _head(_without_verb(run, tables), tables.lists["pieces"])
    if head is None or head.text.lower() in EMPTY or _is_idiom(parse, head):
        return None
    first = next((t for t in run if t.text.lower() not in MORE or t.i == head.i), head)
    last = _first_stretch(run)[-1] if head.text.lower() in tables.lists["pieces"] else head
    return Counted(singular(head, tables), head.i, first.start, last.end, "figures.counted.after")


def _without_verb(run: list[Token], tables: Tables) -> list[Token]:
    """Cut a run before a verb that the parser took for a noun: "3,120 work", "families farm land".

    Behind a number larger than one such a word would be a plural.
    """
    for k, token in enumerate(run[:3]):
        plural = k == 0 or run[k - 1].tag == "NNS"
        more = k + 1 < len(run) and (k == 0 or run[k + 1].tag == "NNS")
        if plural and not more and token.text in tables.lists["doing"] and token.tag == "NN":
            return run[:k]
    return run


def _is_idiom(parse: Parse, head: Token) -> bool:
    """Tell whether a noun is of a phrase like "five million line by line"."""
    following = parse.tokens[head.i + 1 : head.i + 3]
    return [t.text for t in following] == ["by", head.text]


def who(parse: Parse, at: int) -> Counted | None:
    """Return people for "seven who died"."""
    token = next(iter(parse.within(at, at + 5)), None)
    if token is None or token.start - at > 1 or token.text.lower() != "who":
        return None
    return Counted("person", None, 0, 0, "figures.counted.who")


def behind_measure(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the noun behind a measure: "eight million 250ml bottles"."""
    tokens = parse.within(at, at + 30)[:3]
    if not tokens or tokens[0].start - at > 1 or not tokens[0].text[0].isdigit():
        return None
    glued = tables.unit.match(tokens[0].text.lstrip("0123456789."))
    skipped = 1 if glued else 2
    if len(tokens) <= skipped or (not glued and tokens[1].text.lower() not in tables.units):
        return None
    return after(parse, tokens[skipped].start, tables)


def _is_named(parse: Parse, at: int) -> bool:
    """Tell whether somebody's name follows: "not the 9,000 Ms Arden had spoken of"."""
    token = next(iter(parse.within(at, at + 12)), None)
    return token is not None and token.text.rstrip(".") in TITLES


def _hyphened(run: list[Token], at: int) -> Token | None:
    """Return the noun hyphened to the number: "a two-page memo" counts pages."""
    joined = len(run) > 1 and run[0].text in ("-", "‑") and run[0].start == at
    return run[1] if joined and is_noun(run[1]) else None


def _stand_in(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return an adjective that stands for those counted: "41 dead", "several feared dead"."""
    tokens = parse.within(at, at + 40)[:3]
    if tokens and tokens[0].start - at <= 1 and tokens[0].text.lower() in tables.ballots:
        token = tokens[0]
        noun = tables.ballots[token.text.lower()]
        return Counted(noun, None, token.start, token.end, "figures.counted.ballots")
    while tokens and tokens[0].text.lower() in FEARED | EMPTY - {"others"}:
        tokens = tokens[1:]
    if not tokens or tokens[0].start - at > 20 or tokens[0].text.lower() not in tables.behind:
        return None
    token = tokens[0]
    named = len(tokens) > 1 and is_noun(tokens[1]) and tokens[1].text not in CAPITALS
    if named and tokens[1].start - token.end < 2:
        return None
    if token.text.lower().endswith(PARTICIPLES) and _is_verb(token):
        return None  # "12 were killed and 30 injured": a verb, and its noun is left out
    word = token.text.lower()
    noun = "person" if word in tables.lists["states"] else word
    return Counted(noun, token.i, token.start, token.end, "figures.counted.adjective")


def _is_verb(token: Token) -> bool:
    return token.tag == "VBD" or (token.tag == "VBN" and token.dep in ("conj", "ROOT", "ccomp"))


def _run(parse: Parse, at: int, tables: Tables) -> list[Token]:
    """Return the tokens of a noun phrase that follows directly, without its number."""
    tokens = parse.within(at, at + 120)[:LONGEST]
    number = parse.at(max(0, at - 1))
    run: list[Token] = []
    last = at
    for k, token in enumerate(tokens):
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        other = number is not None and token.sent != number.sent
        if token.start - last > 1 or other or _ends(token, run, tables):
            break
        if _is_model(token, following, run):
            last = token.end
            run.append(token)
            continue
        if not _belongs(token, following, run):
            break
        last = token.end
        run.append(token)
    return run


def _is_model(token: Token, following: Token | None, run: list[Token]) -> bool:
    """Tell whether a number belongs to a name inside the phrase: "63,000 Model 3 sedans"."""
    named = bool(run) and run[-1].pos == "PROPN" and token.text.isdigit()
    return named and following is not None and following.tag in ("NNS", "NN")


def _ends(token: Token, run: list[Token], tables: Tables) -> bool:
    """Tell whether a word ends a noun phrase whatever the parser says."""
    word = token.text.lower()
    return word in tables.lists["never"] or (bool(run) and word in tables.behind)


def _belongs(token: Token, following: Token | None, run: list[Token]) -> bool:
    """Tell whether a token may stand inside the run."""
    if is_noun(token) or token.pos == "ADJ":
        return True
    if following is None:
        return False
    ahead = is_noun(following) or following.pos == "ADJ" or following.tag in ("VBN", "VBG")
    if token.tag in ("VBN", "VBG") and token.dep not in ("amod", "compound", "nmod"):
        return False
    if token.tag in ("VBN", "VBG") or token.pos == "ADV":
        return (ahead or following.text == "-") and token.text.lower() not in ("including", "among")
    if token.text in ("-", "‑", "&"):
        return True
    if token.text in ("and", "or") and run and run[-1].tag in ("NN", "NNP"):
        return is_noun(following) and not any(t.tag in ("NNS", "NNPS") for t in run)
    if token.text in ("and", "or", ",") and run:
        return run[-1].pos == "ADJ" and following.pos == "ADJ" and following.head == run[-1].i
    return False


def _head(run: list[Token], pieces: tuple[str, ...]) -> Token | None:
    """Return the head noun of a run: its first plural that modifies nothing, else the last.

    "A 12 page document" counts pages: a number does not count a singular.
    """
    stretch = _first_stretch(run)
    if not stretch:
        return None
    if len(stretch) > 1 and stretch[0].text.lower() in pieces and stretch[-1].tag == "NN":
        return stretch[0]
    plural = next((t for t in stretch if t.tag in ("NNS", "NNPS") and t.dep != "compound"), None)
    if plural is not None:
        return plural
    return stretch[-1]


def _first_stretch(run: list[Token]) -> list[Token]:
    """Return the first unbroken stretch of nouns of a run."""
    stretch: list[Token] = []
    hyphen = False
    for token in run:
        plural = bool(stretch) and stretch[-1].tag in ("NNS", "NNPS")
        loose = token.dep in ("npadvmod", "appos") and (plural or token.pos == "PROPN")
        if is_noun(token) and not (stretch and loose):
            stretch.append(token)
        elif hyphen:
            stretch = []  # "coal-fired power plants": the compound only modifies
        elif stretch and token.text not in ("-", "‑", "&", "and", "or") and token.pos != "NUM":
            break
        hyphen = token.text in ("-", "‑")
    return stretch


def are_others(parse: Parse, at: int) -> bool:
    """Tell whether "others" stands at `at`: the noun is that of the figure before."""
    tokens = parse.within(at, at + 12)[:1]
    return (
        bool(tokens) and tokens[0].text.lower() in ("others", "more") and tokens[0].start - at < 2
    )


def unit_of(noun: str, head: Token | None, *, tables: Tables) -> str:
    """Return "person" for people, else "count"."""
    if (
        noun in tables.persons
        or noun in tables.behind
        or noun.endswith(("people", "woman", "sman", "eman"))
    ):
        return "person"
    last = noun.rsplit("-", 1)[-1]
    if last in tables.persons or (last.endswith("ist") and len(last) > 5):
        return "person"
    if head is None or not head.text[:1].isupper():
        return "count"
    people = noun.lower() in tables.peoples or head.text.endswith(("ians", "anis", "ans"))
    return "person" if people and head.tag in ("NNPS", "NNP", "NNS", "VBZ") else "count"


def phrase(parse: Parse, head: Token, *, tables: Tables, rule: str) -> Counted:
    """Return a noun with the modifiers that stand directly before it."""
    first = head
    for i in range(head.i - 1, max(-1, head.i - 8), -1):
        token = parse.tokens[i]
        if token.sent != head.sent or not (
            token.dep in ("compound", "amod", "nmod", "poss", "case", "nummod")
            or token.text in ("-", "&")
        ):
            break
        first = token
    last = _named(parse, head, tables)
    return Counted(singular(head, tables), head.i, first.start, last.end, rule)


def _named(parse: Parse, head: Token, tables: Tables) -> Token:
    """Return the last token of a noun with its name: "S&P 500", "their daughter Maria".

    In "an iPad pro 50 per cent off" the number belongs to the share.
    """
    following = parse.tokens[head.i + 1] if head.i + 1 < len(parse.tokens) else head
    if following.start - head.end != 1 or following.sent != head.sent:
        return head
    if head.pos == "PROPN":
        measures = parse.tokens[following.head].text.lower() in tables.units
        numbered = following.pos == "NUM" and following.text.isdigit() and not measures
        return following if numbered else head
    return following if following.pos == "PROPN" and following.dep == "appos" else head
