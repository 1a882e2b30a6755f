"""Say a row as the plain question it answers: "How many people were killed?".

Invariant: the question uses only the row's own predicate, counted noun and unit; no number and no
name is put into it.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.lexicon.load import Lexicon, load_lexicon
from reportedly.records import Row

COUNTS = ("person", "count", "")  # units of things that are counted one by one


def question(row: Row) -> str:
    """Return the row as a question; the event is left to the heading above it."""
    if row.kind == "time":
        return _of_time(row)
    if row.kind == "claim":
        return _words().mapping("screens", "claims").get(row.predicate, f"Who: {row.predicate}?")
    return _of_count(row) if row.unit in COUNTS else _of_amount(row)


def plural(noun: str) -> str:
    """Return the plural of an English noun, by rule where the lexicon has none."""
    known = _words().mapping("screens", "plurals")
    if noun in known:
        return known[noun]
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def _of_time(row: Row) -> str:
    if row.predicate == "lasted":
        return f"How long, in {plural(row.unit)}?"
    asked = _words().mapping("screens", "times")
    return asked.get(row.predicate, f"When: {row.predicate}?")


def _of_count(row: Row) -> str:
    things = plural(row.counted) if row.counted else "of them"
    if row.predicate in ("counted", ""):
        return f"How many {things}?"
    if row.predicate.endswith("ed") or row.predicate in _words().words("screens", "states"):
        return f"How many {things} were {row.predicate}?"
    return f"How many {things}: {row.predicate}?"


def _of_amount(row: Row) -> str:
    of = "" if row.counted in ("", row.predicate) else f" ({row.counted})"
    doing = "" if row.predicate in ("counted", "") else f" {row.predicate}"
    unit = "percent" if row.unit in ("percent", "%") else row.unit
    return f"How much{doing}, in {unit}{of}?"


@lru_cache(maxsize=1)
def _words() -> Lexicon:
    return load_lexicon("en")
