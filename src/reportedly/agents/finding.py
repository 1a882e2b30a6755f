"""Find proposed words in a paragraph: to the letter, or after folding what type alone changes.

Invariant: what is found are code points of the paragraph itself; words that stand nowhere, or at
more than one place, are found nowhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

QUOTES = dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛`´＇", "'")
JAMO = range(0x1160, 0x1200)  # Korean vowels and finals, which compose without being marks


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and for each of its characters where it began and ended before."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> Folded:
    """Return text with white space in runs of one blank, plain quotation marks, and in NFC."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = _cluster_end(text, at)
        piece = text[at:end]
        if piece.isspace():
            made = "" if out and out[-1] == " " else " "
        else:
            made = unicodedata.normalize("NFC", QUOTES.get(piece, piece))
        if made:
            out += made
            starts += [at] * len(made)
            ends += [end] * len(made)
        elif ends:
            ends[-1] = end
        at = end
    return Folded("".join(out), tuple(starts), tuple(ends))


def _cluster_end(text: str, at: int) -> int:
    """Return where a character ends with the marks that belong to it."""
    end = at + 1
    while end < len(text) and (unicodedata.combining(text[end]) or ord(text[end]) in JAMO):
        end += 1
    return end


def places(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text as [start, end): to the letter, else folded.

    At most two places are looked for: a second one is enough to know that it is not the only one.
    """
    exact = _all(words, text)
    if exact or not words.strip():
        return exact
    folded, wanted = fold(text), fold(words).text.strip()
    return tuple(
        (folded.starts[start], folded.ends[end - 1]) for start, end in _all(wanted, folded.text)
    )


def _all(words: str, text: str) -> tuple[tuple[int, int], ...]:
    if not words.strip():
        return ()
    first = text.find(words)
    second = text.find(words, first + 1) if first >= 0 else -1
    return tuple((at, at + len(words)) for at in (first, second) if at >= 0)
