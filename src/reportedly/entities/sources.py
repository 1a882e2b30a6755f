"""Which mentions a source speaks of: one, or several that speak together.

Invariant: every statement with a source gets exactly one naming; a joint speaker is a naming of
its own that knows its members.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reportedly.entities.namings import Naming, name_parts
from reportedly.entities.page import Page
from reportedly.entities.pieces import Piece
from reportedly.entities.turns import turn_label
from reportedly.records import EntityKind, MentionKind, Span, Statement, StatementId

NAME_OPENERS = frozenset((",", '"', "“", "‘", "'"))
JOINERS = frozenset(("and", "&"))
LONGEST_SOURCE = 40  # namings in one source; a longer one is a list, not a joint speaker


@dataclass(slots=True)
class Added:
    sources: dict[StatementId, int]  # index into pieces, or -1 - index into `extra`
    extra: list[Piece]
    joint: dict[int, tuple[int, ...]]  # index into `extra` -> indexes into pieces
    ties: list[tuple[int, int, str]] = field(default_factory=list)  # a source and its name


def sources_of(page: Page, pieces: list[Piece], statements: Sequence[Statement]) -> Added:
    added = Added({}, [], {})
    firsts = [p.first for p in pieces]
    known: dict[tuple[Span, ...], int] = {}
    for statement in statements:
        label = turn_label(page, statement)
        if label is not None:
            _add(added, label)
            added.sources[statement.id] = -len(added.extra)
            continue
        if not statement.source:
            continue
        if statement.source not in known:
            known[statement.source] = _source(page, (pieces, firsts), (statement.source, added))
        added.sources[statement.id] = known[statement.source]
    return added


def _add(added: Added, label: Naming) -> None:
    added.extra.append(Piece(label.head, label.head + 1, label))


def _source(
    page: Page,
    have: tuple[list[Piece], list[int]],
    at: tuple[tuple[Span, ...], Added],
) -> int:
    pieces, firsts = have
    spans, added = at
    start, end = spans[0].start, spans[-1].end
    inside = page.parse.within(start, end)
    if not inside:
        return _whole(page, (start, end), added)
    low, high = bisect_left(firsts, inside[0].i), bisect_left(firsts, inside[-1].i + 1)
    here = list(range(low, min(high, low + LONGEST_SOURCE)))
    mains = _mains(page, pieces, here)
    if not mains:
        return _whole(page, (start, end), added)
    if len(mains) == 1:
        named = _named_behind(page, pieces, [n for n in here if n > mains[0]], main=mains[0])
        if named is not None:
            added.ties.append((mains[0], named, "sources.name_behind"))
        return mains[0]
    added.joint[len(added.extra)] = tuple(mains)
    naming = replace(
        pieces[mains[0]].naming,
        start=start,
        end=end,
        sort=EntityKind.GROUP,
        kind=MentionKind.NAME,
        name=(),
        post="",
        modifiers=frozenset(),
        gender="",
        plural=True,
        spelled=page.text[start:end],
        title="",
    )
    added.extra.append(Piece(inside[0].i, inside[-1].i + 1, naming))
    return -len(added.extra)


def _whole(page: Page, at: tuple[int, int], added: Added) -> int:
    """Make the whole source a naming where no chunk stands in it."""
    start, end = at
    inside = page.parse.within(start, end)
    first = inside[0].i if inside else max(0, len(page.parse.within(0, start)) - 1)
    last = inside[-1].i + 1 if inside else first
    naming = Naming(
        start=start,
        end=end,
        head=max(first, last - 1),
        sent=page.parse.tokens[first].sent if page.parse.tokens else 0,
        kind=MentionKind.TITLE,
        sort=EntityKind.ANONYMOUS,
        title=page.text[start:end],
    )
    added.extra.append(Piece(first, last, _handle(naming)))
    return -len(added.extra)


def _handle(naming: Naming) -> Naming:
    """Read "@BlueCandleSAR" as a name of three words."""
    if not naming.title.startswith("@"):
        return naming
    return replace(
        naming,
        kind=MentionKind.NAME,
        sort=EntityKind.ORGANISATION,
        name=name_parts((naming.title,)),
        spelled=naming.title,
        title="",
    )


def _mains(page: Page, pieces: list[Piece], here: list[int]) -> list[int]:
    """Return the pieces a source speaks of: one, or several when they speak together."""
    able = [n for n in here if not _is_aside(pieces, n, here)]
    if not able:
        return here[-1:]
    mains = [able[0]]
    for before, n in pairwise(able):
        comma = page.parse.tokens[max(0, pieces[n].first - 2)].text == ","
        near = before == mains[-1] or bool(pieces[n].naming.name) or comma
        if near and _joins(page, pieces, (mains[-1], n)):
            mains.append(n)
    return mains if _is_joint(pieces, mains) else mains[:1]


def _named_behind(page: Page, pieces: list[Piece], later: list[int], *, main: int) -> int | None:
    """Return the piece with the name in "the sponsor of the motion, deputy Tadeu Vorel"."""
    own = pieces[main].naming
    if own.name or own.plural or own.pronoun:
        return None
    for n in later:
        naming = pieces[n].naming
        before = page.parse.tokens[pieces[n].first - 1].text
        if not naming.name or before not in NAME_OPENERS:
            continue
        person = own.sort in (EntityKind.PERSON, EntityKind.ANONYMOUS)
        fits = naming.sort is own.sort or (person and naming.sort is EntityKind.PERSON)
        return n if fits or not naming.sure or not own.post else None
    return None


def _is_aside(pieces: list[Piece], n: int, here: list[int]) -> bool:
    piece = pieces[n]
    if piece.narrows is not None and piece.narrows in here:
        return True
    if piece.owner in here and _is_own(piece):
        return True
    return piece.naming.owns and any(
        pieces[m].owner == n and not _is_own(pieces[m]) for m in here if m > n
    )


def _is_own(piece: Piece) -> bool:
    """Tell whether a piece only stands for a count: "by the ministry's own"."""
    return piece.naming.title == "own"


def _joins(page: Page, pieces: list[Piece], pair: tuple[int, int]) -> bool:
    """Tell whether "and", or a comma of a list that ends in "and", stands between two pieces."""
    left, right = pieces[pair[0]], pieces[pair[1]]
    if right.naming.pronoun and right.naming.owns:
        return False
    before = page.parse.tokens[right.first - 1].text.lower()
    if before not in JOINERS:
        return False
    both_named = bool(left.naming.name) and bool(right.naming.name)
    return both_named or bool(right.naming.post or right.naming.article or right.naming.name)


def _is_joint(pieces: list[Piece], mains: list[int]) -> bool:
    return len(mains) > 1 and not any(pieces[n].naming.pronoun for n in mains[1:])
