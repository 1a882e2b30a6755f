"""Say a row as the plain question it answers: "How many people were killed?".

Invariant: the question uses the row's own predicate, counted noun and unit, and words that one of
its witnesses uses, in quotation marks; no number is put into it and no side taken.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache

from reportedly.lexicon.load import Lexicon, load_lexicon
from reportedly.records import Event, Row, SlotId, Span
from reportedly.views.index import Index, shortened

TABLE = "questions"
COUNTS = ("person", "count", "")  # units of things that are counted one by one
LONGEST = 70  # code points of a witness's words in a question
STOP = re.compile(r"[.!?](?:\s|$)|[\n“”\"|]")  # where a sentence or a quotation ends
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def question(row: Row) -> str:
    """Return the row as a question; the event is left to the heading above it."""
    if row.kind == "time":
        return _of_time(row)
    if row.kind == "claim":
        return _table("claims").get(row.predicate, f"Who: {row.predicate}?")
    return _of_count(row) if row.unit in COUNTS else _of_amount(row)


def questions(index: Index) -> dict[SlotId, str]:
    """Return all rows as questions; two rows of one event that ask alike quote a witness each.

    "How many people were there? (“about 40 at the school gate”)" still asks which accounts agree.
    """
    asked = {row.id: question(row) for row in index.corpus.ledger.rows}
    times = Counter((row.event, asked[row.id]) for row in index.corpus.ledger.rows)
    vague = _list("vague")
    for row in index.corpus.ledger.rows:
        plain = asked[row.id]
        if row.predicate in vague or times[row.event, plain] > 1:
            asked[row.id] = _quoting(row, plain, _around(index, row))
    return asked


def event_name(event: Event) -> str:
    """Return an event as a heading: "Fire, Lisk, 15 May 2032"; "Events of 2033" without a noun."""
    noun, *others = [part.strip() for part in event.label.split(",") if part.strip()] or ["event"]
    dated = bool(others) and others[-1] == event.date
    when = day_in_words(event.date) if event.date and dated else ""
    places = others[:-1] if dated else others
    named = [noun] if noun != "event" else []
    parts = [*named, *places, when]
    text = ", ".join(p for p in parts if p)
    if not named and not places:
        text = f"Events of {when}" if when else "Events without a date"
    return text[:1].upper() + text[1:]


def day_in_words(edtf: str) -> str:
    """Return an EDTF date as a person writes it: "15 May 2032", "May 2032"; else as it stands."""
    try:
        day = date.fromisoformat(edtf[:10])
    except ValueError:
        year, _, month = edtf.partition("-")
        known = month.isdigit() and 1 <= int(month) <= len(MONTHS)
        return f"{MONTHS[int(month) - 1]} {year}" if known and len(edtf) == 7 else edtf
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if len(edtf) == 10 else edtf


def plural(noun: str) -> str:
    """Return the plural of an English noun, by rule where the lexicon has none."""
    known = _table("plurals")
    head, _, last = noun.rpartition(" ")
    if last in known:
        return f"{head} {known[last]}".strip()
    if noun.endswith("man") and last not in _list("mans"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def _of_time(row: Row) -> str:
    if row.predicate == "lasted":
        return f"How many {plural(row.unit)} did it take or last?"
    asked = _table("times")
    return asked.get(row.predicate, f"When: {row.predicate}?")


def _of_count(row: Row) -> str:
    state = _table("adjectives").get(row.counted)
    if state:  # "41 dead": the counted word is what happened
        happened = "" if row.predicate in ("counted", row.counted, state) else row.predicate
        return f"How many people were {happened or state}?"
    if row.counted in _list("often"):
        return f"How many {plural(row.counted)}?"
    named = row.counted not in ("", *_list("plain"))
    things = plural(row.counted) if named else "of them"
    return _told(row, person=row.unit == "person").format(things=things)


def _told(row: Row, *, person: bool) -> str:
    """Return the form of a count's question: "How many {things} were rescued?"."""
    predicate = row.predicate or "counted"
    if not person and predicate in _table("counts_of_things"):
        return _table("counts_of_things")[predicate]
    if predicate in _table("counts"):
        return _table("counts")[predicate]
    if predicate in _table("nouns"):
        return f"How many {{things}} are counted with the {_table('nouns')[predicate]}?"
    if predicate in _table("active"):
        return f"How many {{things}} {_table('active')[predicate]}?"
    if predicate in (row.counted, row.unit):
        return "How many {things} were there?"
    return f"How many {{things}} were {participle(predicate)}?"


