"""What a number counts, where it is said elsewhere in the sentence or the line.

By "be", by a tally ("the number of those killed at 318"), by a scale or a label before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.figures.counted import SET_AT, Counted, after, is_noun, phrase, singular
from reportedly.figures.subjects import subject
from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

TO_OTHER = re.compile(
    r" (?:votes )?to \d[\d,]{0,8}(?![\w%]| (?:per|pc|point|million|thousand|year|day|hour))"
)
OTHER_TO = re.compile(r"(?<![\w.,])\d[\d,]{0,6} to $")
TALLY = 70  # code points before a number in which "the number of those killed at" fits


def is_said_to_be(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the noun a bare number is said to be: "of whom 12 are children"."""
    tokens = parse.within(at, at + 60)[:4]
    if len(tokens) < 2 or tokens[0].start - at > 1 or tokens[0].lemma != "be":
        return None
    found = after(parse, tokens[1].start, tables)
    if found is None or found.head is None or parse.tokens[found.head].dep != "attr":
        return None
    plural = parse.tokens[found.head].tag == "NNS"
    return found if plural else None


def equated(parse: Parse, at: int) -> Token | None:
    """Return the subject of "be" before the number at `at`: "the lowest is 74.07"."""
    token = parse.at(at)
    if (
        token is None
        or token.dep not in ("attr", "acomp")
        or parse.tokens[token.head].lemma != "be"
    ):
        return None
    kids = (parse.tokens[c] for c in parse.children[token.head])
    return next((t for t in kids if t.dep == "nsubj" and t.i < token.i), None)


def of_somebody(parse: Parse, at: int, tables: Tables) -> bool:
    """Tell whether a number is an age: "the oldest of them, Mrs Vrij, is 101", "her son is 46"."""
    named = equated(parse, at)
    if named is None:
        return False
    one = named.tag == "NN" and named.lemma.lower() in tables.persons
    unborn = (*tables.lists["gatherings"], *tables.lists["ageless"])
    return named.text.lower() in tables.lists["aged"] or (one and named.lemma.lower() not in unborn)


