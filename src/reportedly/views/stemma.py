"""Which documents copy which, by date: families of documents that share wording.

Invariant: a document stands in at most one family; a tie says who came first only where the
ledger knows, and shared quotations, which need no copying, make no tie.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.records import DocId, ReuseLink
from reportedly.views.drawing import curve, disc, fitted, label, picture
from reportedly.views.index import Index, doc_label

WIDTH, ROW, TOP = 320, 26, 8  # pixels
REACH, MORE = 14, 9  # how far an arc to the next line swings out, and each line more
MOST = 40  # documents drawn; all of them stand in the table beside
ARCS = 96  # room for the arcs, left of the names, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Wording that two documents share, all passages together."""

    first: DocId  # the earlier where `basis` is known, else in the order of the family
    second: DocId
    first_label: str
    second_label: str
    words: int
    passages: int
    basis: str  # what tells who came first; "" when unknown
    changes: tuple[str, ...]  # what the later one changed, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A document of a family."""

    doc: DocId
    label: str
    published: str | None
    title: str
    words: int
    copied: int  # words it shares with the one it hangs on


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Documents that share wording, by date, and the ties between them."""

    members: tuple[Member, ...]  # by date, undated last
    ties: tuple[Tie, ...]  # most words first
    tree: tuple[Tie, ...]  # those of `ties` that the picture draws: the strongest, no circle
    picture: str  # SVG

    @property
    def size(self) -> int:
        """How many pairs share wording."""
        return len(self.ties)


def families(index: Index) -> tuple[Family, ...]:
    """Return the families, the largest first."""
    ties = _ties(index)
    heads: dict[DocId, DocId] = {}
    for tie in ties:
        _join(heads, tie.first, tie.second)
    groups: dict[DocId, list[DocId]] = {}
    for doc in sorted(heads):
        groups.setdefault(_head(heads, doc), []).append(doc)
    own: dict[DocId, list[Tie]] = {}
    for tie in ties:
        own.setdefault(_head(heads, tie.first), []).append(tie)
    found = [_family(index, docs, own[head]) for head, docs in groups.items()]
    found.sort(key=lambda f: (-len(f.members), -sum(t.words for t in f.ties), f.members[0].doc))
    return tuple(found)


def _ties(index: Index) -> list[Tie]:
    pairs: dict[tuple[DocId, DocId], list[ReuseLink]] = {}
    for link in index.corpus.reuse.links:
        if link.a.doc != link.b.doc and not link.shared_quotation:
            one, two = sorted((link.a.doc, link.b.doc), key=lambda d: _by_date(index, d))
            pairs.setdefault((one, two), []).append(link)
    ties = [_tie(index, pair, links) for pair, links in pairs.items()]
    return sorted(ties, key=lambda t: (-t.words, not t.basis, t.first, t.second))


def _tie(index: Index, pair: tuple[DocId, DocId], links: list[ReuseLink]) -> Tie:
    firsts = {
        (link.a if link.direction.value == "a_first" else link.b).doc
        for link in links
        if link.direction_basis
    }
    one, two = pair
    if firsts == {two}:
        one, two = two, one
    known = len(firsts) == 1
    return Tie(
        first=one,
        second=two,
        first_label=doc_label(index, one),
        second_label=doc_label(index, two),
        words=sum(len(index.words(link.a).split()) for link in links),
        passages=len(links),
        basis=", ".join(sorted({str(k.direction_basis) for k in links if k.direction_basis}))
        if known
        else "",
        changes=tuple(dict.fromkeys(c for link in links for c in link.changes)),
    )


def _by_date(index: Index, doc: DocId) -> tuple[bool, str, str, DocId]:
    document = index.documents[doc].document
    return (document.published is None, document.published or "", document.path, doc)


def _head(heads: dict[DocId, DocId], doc: DocId) -> DocId:
    while heads.setdefault(doc, doc) != doc:
        doc = heads[doc]
    return doc


def _join(heads: dict[DocId, DocId], one: DocId, two: DocId) -> bool:
    """Join two groups; tell whether they were apart."""
    first, second = _head(heads, one), _head(heads, two)
    if first == second:
        return False
    heads[max(first, second)] = min(first, second)
    return True


def _family(index: Index, docs: list[DocId], ties: list[Tie]) -> Family:
    ordered = sorted(docs, key=lambda d: _by_date(index, d))
    heads: dict[DocId, DocId] = {}
    tree = tuple(t for t in ties if _join(heads, t.first, t.second))
    copied: dict[DocId, int] = {}
    for tie in tree:
        copied[tie.second] = max(copied.get(tie.second, 0), tie.words)
    members = tuple(_member(index, doc, copied.get(doc, 0)) for doc in ordered)
    return Family(
        members=members, ties=tuple(ties), tree=tree, picture=_drawn(members, tree, len(ties))
    )


def _member(index: Index, doc: DocId, copied: int) -> Member:
    document = index.documents[doc].document
    return Member(
        doc=doc,
        label=doc_label(index, doc),
        published=document.published,
        title=document.title or "",
        words=len(document.text.split()),
        copied=copied,
    )


def _drawn(members: tuple[Member, ...], tree: Iterable[Tie], ties: int) -> str:
    """Return one line a document by date, with arcs from the first to the later one."""
    shown = members[:MOST]
    at = {member.doc: n for n, member in enumerate(shown)}
    tree = tuple(t for t in tree if t.first in at and t.second in at)
    longest = max((abs(at[t.first] - at[t.second]) for t in tree), default=1)
    left = min(ARCS, 14 + REACH + MORE * (longest - 1))
    parts: list[str] = []
    for member in shown:
        y = _height(at[member.doc])
        day = member.published or "undated"
        name = member.label.removesuffix(f", {member.published}")
        parts.append(disc(left, y, 4))
        parts.append(label(left + 12, y + 4, day, faint=True))
        parts.append(label(left + 90, y + 4, fitted(name, WIDTH - left - 90)))
    spoken: list[str] = []
    for tie in tree:
        parts.append(_arc((_height(at[tie.first]), _height(at[tie.second])), left, tie))
        how = "follows" if tie.basis else "shares wording with, first unknown,"
        spoken.append(f"{tie.second_label} {how} {tie.first_label}: {tie.words} words")
    pairs = f"{ties} pairs" if ties != 1 else "1 pair"
    title = f"{len(members)} documents share wording, in {pairs}"
    if len(members) > MOST:
        parts.append(label(left + 12, _height(MOST) + 4, f"and {len(members) - MOST} later ones"))
    height = TOP * 2 + ROW * (len(shown) + (len(members) > MOST))
    return picture("stemma", (WIDTH, height), parts, title=title, desc="; ".join(spoken))


def _height(row: int) -> float:
    return TOP + ROW * (row + 0.5)


def _arc(rows: tuple[float, float], left: float, tie: Tie) -> str:
    """Return an arc that swings out to the left; an arrow at the later one, dashed if unknown."""
    start, end = rows
    swing = min(left - 12, REACH + MORE * (abs(end - start) / ROW - 1))
    out = left - 8 - swing * 4 / 3  # a curve reaches three quarters of the way to its handles
    down = 1 if end > start else -1
    edge = left - 6
    path = f"M{edge} {start + 2 * down:.1f} C{out:.1f} {start:.1f} {out:.1f} {end:.1f} "
    weight = min(4.0, 1 + tie.words / 60)  # a long paragraph is 60 words
    if not tie.basis:
        return curve(f"{path}{edge} {end - 2 * down:.1f}", dashed=True, weight=weight)
    arrow = f"M{edge - 7} {end - 5:.1f} L{edge} {end:.1f} L{edge - 7} {end + 5:.1f}"
    return curve(f"{path}{edge} {end:.1f}", weight=weight) + curve(arrow, weight=2)
