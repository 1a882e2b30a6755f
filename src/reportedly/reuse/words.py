"""A document as a row of words that compare equal across outlets' spelling habits.

Invariant: `keys[i]` depends on the word alone ("1,275" and "1275", "Feb" and "February",
"forty-one" and "41" are equal), and word i covers the code points [starts[i], ends[i]).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.codec import key
from reportedly.records import BlockKind, Document, DocumentRecords, Mode
from reportedly.reuse.vocabulary import Vocabulary

Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")
# A full stop and closing marks, then a capital, blanks between or not; a line break ends as well.
STOP = re.compile(
    r"(?<![.!?…])[.!?…]+[\"”’»')\]]{0,3}(?:\s+(?=[\"“‘«'(\[]{0,2}[^\Wa-z_])|(?=[^\Wa-z_\d]))|\n+"
)
OPENING, CLOSING = "“«„", "”»"
KNOWN = 200_000  # different words that are remembered, so that memory is bounded
LONGEST_QUOTATION = 3000  # code points; a mark left open farther than this is a slip


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One document's words. Arrays run in parallel, in reading order."""

    records: DocumentRecords
    forms: tuple[str, ...]  # as compared
    keys: Keys
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]  # number of the sentence each word stands in
    first: tuple[int, ...]  # first word of each sentence, ascending
    quoted: bytes  # 1 where a word stands between quotation marks
    furniture: Flags  # stands in a block that is no part of the story

    @property
    def text(self) -> str:
        """The document's text."""
        return self.records.document.text

    def __len__(self) -> int:
        return len(self.forms)

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Return the words [start, end) of a sentence."""
        last = sentence + 1 == len(self.first)
        return self.first[sentence], len(self.forms) if last else self.first[sentence + 1]

    def cut(self, start: int, end: int) -> str:
        """Return the text of the words [start, end)."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""


_key = lru_cache(maxsize=KNOWN)(key)


def words(records: DocumentRecords, vocabulary: Vocabulary) -> Words:
    """Return the words of one document."""
    document = records.document
    spelled = _spelled(document.text, vocabulary)
    first = _sentences(document.text, spelled.starts)
    count = len(spelled.forms)
    return Words(
        records=records,
        forms=tuple(spelled.forms),
        keys=np.fromiter(map(_key, spelled.forms), dtype=np.uint64, count=count),
        starts=tuple(spelled.starts),
        ends=tuple(spelled.ends),
        sentence=tuple(np.repeat(range(len(first)), np.diff((*first, count))).tolist()),
        first=first,
        quoted=_flags(spelled.starts, _quotations(records)).tobytes(),
        furniture=_flags(spelled.starts, _furniture(document)),
    )


def keys_of(text: str, vocabulary: Vocabulary) -> Keys:
    """Return the `keys` that `words` gives, at a third of its time and nothing else to keep."""
    forms = [canonical(word, vocabulary) for word in WORD.findall(text)]
    if not vocabulary.tens.isdisjoint(forms):
        forms = _spelled(text, vocabulary).forms
    return np.fromiter(map(_key, forms), dtype=np.uint64, count=len(forms))


@dataclass(slots=True)
class _Spelled:
    """The forms of a text's words and where each starts and ends; in reading order."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


def _spelled(text: str, vocabulary: Vocabulary) -> _Spelled:
    """Return the words of a text; "forty-one" is one word, equal to "41"."""
    matches = list(WORD.finditer(text))
    found = _Spelled(
        [canonical(match[0], vocabulary) for match in matches],
        [match.start() for match in matches],
        [match.end() for match in matches],
    )
    if not vocabulary.tens.isdisjoint(found.forms):
        _join_tens(found, text, vocabulary)
    return found


def _join_tens(found: _Spelled, text: str, vocabulary: Vocabulary) -> None:
    """Make one word of each spelled "forty" and the unit behind it, last ones first."""
    for k in range(len(found.forms) - 1, 0, -1):
        if found.forms[k - 1] in vocabulary.tens and _is_unit_behind(found, k, (text, vocabulary)):
            found.forms[k - 1 : k + 1] = [str(int(found.forms[k - 1]) + int(found.forms[k]))]
            del found.starts[k], found.ends[k - 1]


def _is_unit_behind(found: _Spelled, k: int, given: tuple[str, Vocabulary]) -> bool:
    """Tell whether word k is a spelled "one" joined by a hyphen or blank to a spelled "forty"."""
    text, vocabulary = given
    start, end = found.starts[k - 1], found.ends[k - 1]
    return (
        text[found.starts[k] : found.ends[k]].lower() in vocabulary.units
        and not text[start].isdigit()
        and text[end : found.starts[k]] in {"-", " "}
    )


@lru_cache(maxsize=KNOWN)
def canonical(word: str, vocabulary: Vocabulary) -> str:
    """Return the form by which a word is compared."""
    if GROUPED.fullmatch(word):
        return word.replace(",", "").replace(".", "")
    low = word.casefold().replace("’", "'")
    return vocabulary.forms.get(low, low)


def _sentences(text: str, starts: list[int]) -> tuple[int, ...]:
    """Return the first word of each sentence or line."""
    edges = {bisect_left(starts, match.end()) for match in STOP.finditer(text)} | {0}
    return tuple(sorted(e for e in edges if e < len(starts)))


def _flags(starts: list[int], spans: list[tuple[int, int]]) -> Flags:
    """Return which words start inside one of the spans."""
    flags = np.zeros(len(starts), dtype=np.bool_)
    for start, end in spans:
        flags[bisect_left(starts, start) : bisect_left(starts, end)] = True
    return flags


def _quotations(records: DocumentRecords) -> list[tuple[int, int]]:
    """Return the code points between quotation marks, and direct speech found otherwise."""
    direct = [
        (span.start, span.end)
        for statement in records.statements
        if statement.mode is Mode.DIRECT
        for span in statement.content
    ]
    return direct + marked(records.document.text)


def marked(text: str) -> list[tuple[int, int]]:
    """Return the code points between quotation marks; none crosses a line break.

    A mark that is never closed in its line opens a quotation to the end of the line when more
    text follows it than stands before it.
    """
    found: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        found += [(offset + a, offset + b) for a, b in _pairs(line)]
        offset += len(line) + 1
    return found


def _pairs(line: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in re.finditer(r"[\"“”«»„]", line):
        mark, at = match[0], match.start()
        if opened is None and mark not in CLOSING:
            opened = at + 1
        elif opened is not None and mark not in OPENING:
            found.append((opened, at))
            opened = None
    if opened is not None and len(line) - opened > opened:
        found.append((opened, len(line)))
    return [(a, min(b, a + LONGEST_QUOTATION)) for a, b in found if a < b]


def _furniture(document: Document) -> list[tuple[int, int]]:
    return [(b.span.start, b.span.end) for b in document.blocks if b.kind is BlockKind.BOILERPLATE]
