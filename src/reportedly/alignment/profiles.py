"""What a document is about: words, pairs of names, ages, and the days it names.

A profile depends on its document alone, and on which of its lines many documents share over a long
time: they are a site's furniture, not news, and are left out. Words and lines are named by numbers,
so that many documents are compared in arrays and profiles are small to keep.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from reportedly.codec import KEY_BYTES, key, pack_keys, unpack_keys
from reportedly.records import DocId, Document, DocumentRecords, TimeKind

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,4}")
NAMES = re.compile(r"\b[A-Z][\w'’-]{1,30}(?: [A-Z]\.)?(?: [A-Z][\w'’-]{1,30}){1,4}")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")  # ties everything of one year
AGE = re.compile(r"\b(\d{1,2})[- ]year[- ]old\b|, (\d{1,2}),")
LINE = re.compile(r"[^\n.!?|]{15,2000}")
SHARED_BY = 3  # documents; furniture removal lifted exact clusters from .69 to .78 with decay,
FURNITURE_DAYS = 60  # on 1,673 local reports: the same line two months later is no news
KNOWN = 65_536  # different words that are remembered, so that memory is bounded
UNDATED = 0  # the ordinal of no day
LONGEST = 60_000  # code points read of one document; a story is told by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One document's features and days, and what they were made of.

    Keys are 8 bytes each, lowest byte first; sorted, each once.
    """

    lines: bytes  # keys
    dull: bytes  # keys of the lines that are furniture
    features: bytes  # keys
    counts: tuple[int, ...]  # how often each feature stands in the document
    days: tuple[int, ...]  # proleptic ordinals, sorted; may be empty


def ordinal(day: str | None) -> int | None:
    """Return the ordinal of an ISO day; None where it is no full date."""
    if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def profiles(
    documents: Sequence[DocumentRecords],
    known: Mapping[DocId, Profile] = MappingProxyType({}),
) -> list[Profile]:
    """Return one profile a document, in the documents' order; `known` holds some as they were."""
    read = [r.document for r in documents]
    lines = [known[d.id].lines if d.id in known else pack_keys(_lines(d)) for d in read]
    made: list[Profile] = []
    for records, own, dull in zip(documents, lines, furniture(read, lines), strict=True):
        old = known.get(records.document.id)
        same = old is not None and old.dull == dull
        made.append(old if old is not None and same else _read(records, lines=own, dull=dull))
    return made


def _read(records: DocumentRecords, *, lines: bytes, dull: bytes) -> Profile:
    """Return the profile of one document without the lines that are furniture."""
    found = {_known(f): count for f, count in features(_text(records.document, dull)).items()}
    return Profile(
        lines=lines,
        dull=dull,
        features=pack_keys(found),
        counts=tuple(found[name] for name in sorted(found)),
        days=days(records),
    )


_known = lru_cache(maxsize=KNOWN)(key)


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


def _lines(document: Document) -> set[int]:
    """Return the key of each line of a document."""
    return {_line(match) for match in LINE.finditer(document.text[:LONGEST])}


def _line(match: re.Match[str]) -> int:
    return key(" ".join(match.group().lower().split()))


def furniture(documents: Sequence[Document], lines: Sequence[bytes]) -> list[bytes]:
    """Return those lines of each document that three or more share over more than two months."""
    import numpy as np

    every = unpack_keys(b"".join(lines))
    sizes = [len(body) // KEY_BYTES for body in lines]
    told = np.repeat([ordinal(d.published) or UNDATED for d in documents], sizes)
    order = np.lexsort((told, every))
    order = order[told[order] != UNDATED]
    when = told[order]
    names, firsts, counts = np.unique(every[order], return_index=True, return_counts=True)
    apart = when[firsts + counts - 1] - when[firsts]
    dull = np.isin(every, names[(counts >= SHARED_BY) & (apart > FURNITURE_DAYS)])
    ends = np.cumsum([0, *sizes]).tolist()
    return [every[a:b][dull[a:b]].tobytes() for a, b in pairwise(ends)]


def _text(document: Document, dull: bytes) -> str:
    text = document.text[:LONGEST]
    if dull:
        names = set(unpack_keys(dull).tolist())
        text = LINE.sub(lambda m: " " if _line(m) in names else m.group(), text)
    return f"{document.title or ''}\n{text}"
