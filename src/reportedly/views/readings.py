"""The distinct answers to a row's question, each with its label and its likely independent texts.

Invariant: witnesses with the same label are one reading; a reading never says which is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reportedly.lexicon.load import load_lexicon
from reportedly.records import Approximator, OriginId, Row, Witness
from reportedly.views.index import Index, shortened
from reportedly.views.pictures import ReadingMark, label_of
from reportedly.views.questions import day_in_words
from reportedly.views.tables import plain

LONGEST = 60  # code points of a reading made of words


def reading_marks(witnesses: Iterable[Witness], *, each: bool = False) -> tuple[ReadingMark, ...]:
    """Return the distinct numeric answers, each with the number of texts that give it.

    Args:
        each: count every document; else copies of one another count once.
    """
    texts: dict[str, set[OriginId | str]] = {}
    first: dict[str, Witness] = {}
    for w in witnesses:
        if not _numeric(w):
            continue
        label = _number(w)
        first.setdefault(label, w)
        texts.setdefault(label, set()).add((not each and w.origin) or w.span.doc)
    return tuple(
        ReadingMark(first[label].low, first[label].high, len(texts[label]), label)
        for label in sorted(texts)
    )


def reading_of(index: Index, witness: Witness) -> str:
    """Return one witness's answer as a short label.

    A figure is its number with its hedge ("about 300"), a time its date, a claim its words.
    """
    if _numeric(witness):
        return _number(witness)
    if witness.time is not None:
        records = index.documents[witness.span.doc]
        found = next(t for t in records.times if t.id == witness.time)
        return when(found.edtf) if found.edtf else index.words(witness.span)
    return shortened(index.words(witness.span), LONGEST)


def when(edtf: str) -> str:
    """Return a date as a person writes it: "15 May 2032", "15 May 2032, 12:00"."""
    day, mark, clock = edtf.partition("T")
    if mark and "/" not in edtf:
        return f"{day_in_words(day)}, {clock[:5]}"
    return " to ".join(day_in_words(part) for part in edtf.split("/"))


def reading_key(index: Index, witness: Witness) -> tuple[str, str, str]:
    """Return what two witnesses share when they give the same reading; sorts as a reader counts."""
    if _numeric(witness):
        return (_padded(witness.low, "0"), _padded(witness.high, "~"), _number(witness))
    reading = reading_of(index, witness)
    if witness.time is not None:
        records = index.documents[witness.span.doc]
        found = next(t for t in records.times if t.id == witness.time)
        return (found.earliest or "", found.latest or "", reading)
    return ("", "", reading.casefold())


def interval_of(witness: Witness) -> str:
    """Return the interval a hedged number is read as: "270 to 330"; "" for an exact one."""
    if not _numeric(witness) or witness.low == witness.high:
        return ""
    low, high = plain(witness.low), plain(witness.high)
    if not (low and high):
        return f"{low} or more" if low else f"up to {high}"
    return f"{low} to {high}"


def span_of(row: Row) -> str:
    """Return a row's low and high in words: "17 to 31", "214", "17 or more"; "" without any."""
    low, high = plain(row.low), plain(row.high)
    if low == high:
        return low
    if not (low and high):
        return f"{low} or more" if low else f"up to {high}"
    return f"{low} to {high}"


def _numeric(witness: Witness) -> bool:
    return witness.low is not None or witness.high is not None


def _number(witness: Witness) -> str:
    if witness.value is None:  # "hundreds", "24 to 30"
        return label_of(witness.low, witness.high, None)
    exact = witness.approximator in (None, Approximator.EXACT, Approximator.RANGE)
    if exact and witness.low != witness.high:
        return label_of(witness.low, witness.high, witness.value)
    hedge = "" if exact else _hedges().get(str(witness.approximator), "")
    return f"{hedge} {plain(witness.value)}".strip()


def _padded(value: object, without: str) -> str:
    """Return a number as text that sorts like the number; `without` stands for no bound."""
    return f"{float(str(value)):030.6f}" if value is not None else without * 30


@lru_cache(maxsize=1)
def _hedges() -> dict[str, str]:
    return dict(load_lexicon("en").mapping("screens", "hedges"))
