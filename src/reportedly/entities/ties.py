"""Which mentions the syntax itself holds together: appositions, lines, acronyms in brackets.

Invariant: a tie joins one mention with a name and one with a post, or a name and its acronym.
"""

from __future__ import annotations

from reportedly.entities.chunks import is_capital
from reportedly.entities.namings import Naming
from reportedly.entities.page import Page
from reportedly.entities.pieces import Piece
from reportedly.entities.vocabulary import Vocabulary
from reportedly.language import Token
from reportedly.records import EntityKind

OPENERS = frozenset((",", "(", "|", "-", "–", "—"))
CLOSERS = frozenset((",", ")", ".", ";", ":", "—", "–", "-", "|", '"', "”"))


def ties_of(page: Page, pieces: list[Piece], starts: frozenset[int]) -> list[tuple[int, int, str]]:
    """Return pairs of pieces in apposition; what opens a source at `starts` stands alone."""
    out: list[tuple[int, int, str]] = []
    heads = [n for n, p in enumerate(pieces) if p.narrows is None and not p.naming.pronoun]
    for n, m in zip(heads, _nexts(pieces, heads), strict=True):
        if m is None:
            continue
        rule = "" if _begin(page, pieces, m) in starts else _apposed(page, pieces, (n, m))
        if rule:
            out.append((n, m, rule))
    return out


def _begin(page: Page, pieces: list[Piece], n: int) -> int:
    """Return the code point at which a piece begins with its owners."""
    owner = pieces[n].owner
    while owner is not None:
        n, owner = owner, pieces[owner].owner
    return page.parse.tokens[pieces[n].first].start


def _nexts(pieces: list[Piece], heads: list[int]) -> list[int | None]:
    """Return for each head piece the next one that is no owner."""
    out: list[int | None] = []
    for k, _ in enumerate(heads):
        later = heads[k + 1 : k + 4]
        out.append(next((m for m in later if not pieces[m].naming.owns), None))
    return out


def _end(pieces: list[Piece], n: int) -> int:
    """Return one past the last token of a piece with its complements."""
    last, m = pieces[n].last, n + 1
    while m < len(pieces) and pieces[m].narrows == n:
        last = pieces[m].last
        m += 1
    return last


def _apposed(page: Page, pieces: list[Piece], pair: tuple[int, int]) -> str:
    """Name the rule by which two pieces are one actor; "" when none holds."""
    n, m = pair
    left, right = pieces[n].naming, pieces[m].naming
    tokens = page.parse.tokens
    first = pieces[m].first
    owner = pieces[m].owner
    while owner is not None:
        first, owner = pieces[owner].first, pieces[owner].owner
    between = _without_age(tokens[_end(pieces, n) : first])
    if not between:
        lines = page.text[tokens[first - 1].end : tokens[first].start].count("\n")
        near = _agree(left, right, page.words)
        if lines == 1 and near and right.post:
            return "finding.line_below_name"
        return "finding.post_before_name" if near and not lines and left.post else ""
    if (
        len(between) > 2
        or between[0].text not in OPENERS
        or "\n" in page.text[between[0].start : tokens[first].start]
    ):
        return ""
    if between[0].text == "(" and is_capital(tokens[first]) and _is_acronym(left, right, page):
        return "finding.acronym_in_brackets"
    if not _agree(left, right, page.words):
        return ""
    last = _end(pieces, m)
    after = tokens[last] if last < len(tokens) else None
    closed = (
        after is None
        or after.text in CLOSERS
        or "\n" in page.text[tokens[last - 1].end : after.start]
        or after.pos in ("VERB", "AUX")
        or after.text.lower() in ("who", "which", "said", "says")
    )
    return "finding.apposition" if closed else ""


def _without_age(between: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop an age between a name and a post: "Aurelio Finch, 67, chairman of ..."."""
    texts = [t.text for t in between]
    if len(texts) >= 3 and texts[0] == "," and texts[1].isdigit() and texts[2] == ",":
        return between[2:]
    return between


def _is_acronym(left: Naming, right: Naming, page: Page) -> bool:
    short = right.spelled or right.title
    if not (short.isupper() and 2 <= len(short) <= 8):
        return False
    return left.sort in (EntityKind.ORGANISATION, EntityKind.GROUP) or not left.sure


def _agree(left: Naming, right: Naming, words: Vocabulary) -> bool:
    """Tell whether one has a name, the other a post, and both may be of one sort."""
    named = [n for n in (left, right) if n.name]
    posts = [n for n in (left, right) if not n.name and n.post]
    if len(named) != 1 or len(posts) != 1 or posts[0].plural:
        return False
    person = posts[0].sort in (EntityKind.PERSON, EntityKind.ANONYMOUS)
    if person and posts[0].post in words.sets["held_by_bodies"]:
        return True
    if person:
        return named[0].sort is EntityKind.PERSON or not named[0].sure
    return named[0].sort is EntityKind.ORGANISATION or not named[0].sure
