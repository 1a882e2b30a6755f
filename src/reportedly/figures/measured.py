"""What a measure, a share or a sum of money is of: "20% of the territory", "a fine of EUR 2m".

The noun comes from the words around the measure; the phrase is the thing that is measured. Where
no noun stands there, the unit or the verb names the dimension: km/h is a speed, "pledged" a pledge.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.figures.beside import beside
from reportedly.figures.counted import Counted, is_noun, phrase, singular, stripped
from reportedly.figures.partitives import partitive, those_who
from reportedly.figures.predicates import Predicate
from reportedly.figures.subjects import brought, subject
from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse, Token

OF_MEASURE = ("of", "at", "to", "by", "from", "for", "with", "in", "worth")
OF_CHANGE = ("to", "from", "at", "by", "as")
CALIBRE = "calibre"
SPELLED = 4  # letters; shorter units are symbols
KEPT = ("figures.counted.after", "figures.measured.of_measure", "figures.measured.modified")


def measured(
    parse: Parse, found: Quantity, told: Predicate | None, *, tables: Tables
) -> Counted | None:
    """Return what a measure is of; None when the text does not say."""
    what = _of(parse, found, tables) or _bought(parse, found, tables)
    what = what or beside(parse, found, tables) or _taken(parse, found, tables)
    what = what or _lasting(parse, found) or _coupled(parse, found, tables)
    if what is None and found.family == "share" and _acts(parse, found):
        return _doers(parse, found, tables)
    what = what or climbed(parse, found, tables)
    what = _with_field(parse, what, tables) if what is not None else None
    if what is not None and _is_itself(parse, found, what):
        what = None
    noun = _dimension(parse, found, told, tables=tables)
    if what is None and found.family == "time":
        return None  # "in 16 years": the unit says all
    if what is None:
        about = _nearest(parse, found, tables)
        weak = unit_word(parse, found, tables) or _piece(parse, found)
        if noun is not None:
            weak = Counted(noun, None, 0, 0, "figures.measured.dimension")
        if about is None or weak is None:
            return weak or about
        return replace(weak, start=about.start, end=about.end)
    if what.noun in tables.shares and found.family == "share":
        return replace(what, noun=tables.shares[what.noun])
    named = found.family == "time" or noun in ("speed", CALIBRE)
    if noun is not None and (named or what.rule not in KEPT):
        return replace(what, noun=noun, rule="figures.measured.dimension")
    return what


def _is_itself(parse: Parse, found: Quantity, what: Counted) -> bool:
    """Tell whether a measure would be of itself: "the remaining 2.8 sq km will take years"."""
    start = what.start if what.head is None else parse.tokens[what.head].start
    return found.start <= start and what.end <= found.end


def _lasting(parse: Parse, found: Quantity) -> Counted | None:
    """Return the state or the doing that lasts: "have been unemployed for one to two years".

    So in "after charging in fewer than 20 minutes".
    """
    top = _top(parse, found)
    if found.family != "time" or top is None or top.dep != "pobj":
        return None
    prep = parse.tokens[top.head]
    state = parse.tokens[prep.head]
    lasts = prep.text == "for" and state.pos == "ADJ" and state.dep == "acomp"
    done = prep.text == "in" and state.tag == "VBG" and state.dep == "pcomp"
    if not lasts and not done:
        return None
    word = state.text.lower()
    return Counted(word, state.i, state.start, state.end, "figures.measured.lasting")


def _coupled(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return the nearer of two things with a measure each: "a 185-hp four or 270-hp V-6"."""
    top = _top(parse, found)
    if found.family != "physical" or top is None or parse.tokens[top.head].i <= top.i:
        return None
    between = [t for t in parse.tokens[top.i : parse.tokens[top.head].i] if t.start >= found.end]
    k = next((i for i, t in enumerate(between) if t.text in ("or", "and")), None)
    if k is None or k + 1 >= len(between) or between[k + 1].pos != "NUM":
        return None
    noun = next((t for t in reversed(between[:k]) if is_noun(t)), None)
    if noun is None or noun.text.lower() in tables.units:
        return None
    what = phrase(parse, noun, tables=tables, rule="figures.measured.modified")
    return replace(what, start=max(what.start, between[0].start if between else what.start))


