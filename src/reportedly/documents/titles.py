"""Find which part of a text is its headline, and where readers' comments begin.

Invariant: at most one part is the headline, and it stands before the running text.
"""

from __future__ import annotations

import re

from reportedly.documents.bylines import is_byline
from reportedly.documents.datelines import dated_line, dateline, header
from reportedly.documents.sheet import BODY_LENGTH, LETTER, TITLE_LENGTH, Sheet, key, unfinished

REACH = 5  # parts from the start: labels and a date may stand above a headline
COMMENTS_AFTER = 0.5  # of the parts: a report's own chapter "Comments" stands earlier
LABEL_LENGTH = 60
SALUTATION = re.compile(r"dear\s", re.I)


def title_at(sheet: Sheet) -> int | None:
    """Return the index of the headline's part; None when the text has none."""
    if sheet.title and (wanted := key(sheet.title)):
        for index, words in enumerate(sheet.words[: REACH + 3]):
            if len(words) <= 3 * TITLE_LENGTH and key(words) == wanted:
                return index
    for index in range(sheet.front_matter, min(REACH + sheet.front_matter, len(sheet.words))):
        if not _stands_above(sheet, index):
            return index if _is_title(sheet, index) else None
    return None


def _stands_above(sheet: Sheet, index: int) -> bool:
    """Tell whether a part may stand above a headline: a label, a date, debris."""
    words = sheet.words[index]
    vocabulary = sheet.vocabulary
    if not LETTER.search(words[:TITLE_LENGTH]):
        return len(words) < TITLE_LENGTH and index == 0 and not words.isdigit()
    if len(words) > TITLE_LENGTH:
        return False
    short = len(words) <= LABEL_LENGTH
    label = short and vocabulary.labels.match(words) and unfinished(words) and ":" not in words
    return bool(label or header(words, vocabulary) or dated_line(words, vocabulary))


def _is_title(sheet: Sheet, index: int) -> bool:
    words = sheet.words[index]
    if len(words) > TITLE_LENGTH or "\n" in words or not LETTER.search(words):
        return False
    if re.match(r"#\s", words) and sheet.markdown:
        return True
    if not _is_finished_as_title(words) or SALUTATION.match(words):
        return False
    if dateline(words, sheet.vocabulary) or is_byline(sheet, index):
        return False
    start = words.lstrip("\"'“‘«([*_")[:1]
    after = sheet.next_body(index)
    below = sheet.blank_after(index) or len(after) >= BODY_LENGTH
    return (start.isupper() or start.isdigit()) and bool(after) and below and _words(words) > 1


def _is_finished_as_title(words: str) -> bool:
    return unfinished(words) or words.rstrip("\"'”’").endswith(("?", "!"))


def _words(words: str) -> int:
    return len(words.split())


def comments_from(sheet: Sheet) -> int | None:
    """Return the index of the heading above readers' comments: a line `"COMMENTS"` near the end."""
    first = int(len(sheet.words) * COMMENTS_AFTER)
    for index in range(first, len(sheet.words)):
        plain = re.sub(r"[\W\d_]+", " ", sheet.words[index][:LABEL_LENGTH]).strip().lower()
        if len(sheet.words[index]) < LABEL_LENGTH and plain in sheet.vocabulary.comment_heads:
            return index
    return None
