"""Relations between copies: witnesses of one row whose passages share their wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportedly.ledger.reading import Reading, links_of, quote, voice
from reportedly.ledger.relations import Found
from reportedly.records import Corpus, OriginId, RelationKind, Witness

QUOTED = 30  # code points in a row that two witnesses of the same words share


def copies(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Witnesses of one row stand in passages that copy one another."""
    for witnesses in by_origin(read):
        first, other = (
            witnesses[0],
            next(w for w in witnesses if w.span.doc != witnesses[0].span.doc),
        )
        yield Found(
            kind=RelationKind.COPY,
            row=first.slot,
            witnesses=tuple(witnesses),
            why=(
                f"{voice(first, read)} and {voice(other, read)} "
                f"share the wording around {quote(first, read)}."
            ),
            rule="ledger.copied.copies",
        )


def same_words(a: Witness, b: Witness, read: Reading) -> bool:
    """Tell whether two witnesses share words, copied or quoted twice."""
    return any(k.shared(a.span, b.span) >= QUOTED for k in links_of(a, b, read))


def in_one_place(a: Witness, b: Witness, read: Reading) -> bool:
    """Tell whether two figures stand in one place of a passage and its copy, changed or not."""
    one, two = (read.figures.get(w.figure) if w.figure else None for w in (a, b))
    if one is None or two is None:
        return False
    places = (k.opposite(one.number) for k in links_of(a, b, read))
    return any(p is not None and p.overlaps(two.number) for p in places)


def by_origin(read: Reading) -> Iterator[list[Witness]]:
    """Yield the witnesses of each row and origin that stand in two or more documents."""
    for slot in sorted(read.inside):
        groups: dict[OriginId, list[Witness]] = defaultdict(list)
        for w in read.inside[slot]:
            if w.origin is not None:
                groups[w.origin].append(w)
        for origin in sorted(groups):
            if len({w.span.doc for w in groups[origin]}) > 1:
                yield sorted(groups[origin], key=lambda w: w.span)