def _acts(parse: Parse, found: Quantity) -> bool:
    """Tell whether those of a share do something themselves: "18.3% had voted by noon"."""
    top = _top(parse, found)
    if top is None or top.dep != "nsubj":
        return False
    verb = parse.tokens[top.head]
    return verb.pos == "VERB"


def _doers(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return who does it, where the verb says so: those who vote are voters."""
    top = _top(parse, found)
    noun = tables.named["doers"].get(parse.tokens[top.head].lemma) if top is not None else None
    return Counted(noun, None, 0, 0, "figures.measured.doers") if noun else None


def unit_word(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return the unit's own word where nothing better stands: "$1.2m, or 70,000 barrels"."""
    if found.family not in ("money", "physical", "index"):
        return None
    word = next(reversed(parse.within(found.number.end, found.end)), None)
    if word is None or len(word.text) < SPELLED or not word.text.isalpha():
        return None
    return Counted(stripped(word.text.lower(), tables), None, 0, 0, "figures.measured.unit_word")


def _piece(parse: Parse, found: Quantity) -> Counted | None:
    """Return what a price is per where nothing else is said: "$2.40 a kilo"."""
    word = next(reversed(parse.within(found.end, found.end + 20)[:2]), None)
    if found.family != "money" or found.per is None or word is None or not is_noun(word):
        return None
    return Counted(word.lemma.lower(), None, 0, 0, "figures.measured.piece")


def _dimension(
    parse: Parse, found: Quantity, told: Predicate | None, *, tables: Tables
) -> str | None:
    """Return the name of what is measured, by the unit, the word behind, or the verb."""
    if found.family == "time":
        return found.unit.split("/")[0]
    if found.family == "physical":
        tokens = parse.within(found.end, found.end + 20)[:1]
        word = tokens[0].text.lower() if tokens else ""
        if found.unit in ("mm", "cm", "in") and stripped(word, tables) in tables.lists["guns"]:
            return CALIBRE
        if found.unit in ("m", "km", "cm", "mm", "ft", "mi", "in", "yd") and word in tables.lengths:
            return tables.lengths[word]
        return tables.dimensions.get(found.unit)
    if found.family != "money":
        return None
    said = tables.sums.get(told.lemma) if told is not None else None
    return said or _what_befell(parse, found, tables) or _paid(parse, found, tables)


def _what_befell(parse: Parse, found: Quantity, tables: Tables) -> str | None:
    """Read "the half a billion crowns that have been lost": a loss."""
    top = _top(parse, found)
    kids = (parse.tokens[c] for c in parse.children[top.i]) if top is not None else ()
    verbs = (t.lemma for t in kids if t.dep in ("relcl", "acl") and _is_passive(parse, t))
    return next((tables.sums[v] for v in verbs if v in tables.sums), None)


def _is_passive(parse: Parse, verb: Token) -> bool:
    kids = (parse.tokens[c] for c in parse.children[verb.i])
    return verb.tag == "VBN" and (verb.dep == "acl" or any(t.dep == "auxpass" for t in kids))


def _paid(parse: Parse, found: Quantity, tables: Tables) -> str | None:
    """Read "boss Henrik Voss, on €1.9m a year": a salary."""
    top = _top(parse, found)
    prep = parse.tokens[top.head] if top is not None else None
    if prep is None or prep.text != "on" or found.per not in ("year", "month", "week", "hour"):
        return None
    who = parse.tokens[prep.head]
    person = who.pos == "PROPN" or singular(who, tables) in tables.persons
    return "salary" if person or who.pos == "PRON" else None


def _of(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Read "20% of the territory", "two tonnes of meal", "$6m in bribes"."""
    of = those_who(parse, found.end, tables) or partitive(parse, found.end, tables)[0]
    if of is not None:
        return of
    tokens = parse.within(found.end, found.end + 60)[:3]
    if found.family != "money" or len(tokens) < 2 or tokens[0].text.lower() != "in":
        return None
    noun = tokens[2] if len(tokens) > 2 and tokens[1].pos == "ADJ" else tokens[1]
    if not is_noun(noun) or tokens[0].start - found.end > 1 or noun.text in ("cash", "total"):
        return None
    if noun.text[0].isupper() or noun.lemma in tables.lists["turns"]:
        return None
    return phrase(parse, noun, tables=tables, rule="figures.counted.after")


def _bought(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Read "$12,000 for a new roof", "$550 off a laptop", "half off a coat"."""
    tokens = parse.within(found.end, found.end + 8)[:1]
    behind = ("for", "off", "on", "per") if found.family == "money" else ("for", "off")
    if found.family not in ("money", "share") or not tokens or tokens[0].start - found.end > 1:
        return None
    word = tokens[0].text.lower()
    if word not in behind or found.per or (word == "on" and _is_price(parse, found)):
        return None
    kids = [parse.tokens[c] for c in parse.children[tokens[0].i]]
    noun = next((t for t in kids if t.dep == "pobj" and is_noun(t)), None)
    if noun is None or noun.lemma.lower() in tables.units:
        return None
    if found.family == "share" and word == "for" and singular(noun, tables) not in tables.persons:
        return None  # "one per cent for men", but "5 per cent for the quarter"
    return phrase(parse, noun, tables=tables, rule="figures.measured.bought")


def _with_field(parse: Parse, what: Counted, tables: Tables) -> Counted:
    """Take in whose change it is: "a 19% drop for the index" is a drop for the index."""
    head = parse.tokens[what.head] if what.head is not None else None
    if head is None or head.lemma not in tables.lists["changes"]:
        return what
    prep = parse.tokens[min(head.i + 1, len(parse.tokens) - 1)]
    if prep.text.lower() not in ("in", "for", "of", "on"):
        return what
    below = (parse.tokens[c] for c in parse.children[prep.i])
    noun = next((t for t in below if t.dep == "pobj" and is_noun(t)), None)
    if noun is None or noun.text.lower() in tables.units:
        return what
    return replace(what, end=noun.end)


def _is_price(parse: Parse, found: Quantity) -> bool:
    """Tell whether a sum is a price already: "a tablet for just $799 on a website"."""
    before = parse.within(max(0, found.start - 12), found.start)[-2:]
    return any(t.text.lower() == "for" for t in before)


def _nearest(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return the nearest subject before a measure in its sentence, else the nearest noun."""
    token = parse.at(found.start)
    if token is None:
        return None
    first = parse.sentences[token.sent].first
    before = [t for t in parse.tokens[first : token.i] if is_noun(t) and _names(t, tables)]
    aside = _before_aside(parse, token)
    if aside is not None:
        return phrase(parse, aside, tables=tables, rule="figures.measured.nearest")
    subject = next((t for t in reversed(before) if t.dep in ("nsubj", "nsubjpass")), None)
    touching = next((t for t in before[-1:] if t.i == token.i - 1 and t.pos == "NOUN"), None)
    noun = touching or subject or next(reversed(before), None)
    if noun is None:
        return None
    return phrase(parse, noun, tables=tables, rule="figures.measured.nearest")


def _before_aside(parse: Parse, token: Token) -> Token | None:
    """Return the noun before an aside: "global debt, excluding banks, was about $113 trillion"."""
    first = parse.sentences[token.sent].first
    before = parse.tokens[first : token.i]
    verb = next((t for t in reversed(before[-4:]) if t.pos in ("VERB", "AUX")), None)
    if verb is None or verb.i - 1 <= first or parse.tokens[verb.i - 1].text != ",":
        return None
    aside = parse.tokens[first : verb.i - 1]
    comma = next((t for t in reversed(aside) if t.text == ","), None)
    noun = parse.tokens[comma.i - 1] if comma is not None and comma.i > first else None
    return noun if noun is not None and noun.pos == "NOUN" else None


def _names(token: Token, tables: Tables) -> bool:
    return token.text.lower() not in tables.units and token.dep != "npadvmod"


def _taken(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Read "wiped $340 million from the company's value": what a sum is taken from."""
    top = _top(parse, found)
    if top is None or top.dep != "dobj":
        return None
    verb = parse.tokens[top.head]
    if verb.lemma not in tables.down and verb.lemma not in tables.lists["taking"]:
        return None
    kids = [parse.tokens[c] for c in parse.children[verb.i] if c > top.i]
    prep = next((t for t in kids if t.dep == "prep" and t.text.lower() in ("from", "off")), None)
    below = (parse.tokens[c] for c in parse.children[prep.i]) if prep is not None else ()
    noun = next((t for t in below if t.dep == "pobj" and is_noun(t)), None)
    if noun is None or noun.text.lower() in tables.units:
        return None
    return phrase(parse, noun, tables=tables, rule="figures.measured.taken")


def _top(parse: Parse, found: Quantity) -> Token | None:
    """Return the token of a quantity that hangs from a word outside it."""
    tokens = parse.within(found.start, found.end)
    inside = {t.i for t in tokens}
    outer = next((t for t in reversed(tokens) if t.head not in inside), None)
    return outer or next(reversed(tokens), None)


def climbed(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return the noun that a quantity belongs to, up the tree; None when there is none."""
    top = _top(parse, found)
    return _above(parse, top, tables) if top is not None else None


def repeated(parse: Parse, found: Quantity, tables: Tables) -> Counted | None:
    """Return what is so many times what it was: "exports grew sixfold"."""
    what = climbed(parse, found, tables)
    return None if what is None or what.rule == "figures.measured.beside" else what


def _above(parse: Parse, top: Token, tables: Tables) -> Counted | None:
    """Climb from the measure to the noun it belongs to."""
    for _ in range(4):
        head = parse.tokens[top.head]
        if head.i == top.i:
            return None
        if is_noun(head):
            if head.text.lower() not in tables.units:
                return _beside(parse, top, head, tables=tables)
            top = head
            continue
        if top.dep == "pobj" and head.pos == "ADP":
            return _through(parse, head, tables)
        if head.pos in ("VERB", "AUX"):
            return subject(parse, head, tables)
        top = head
    return None


def _beside(parse: Parse, top: Token, head: Token, *, tables: Tables) -> Counted | None:
    """Read "an 80-yard pass"; a coordinated measure belongs where its fellow does."""
    if head.i > top.i:
        return phrase(parse, head, tables=tables, rule="figures.measured.modified")
    if top.dep in ("conj", "appos") and head.head != head.i:
        above = _above(parse, head, tables)
        if above is not None:
            return above
    return phrase(parse, head, tables=tables, rule="figures.measured.beside")


def _through(parse: Parse, prep: Token, tables: Tables) -> Counted | None:
    """Read "a fine of EUR 2m", "rose to 5%"."""
    head = parse.tokens[prep.head]
    if is_noun(head) and prep.text.lower() in OF_MEASURE:
        above = _behind_level(parse, prep, head, tables=tables)
        if above is not None:
            return _through(parse, above, tables)
        return phrase(parse, head, tables=tables, rule="figures.measured.of_measure")
    for _ in range(3):
        if head.pos in ("VERB", "AUX"):
            thing = brought(parse, head, tables) if prep.text.lower() in OF_CHANGE else None
            return thing or subject(parse, head, tables)
        if is_noun(head):
            return phrase(parse, head, tables=tables, rule="figures.measured.beside")
        head = parse.tokens[head.head]
    return None


def _behind_level(parse: Parse, prep: Token, head: Token, *, tables: Tables) -> Token | None:
    """Return the preposition behind which the measured thing is found, past what it stands at.

    "Edged down to a close of 1,463 points", "a plan with a cap for $79 a month".
    """
    above = parse.tokens[head.head]
    if head.dep != "pobj":
        return None
    if prep.text.lower() == "for" and above.text.lower() == "with":
        return above if is_noun(parse.tokens[above.head]) else None
    return above if head.lemma in tables.lists["heights"] and above.text in ("to", "at") else None


def is_given(parse: Parse, found: Quantity, tables: Tables) -> bool:
    """Tell whether somebody has or moves a measure: its subject is not what it is of.

    "The government has set aside 3m euros" speaks of no euros of government; "shares gained 3%"
    and "the tower measures 90 metres" do.
    """
    top = _top(parse, found)
    if top is None or top.dep != "dobj":
        return False
    lemma = parse.tokens[top.head].lemma
    return not (lemma in tables.up or lemma in tables.down or lemma in tables.lists["measuring"])
