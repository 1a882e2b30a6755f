"""Cut texts into words as SQLite's tokenizer `unicode61 remove_diacritics 2` does.

A word is a run of letters, digits and private signs; capitals, and accents on Latin letters, are
taken away.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Marks that are part of the word they stand in, and dropped: those that letters are made with
ACCENTS = frozenset(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u031b"
    "\u0323\u0324\u0325\u0326\u0327\u0328\u032d\u032e\u0330\u0331"
)
LONGEST = 500  # code points of a word that count


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is compared, and where it stands: code points, end not included."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order."""
    found: list[Word] = []
    signs: list[str] = []
    start = 0
    for at, sign in enumerate(text):
        plain = _plain(sign)
        if plain is not None:
            start = start if signs else at
            signs.append(plain)
        elif signs:
            found.append(Word("".join(signs)[:LONGEST], start, at))
            signs = []
    if signs:
        found.append(Word("".join(signs)[:LONGEST], start, len(text)))
    return [word for word in found if word.text]


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str | None:
    """Return a sign as it is compared; None when it stands between words."""
    if sign in ACCENTS:
        return ""
    kind = unicodedata.category(sign)
    if kind[0] not in "LN" and kind != "Co":
        return None
    folded = sign.casefold()
    small = folded if len(folded) == 1 else sign.lower()
    parts = unicodedata.normalize("NFD", small)
    accented = parts[0].isascii() and all(map(unicodedata.combining, parts[1:]))
    return parts[0] if accented else small
