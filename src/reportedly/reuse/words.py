"""A document as a row of words that compare equal across outlets' spelling habits.

Invariant: `keys[i]` depends on the word alone ("1,275" and "1275", "Feb" and "February",
"forty-one" and "41" are equal), and word i covers the code points [starts[i], ends[i]).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

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


@lru_cache(maxsize=200_000)
def key(form: str) -> int:
    """Return a number that names a word on every machine and in every run."""
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def words(records: DocumentRecords, vocabulary: Vocabulary) -> Words:
    """Return the words of one document."""
    document = records.document
    found = list(_spelled(document.text, vocabulary))
    starts = tuple(start for _, start, _ in found)
    forms = tuple(form for form, _, _ in found)
    first = _sentences(document.text, starts)
    return Words(
        records=records,
        forms=forms,
        keys=np.fromiter((key(form) for form in forms), dtype=np.uint64, count=len(forms)),
        starts=starts,
        ends=tuple(end for _, _, end in found),
        sentence=tuple(np.repeat(range(len(first)), np.diff((*first, len(forms)))).tolist()),
        first=first,
        quoted=_flags(starts, _quotations(records)).tobytes(),
        furniture=_flags(starts, _furniture(document)),
    )


def _spelled(text: str, vocabulary: Vocabulary) -> list[tuple[str, int, int]]:
    """Return (form, start, end) of each word; "forty-one" is one word, equal to "41"."""
    found: list[tuple[str, int, int]] = []
    for match in WORD.finditer(text):
        form = canonical(match[0], vocabulary.forms)
        if match[0].lower() in vocabulary.units and _tens_before(match, found, vocabulary):
            tens, start, _ = found.pop()
            found.append((str(int(tens) + int(form)), start, match.end()))
        else:
            found.append((form, match.start(), match.end()))
    return found


def _tens_before(
    unit: re.Match[str], found: list[tuple[str, int, int]], vocabulary: Vocabulary
) -> bool:
    """Tell whether the word before a unit is a spelled "forty", joined by a hyphen or blank."""
    if not found:
        return False
    form, start, end = found[-1]
    return (
        form in vocabulary.tens
        and not unit.string[start].isdigit()
        and unit.string[end : unit.start()] in {"-", " "}
    )


def canonical(word: str, forms: Mapping[str, str]) -> str:
    """Return the form by which a word is compared."""
    if GROUPED.fullmatch(word):
        return word.replace(",", "").replace(".", "")
    low = word.casefold().replace("’", "'")
    return forms.get(low, low)


def _sentences(text: str, starts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the first word of each sentence or line."""
    edges = {bisect_left(starts, match.end()) for match in STOP.finditer(text)} | {0}
    return tuple(sorted(e for e in edges if e < len(starts)))


def _flags(starts: tuple[int, ...], spans: list[tuple[int, int]]) -> Flags:
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
