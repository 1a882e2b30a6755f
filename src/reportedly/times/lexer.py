"""Cut a text into tokens with one class each, in one pass, without a parser.

Invariant: tokens are in reading order, do not overlap, and `text[start:end]` is the token; only
blanks are left out. The work is linear in the text's length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.times.grammar import LETTERS, OTHER
from reportedly.times.vocabulary import Phrase, Vocabulary

# The alternatives begin differently or are bounded, so no text is read twice more than a few
# code points. A blank line is a token: no expression runs over it.
_TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?(?![\w-]))
    |(?P<numdate>\d{1,2}(?P<sep>[./])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\w/]|\.\d))
    |(?P<daymonth>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?=\s[^\W\dA-Z_]|[),;:]))
    |(?P<clock>\d{1,2}[:.][0-5]\d(?::[0-5]\d)?(?![\d:]|[.,]\d|\s?%))
    |(?P<ord>\d{1,4}(?:st|nd|rd|th)\b)
    |(?P<years>\d{1,3}0['’]?s\b)
    |(?P<qnum>[QH][1-4]\b)
    |(?P<num>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:\s[1-9]/[1-9](?!\d))?[½¼¾]?)
    |(?P<abbr>[AaPp]\.\s?[Mm]\b\.?|B\.\s?C\b\.?(?:\s?E\.)?|A\.D\b\.?)
    |(?P<word>[^\W\d_]+(?:['’](?:clock|ll)\b)?)
    |(?P<gap>\n[^\S\n]*\n)
    |(?P<mark>[^\s\w]|_)""",
    re.VERBOSE,
)
_MARKS = {
    "-": LETTERS["HYPHEN"], ",": LETTERS["COMMA"], ".": LETTERS["PERIOD"],
    "/": LETTERS["SLASH"], "(": LETTERS["OPEN"], ")": LETTERS["CLOSE"],
    "'": LETTERS["APOSTROPHE"], ":": LETTERS["COLON"],
}  # fmt: skip
# One spelling for typographic marks, so that phrases are found in any.
_PLAIN = {"–": "-", "—": "-", "‑": "-", "’": "'", "‘": "'"}
_SHAPES = {
    "iso": LETTERS["ISODATE"], "numdate": LETTERS["NUMDATE"],
    "daymonth": LETTERS["NUMDATE"], "clock": LETTERS["CLOCK"],
    "ord": LETTERS["ORD"], "years": LETTERS["YEARS"], "qnum": LETTERS["QNUM"],
    "gap": LETTERS["BREAK"],
}  # fmt: skip
_DAY, _YEAR, _NUMBER = LETTERS["DAY"], LETTERS["YEAR"], LETTERS["NUMBER"]
# Years outside this range are rarer than counts written with four digits.
FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Tokens:
    """One document's tokens as parallel columns."""

    text: str
    classes: str  # one letter a token, see grammar
    words: list[str]  # in lower case
    values: list[str]  # what the lexicon or the shape says of it
    starts: list[int]  # code points
    ends: list[int]  # code points, exclusive
    lists: dict[str, frozenset[str]]  # of the vocabulary

    def word(self, i: int) -> str:
        """Return the token's word; "" outside the document."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def says(self, i: int, name: str) -> bool:
        """Tell whether the token's word stands in a list of the vocabulary."""
        return 0 <= i < len(self.words) and self.words[i] in self.lists[name]

    def cls(self, i: int) -> str:
        """Return the token's class letter; that of a break outside the document."""
        return self.classes[i] if 0 <= i < len(self.classes) else LETTERS["BREAK"]


def lex(text: str, words: Vocabulary) -> Tokens:
    """Return the tokens of a text; doubtful words are not yet decided."""
    known, other = words.words, (OTHER, "")
    lowers: list[str] = []
    pairs: list[tuple[str, str]] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in {"word", "abbr"}:
            lower = match[0].lower()
            pairs.append(
                known.get(lower.strip(".").replace(" ", ""), other)
                if kind == "abbr"
                else known.get(lower, other)
            )
        else:
            lower = _PLAIN.get(match[0], match[0])
            pairs.append(_shape(kind or "", lower))
        lowers.append(lower)
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    return Tokens(
        text=text,
        classes="".join([letter for letter, _ in pairs]),
        words=lowers,
        values=[value for _, value in pairs],
        starts=starts,
        ends=ends,
        lists=words.lists,
    )


def _shape(kind: str, word: str) -> tuple[str, str]:
    """Return class and value of a token that is not a word."""
    if kind == "mark":
        return _MARKS.get(word, OTHER), word
    if kind == "num":
        return _number(word)
    if kind == "ord":
        value = word[:-2]
        return (_SHAPES["ord"], value) if int(value) > 0 else (OTHER, "")
    return _SHAPES[kind], word


def _number(word: str) -> tuple[str, str]:
    """Return class and value of digits: a day of the month, a year or another number."""
    if len(word) <= 2 and word.isdecimal():
        return (_DAY, str(int(word))) if 1 <= int(word) <= 31 else (_NUMBER, str(int(word)))
    if len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return _YEAR, str(int(word))
    return _NUMBER, word.replace(",", "")


def rebuilt(tokens: Tokens, joined: list[tuple[int, int, str, str]]) -> Tokens:
    """Return tokens with each (i, j, class, value) of `joined` made one token; sorted."""
    classes: list[str] = []
    words: list[str] = []
    values: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for i, j, letter, value in [*joined, (len(tokens.words), len(tokens.words), "", "")]:
        classes.append(tokens.classes[done:i])
        words += tokens.words[done:i]
        values += tokens.values[done:i]
        starts += tokens.starts[done:i]
        ends += tokens.ends[done:i]
        done = j
        if i < j:
            classes.append(letter)
            words.append(" ".join(tokens.words[i:j]))
            values.append(value)
            starts.append(tokens.starts[i])
            ends.append(tokens.ends[j - 1])
    return replace(
        tokens, classes="".join(classes), words=words, values=values, starts=starts, ends=ends
    )


def phrase_at(tokens: Tokens, i: int, table: dict[str, tuple[Phrase, ...]]) -> tuple[int, str]:
    """Return the end and value of the longest phrase beginning at token `i`; (i, "") if none."""
    for rest, value in table.get(tokens.words[i], ()):
        j = i + 1 + len(rest)
        if tuple(tokens.words[i + 1 : j]) == rest:
            return j, value
    return i, ""
