"""A text cut into parts, with what is known about it before its parts are told apart.

Invariant: part `i` is `text[start:end]`; a part's words never have white space at their ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.documents.paragraphs import Range
from reportedly.documents.vocabulary import Vocabulary

TERMINAL = re.compile(r"(?:[.!?…,;:]|--|[–—])[\"'”’»)\]*_]{0,3}$")
LETTER = re.compile(r"[^\W\d_]")
TITLE_LENGTH = 200  # code points; of 24 events' headlines the longest has 118
HEADING_LENGTH = 90
BODY_LENGTH = 100  # a part this long is running text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """The parts of one text."""

    text: str
    parts: tuple[Range, ...]
    words: tuple[str, ...]  # of each part, odd spaces as plain ones
    vocabulary: Vocabulary
    title: str | None  # given by the user or by the page
    markdown: bool = False
    headings: frozenset[Range] = frozenset()  # known from markup
    furniture: frozenset[Range] = frozenset()  # running heads and page numbers, known from layout
    embeds: frozenset[Range] = frozenset()  # posts of social networks, known from markup
    title_at: int | None = None
    comments_from: int | None = None
    front_matter: int = 0  # parts of a Markdown header

    def blank_after(self, index: int) -> bool:
        """Tell whether a blank line, or nothing, follows a part."""
        if index + 1 >= len(self.parts):
            return True
        gap = self.text[self.parts[index][1] : self.parts[index + 1][0]]
        return gap.count("\n") > 1 or gap.count("\r") > 1

    def next_body(self, index: int) -> str:
        """Return the words of the next part that holds a letter; "" at the end."""
        for words in self.words[index + 1 : index + 6]:
            if LETTER.search(words):
                return words
        return ""


def key(words: str) -> str:
    """Return what two spellings of one headline share: letters and digits, case folded."""
    return "".join(filter(str.isalnum, words.casefold()))


def unfinished(words: str) -> bool:
    """Tell whether words end without a full stop or the like, as headings do."""
    return not TERMINAL.search(words[-8:])
