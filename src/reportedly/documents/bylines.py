"""Find who wrote a text: "By Ana Duarte", "Ansar M Bhatti in Baku", a name above a dateline.

Invariant: a line without "By" is a byline only next to a headline or a dateline, since names
stand alone above signed messages too.
"""

from __future__ import annotations

import re

from reportedly.documents.datelines import dateline, place_label
from reportedly.documents.sheet import Sheet
from reportedly.documents.vocabulary import Vocabulary

REACH = 8  # parts from the start of a text; a byline under a headline and a standfirst is third
LONGEST = 110  # code points
WORD = r"[^\W\d_][\w.'’-]*"
NAME = re.compile(rf"[A-ZÀ-Þ][\w.'’-]*(?: (?:{WORD})){{0,5}}")
FULL = r"(?<![\w.'’-])[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}"
BARE = re.compile(FULL)
PLACED = re.compile(rf"(?P<name>{FULL}) in (?P<place>[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+){{0,2}})")
JOINTS = re.compile(r"(?<!\s)\s*(?:,| and | & |;|/)\s*")
PLACE = re.compile(r" in [A-ZÀ-Þ][\w ,-]{0,60}$")


def is_byline(sheet: Sheet, index: int) -> bool:
    """Tell whether a part is nothing but the writer's line."""
    return bool(byline_names(sheet, index))


def byline_names(sheet: Sheet, index: int) -> tuple[str, ...]:
    """Return the writers a part names, in order; () when it is no byline."""
    words = sheet.words[index]
    if index >= REACH or len(words) > LONGEST or "\n" in words:
        return ()
    if opening := sheet.vocabulary.byline_starts.match(words):
        return names(words[opening.end() :], sheet.vocabulary)
    if _above_text(sheet, index) and (placed := PLACED.fullmatch(words)):
        return (placed["name"],)
    if _above_dateline(sheet, index) and BARE.fullmatch(words) and not words.isupper():
        return (words,)
    return ()


def names(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the names a byline lists; () unless all of it is names: `"By the sea"` is none."""
    if words.rstrip().endswith((".", "!", "?")) and len(words.split()) > 4:
        return ()
    found: list[str] = []
    opening = vocabulary.byline_starts.match(words)
    listed = words[opening.end() :] if opening else words
    for piece in JOINTS.split(PLACE.sub("", listed.strip(" |·-"))):
        if vocabulary.desks.search(piece):
            continue
        if not _is_name(piece):
            return tuple(found) if found and piece[:1].isupper() else ()
        found.append(piece)
    return tuple(found)


def _is_name(piece: str) -> bool:
    if not NAME.fullmatch(piece):
        return False
    small = [word for word in piece.split() if word[0].islower()]
    return all(len(word) <= 3 for word in small) and len(small) <= 2


def _above_text(sheet: Sheet, index: int) -> bool:
    return sheet.title_at is not None and index > sheet.title_at and bool(sheet.next_body(index))


def _above_dateline(sheet: Sheet, index: int) -> bool:
    after = sheet.next_body(index)
    above_text = _above_text(sheet, index)
    found = dateline(after, sheet.vocabulary) or place_label(after, sheet.vocabulary)
    return above_text and found is not None