def _of_amount(row: Row) -> str:
    units = _units(row.unit)
    predicate = row.predicate or "counted"
    own = {predicate, row.unit, *_list("plain"), _table("nouns").get(predicate, "")}
    topic = row.counted if row.counted and row.counted not in own else ""
    if topic in _table("units") or plural(topic) in units:
        topic = ""
    doing = _table("amounts").get(predicate)
    if doing is None:
        doing = "" if predicate == row.unit else f"were {participle(predicate)}"
    if row.unit == "percent":
        return _of_share(topic, predicate)
    asked = f"how many {units}{' ' if doing else ''}{doing}?"
    return _headed(topic, asked if doing or topic else asked.replace("?", " were there?"))


def _of_share(topic: str, predicate: str) -> str:
    """Return the question of a percentage, which may be a share or a change: the text tells."""
    of = _table("nouns").get(predicate) or ("" if predicate == "counted" else f"“{predicate}”")
    return _headed(topic, f"what percentage is given{' for the ' if of else ''}{of}?")


def _headed(topic: str, asked: str) -> str:
    text = f"{topic}: {asked}" if topic else asked
    return text[:1].upper() + text[1:]


def _units(unit: str) -> str:
    known = _table("units")
    if unit in known:
        return known[unit]
    if "/" in unit:
        above, _, below = unit.partition("/")
        return f"{_units(above)} per {below}"
    return unit if unit.isupper() else plural(unit)


def participle(verb: str) -> str:
    """Return the past participle of an English verb; a participle stays."""
    known = _table("participles")
    if verb in known or verb in known.values() or verb.endswith("ed"):
        return known.get(verb, verb)
    if verb in _list("states") or " " in verb:
        return verb
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ied"
    short = len(verb) in (3, 4) and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou"
    doubled = short and verb[-3] not in "aeiou"  # "ban" -> "banned", "load" -> "loaded"
    return f"{verb}{verb[-1] if doubled else ''}ed"


def _quoting(row: Row, asked: str, words: str) -> str:
    """Return a question with a witness's words: "When was this: “the last inspection”?"."""
    if not words:
        return asked
    forms = _table("quoting")
    form = forms.get(row.predicate if row.kind != "figure" else "figure", forms["figure"])
    return form.format(asked=asked, words=words)


def _around(index: Index, row: Row) -> str:
    """Return the words of the row's first witness with what stands around them in the sentence."""
    if not row.witnesses:
        return ""
    first = min(
        (index.witnesses[w] for w in row.witnesses),
        key=lambda w: (index.documents[w.span.doc].document.published or "~", w.span, w.id),
    )
    span = first.span
    text = index.documents[span.doc].document.text
    return _clause(text, span)


def _clause(text: str, span: Span) -> str:
    """Return at most `LONGEST` code points around a span, inside its sentence, cut at blanks."""
    room = max(0, LONGEST - (span.end - span.start))
    words = shortened(text[span.start : span.end], LONGEST)
    before = text[max(0, span.start - room * 2 // 3) : span.start]
    after = text[span.end : span.end + room]
    before = STOP.split(before)[-1]
    after = STOP.split(after)[0]
    if len(before) == room * 2 // 3 and " " in before:
        before = before.split(" ", 1)[1]
    room -= len(before)
    if len(after) > room:
        after = after[: max(0, room)].rsplit(" ", 1)[0]
    return " ".join((before + words + after).split()).strip(" ,;:–—-“”\"'")


@lru_cache(maxsize=16)
def _table(name: str) -> dict[str, str]:
    return dict(_words().mapping(TABLE, name))


@lru_cache(maxsize=8)
def _list(name: str) -> frozenset[str]:
    return frozenset(_words().words(TABLE, name))


@lru_cache(maxsize=1)
def _words() -> Lexicon:
    return load_lexicon("en")