def set_at(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the one thing that is set at a bare number: "the limit is 70".

    "A maximum investment per person which is 50000" is the investment. Who is 46 is no thing.
    """
    named = equated(parse, at)
    if named is not None and named.tag in ("WDT", "WP"):
        named = _antecedent(parse, named)
    if named is None or named.tag != "NN" or not is_noun(named):
        return None
    word = named.lemma.lower()
    if word in tables.lists["gatherings"]:
        return Counted("person", None, 0, 0, "figures.said.crowded")
    tally = word in (*tables.lists["tallies"], *tables.lists["rolls"]) and word != "sum"
    if tally or word in tables.nouns or word in tables.persons or word in tables.units:
        return None
    return phrase(parse, named, tables=tables, rule=SET_AT)


def crowded(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return people for "a crowd of 300", "a queue of about 200"."""
    token = next(reversed(parse.within(max(0, at - 4), at)), None)
    if token is None or token.text != "of" or token.end < at - 1 or token.i == 0:
        return None
    crowd = parse.tokens[token.i - 1]
    if crowd.tag == "NNS" or crowd.lemma.lower() not in tables.lists["gatherings"]:
        return None
    return Counted("person", None, 0, 0, "figures.said.crowded")


def voted(text: str, parse: Parse, found: Quantity) -> Counted | None:
    """Return votes for both numbers of "the committee voted, 61 to 4, to reject the offer"."""
    first = TO_OTHER.match(text, found.end)
    second = OTHER_TO.search(text, max(0, found.start - 10), found.start)
    at = found.start if first else second.start() if second else None
    if at is None or text.endswith("from ", max(0, at - 5), at):
        return None
    before = parse.within(max(0, at - TALLY), at)
    sent = before[-1].sent if before else -1
    if not any(t.lemma.lower() == "vote" and t.sent == sent for t in before):
        return None
    return Counted("vote", None, 0, 0, "figures.said.voted")


def _antecedent(parse: Parse, which: Token) -> Token | None:
    """Return what "which" stands for, past "per person"."""
    verb = parse.tokens[which.head]
    named = parse.tokens[verb.head]
    if verb.dep != "relcl":
        return None
    prep = parse.tokens[named.head]
    return parse.tokens[prep.head] if prep.text.lower() == "per" else named


def closed_at(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return what ends a day at a bare number: "the Dow rose 0.65 per cent to end at 27,349"."""
    token = parse.at(at)
    if token is None or token.dep != "pobj":
        return None
    prep = parse.tokens[token.head]
    verb = parse.tokens[prep.head]
    if prep.text.lower() != "at" or verb.lemma not in tables.lists["closing"]:
        return None
    what = subject(parse, verb, tables)
    named = parse.tokens[what.head] if what is not None and what.head is not None else None
    if what is None or named is None or named.tag not in ("NN", "NNP"):
        return None
    plain = what.noun in tables.nouns or what.noun in (
        *tables.lists["tallies"],
        *tables.lists["rolls"],
    )
    return None if plain or what.noun in tables.persons else replace(what, rule=SET_AT)


def said_of(parse: Parse, start: int, end: int, *, tables: Tables) -> Counted | None:
    """Return the plural that is said to be the number [start, end): "the dead are nine".

    "The number of hostages is fourteen" counts hostages.
    """
    tallied = _tallied(parse, start, tables)
    if tallied is not None:
        return tallied
    token = next(reversed(parse.within(start, end)), None)
    if token is None or token.dep not in ("attr", "acomp"):
        return None
    verb = parse.tokens[token.head]
    kids = (parse.tokens[c] for c in parse.children[verb.i])
    subject = next((t for t in kids if t.dep == "nsubj" and t.i < token.i), None)
    if verb.lemma != "be" or subject is None:
        return None
    word = subject.text.lower()
    if subject.tag not in ("NNS", "NNPS") and word not in tables.behind:
        return None
    noun = word if word in tables.behind else singular(subject, tables)
    return Counted(noun, subject.i, subject.start, subject.end, "figures.said.said_of")


def _tallied(parse: Parse, start: int, tables: Tables) -> Counted | None:
    """Return what "the number of ... at", "is" or "to" counts; "those killed" are people."""
    before = parse.within(max(0, start - TALLY), start)
    if not before or (before[-1].text.lower() not in ("at", "to") and before[-1].lemma != "be"):
        return None
    places = range(len(before) - 3, -1, -1)
    tally = next((k for k in places if _is_tally_of(before[k : k + 2], tables)), None)
    if tally is None:
        return None
    return next(filter(None, (_kind(t, tables) for t in before[tally + 2 : -1])), None)


def _is_tally_of(pair: Sequence[Token], tables: Tables) -> bool:
    return pair[0].lemma in tables.lists["tallies"] and pair[1].text == "of"


def _kind(token: Token, tables: Tables) -> Counted | None:
    """Return a plural, or people for "those" and adjectives that stand for them."""
    word = token.text.lower()
    if word == "those":
        return Counted("person", None, 0, 0, "figures.said.said_of")
    if token.tag != "NNS" and word not in tables.behind and word not in tables.persons:
        return None
    noun = "person" if word in tables.behind else singular(token, tables)
    return Counted(noun, token.i, token.start, token.end, "figures.said.said_of")


def scale_before(parse: Parse, at: int, tables: Tables) -> Counted | None:
    """Return the name of a scale beside a number: "a magnitude of 6.1", "6.3 by magnitude"."""
    if _is_quake(parse, at, tables):
        return Counted("magnitude", None, 0, 0, "figures.said.scale_before")
    behind = parse.within(at, at + 40)[1:6]
    for token in [*reversed(parse.within(max(0, at - 40), at)[-4:]), *behind]:
        if token.text.lower() in tables.lists["scales"]:
            return Counted(
                token.text.lower(), token.i, token.start, token.end, "figures.said.scale_before"
            )
    return None


def _is_quake(parse: Parse, at: int, tables: Tables) -> bool:
    """Tell whether an earthquake is measured: "the tremor measured 6.3"."""
    before = parse.within(max(0, at - 80), at)[-14:]
    if not before or before[-1].lemma != "measure":
        return False
    return any(t.lemma in tables.lists["quakes"] and t.sent == before[-1].sent for t in before)


def before_colon(text: str, parse: Parse, at: int, *, tables: Tables) -> Counted | None:
    """Return the noun of a label before the number: "Total mines: 7,950", "Comments (12)"."""
    lead = text[max(0, at - 3) : at].rstrip(" ")
    if not lead or lead[-1] not in ":(=":
        return None
    end = at - 3 + len(lead) - 1 if at >= 3 else len(lead) - 1
    tokens = parse.within(max(0, end - 40), end)
    line = [t for t in tokens if "\n" not in text[t.end : end] and "|" not in text[t.end : end]]
    if not line or text[line[-1].end : end].strip() or not is_noun(line[-1]):
        return None
    token = next((t for t in reversed(line) if t.tag == "NNS"), None)
    if token is None or (lead[-1] == "(" and (token.i != line[-1].i or len(line) > 3)):
        return None
    return Counted(
        singular(token, tables), token.i, token.start, token.end, "figures.said.before_colon"
    )
