"""What stands right beside a measure: a label, a noun before "down" or "worth", a bracket.

Only the words next to the number are looked at, so that a misread sentence does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.figures.counted import SET_AT, Counted, after, is_noun, phrase
from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

LABEL = 40  # code points before a measure that hold its bracket and the noun before it
PROSE = ("VERB", "AUX", "ADP", "SCONJ", "PRON")
STANDING = ("up", "down", "worth", ":")  # between a thing and its measure


def beside(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return the noun right beside a measure that says what it is of; None when none does."""
    before = parse.within(max(0, found.start - LABEL), found.start)
    if not before:
        return None
    inside = _inside(parse, before[-1], found, tables=tables)
    if inside is not None:
        return inside
    noun = _standing(before, tables) or _labelled(before, found) or _summed(before, found, tables)
    if noun is None or not is_noun(noun) or noun.text.lower() in tables.units:
        return None
    return phrase(parse, noun, tables=tables, rule="figures.measured.labelled")


def worth(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Read a sum without its currency: "the cards market worth over 2 billion is growing".

    Right before "worth" stands a noun, whatever the parser says, unless it is a verb of being.
    """
    before = parse.within(max(0, found.start - LABEL), found.start)[-2:]
    if len(before) < 2 or before[1].text.lower() != "worth" or found.unit:
        return None
    noun = before[0]
    being = noun.pos in ("AUX", "DET", "PRON", "ADV") or noun.lemma in ("be", "seem", "look")
    if being or not noun.text.isalpha():
        return None
    return phrase(parse, noun, tables=tables, rule=SET_AT)


def _inside(parse: Parse, mark: Token, found: Quantity, *, tables: Tables) -> Counted | None:
    """Read "a tube (1.5 mm internal diameter)": the bracket says what is measured."""
    if mark.text != "(" or found.family != "physical":
        return None
    noun = after(parse, found.end, tables)
    if noun is None or not any(t.text == ")" for t in parse.within(noun.end, noun.end + 1)):
        return None
    return noun


def _standing(before: Sequence[Token], tables: Tables) -> Token | None:
    """Read "with its shares down 11.9%", "a market worth 2 billion", "base price: $900"."""
    if len(before) < 2 or not is_noun(before[-2]):
        return None
    word = before[-1].text.lower()
    if word == ":" and before[-2].lemma.lower() in tables.lists["owners"]:
        return None  # "Commission: 61.4%" says who tells
    level = word == "at" and before[-2].lemma in tables.lists["leveled"]
    return before[-2] if level or word in STANDING else None


def _summed(before: Sequence[Token], found: Quantity, tables: Tables) -> Token | None:
    """Read "estimated cost USD 38,500": the noun for a sum right before its currency."""
    coined = found.family == "money" and found.start < found.number.start
    named = before[-1].lemma.lower() in (
        *tables.sums.values(),
        "price",
        "profit",
        "value",
        "turnover",
    )
    return before[-1] if coined and named else None


def _labelled(before: Sequence[Token], found: Quantity) -> Token | None:
    """Read "FTSE -0.6%", "Nia Hollow (15.3 ppg, 7.4 rpg)": the noun before sign or bracket."""
    k = len(before)
    if found.value >= 0:
        k = next((i for i in range(len(before) - 1, -1, -1) if before[i].text in "()"), -1)
        if k < 0 or before[k].text != "(" or any(t.pos in PROSE for t in before[k:]):
            return None
    return before[k - 1] if k > 0 else None
