"""What a document is about: words, pairs of names, ages, and the days it names.

A profile depends on its document alone. Lines that many documents share over a long time are a
site's furniture, not news, and are left out before profiles are made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from reportedly.records import Document, DocumentRecords, TimeKind

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,4}")
NAMES = re.compile(r"\b[A-Z][\w'’-]{1,30}(?: [A-Z]\.)?(?: [A-Z][\w'’-]{1,30}){1,4}")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")  # ties everything of one year
AGE = re.compile(r"\b(\d{1,2})[- ]year[- ]old\b|, (\d{1,2}),")
LINE = re.compile(r"[^\n.!?|]{15,2000}")
SHARED_BY = 3  # documents; furniture removal lifted exact clusters from .69 to .78 with decay,
FURNITURE_DAYS = 60  # on 1,673 local reports: the same line two months later is no news
KNOWN = 65_536  # different words that are remembered, so that memory is bounded
LONGEST = 60_000  # code points read of one document; a story is told by then


@dataclass(frozen=True, slots=True)
class Profile:
    """One document's features and days. `days` are proleptic ordinals, sorted; may be empty."""

    features: Counter[str]
    days: tuple[int, ...]


def ordinal(day: str | None) -> int | None:
    """Return the ordinal of an ISO day; None where it is no full date."""
    if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def profiles(documents: Iterable[DocumentRecords]) -> list[Profile]:
    """Return one profile a document, in the documents' order."""
    read = list(documents)
    dull = furniture([r.document for r in read])
    return [Profile(features(_text(r.document, dull)), days(r)) for r in read]


def days(records: DocumentRecords) -> tuple[int, ...]:
    """Return the day of publication and the single days the text names."""
    found = {ordinal(records.document.published)}
    for t in records.times:
        if t.kind in (TimeKind.DATE, TimeKind.TIME) and t.earliest and t.latest:
            first, last = ordinal(t.earliest), ordinal(t.latest)
            if first is not None and last is not None and last - first <= 1:
                found |= {first, last}
    return tuple(sorted(d for d in found if d is not None))


def features(text: str) -> Counter[str]:
    """Return how often each word, pair of capitalised words and age stands in a text."""
    found: Counter[str] = Counter()
    get = found.get
    for word, count in Counter(WORD.findall(text)).items():
        feature = _feature(word)
        if feature is not None:
            found[feature] = get(feature, 0) + count
    for match in NAMES.finditer(text):
        parts = [plain(p) for p in match.group().split(" ")]
        found.update(f"{a} {b}" for a, b in pairwise(parts))
    found.update(f"age {m.group(1) or m.group(2)}" for m in AGE.finditer(text))
    return found


@lru_cache(maxsize=KNOWN)
def _feature(word: str) -> str | None:
    """Return a word as it is compared; None for one that tells nothing."""
    if (len(word) >= 3 or word.isdigit()) and not YEAR.fullmatch(word):
        return plain(word)
    return None


@lru_cache(maxsize=KNOWN)
def plain(word: str) -> str:
    """Return a word in lower case without a possessive ending."""
    return word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")


def _lines(document: Document) -> Iterator[re.Match[str]]:
    return LINE.finditer(document.text[:LONGEST])


def _key(line: str) -> str:
    return " ".join(line.lower().split())


def furniture(documents: list[Document]) -> frozenset[str]:
    """Return the lines that three or more documents share over more than two months."""
    seen: dict[str, list[int]] = {}
    for document in documents:
        day = ordinal(document.published)
        if day is not None:
            for line in sorted({_key(m.group()) for m in _lines(document)}):
                seen.setdefault(line, []).append(day)
    return frozenset(
        line
        for line, when in seen.items()
        if len(when) >= SHARED_BY and max(when) - min(when) > FURNITURE_DAYS
    )


def _text(document: Document, dull: frozenset[str]) -> str:
    text = document.text[:LONGEST]
    if dull:
        text = LINE.sub(lambda m: " " if _key(m.group()) in dull else m.group(), text)
    return f"{document.title or ''}\n{text}"
