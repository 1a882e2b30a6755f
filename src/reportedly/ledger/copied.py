"""Relations between copies: the same passage, another speaker, or a speaker who was dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from reportedly.ledger.reading import Reading, quote, voice
from reportedly.ledger.relations import Found
from reportedly.records import Corpus, Direction, OriginId, RelationKind, Span, Witness


def copies(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Witnesses of one row stand in passages that copy one another."""
    for witnesses in _by_origin(read):
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


def _by_origin(read: Reading) -> Iterator[list[Witness]]:
    """Yield the witnesses of each row and origin that stand in two or more documents."""
    for slot in sorted(read.inside):
        groups: dict[OriginId, list[Witness]] = defaultdict(list)
        for w in read.inside[slot]:
            if w.origin is not None:
                groups[w.origin].append(w)
        for origin in sorted(groups):
            if len({w.span.doc for w in groups[origin]}) > 1:
                yield sorted(groups[origin], key=lambda w: w.span)


def credits(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Copied words are credited to another speaker, or to nobody any more.

    One relation for each origin, pair of documents and pair of speakers, over all rows.
    """
    later = _later_copies(corpus)
    pairs: dict[tuple[str, ...], list[tuple[Witness, Witness]]] = defaultdict(list)
    for witnesses in _by_origin(read):
        for a, b in combinations(witnesses, 2):
            if a.span.doc == b.span.doc or a.speaker == b.speaker:
                continue
            if (a.speaker and b.speaker) or _lost(a, b, later):
                pairs[_pair(a, b)].append((a, b))
    for key in sorted(pairs):
        yield _credits(pairs[key], read)


def _pair(a: Witness, b: Witness) -> tuple[str, ...]:
    return (a.origin or "", a.span.doc, b.span.doc, a.speaker or "", b.speaker or "")


def _credits(pairs: list[tuple[Witness, Witness]], read: Reading) -> Found:
    a, b = min(pairs, key=lambda pair: (pair[0].span, pair[1].span))
    if a.speaker and b.speaker:
        kind = RelationKind.ATTRIBUTION_CONFLICT
        why = (
            f"The same words {quote(a, read)} are credited in {voice(a, read)} "
            f"and in {voice(b, read)}."
        )
    else:
        named, bare = (a, b) if a.speaker else (b, a)
        kind = RelationKind.LOST_ATTRIBUTION
        why = (
            f"{voice(named, read)} credits {quote(named, read)}; "
            f"in {voice(bare, read)} nobody is credited."
        )
    rows = {w.slot for pair in pairs for w in pair}
    return Found(
        kind=kind,
        row=a.slot if len(rows) == 1 else None,
        witnesses=tuple(w for pair in pairs for w in pair),
        why=why,
        rule="ledger.copied.credits",
    )


def _lost(a: Witness, b: Witness, later: dict[tuple[str, str], list[tuple[Span, Span]]]) -> bool:
    """Tell whether the uncredited side may be the copy: not where it is known as the original."""
    named, bare = (a, b) if a.speaker else (b, a)
    return not any(
        copy.overlaps(named.span) and original.overlaps(bare.span)
        for copy, original in later.get((named.span.doc, bare.span.doc), [])
    )


def _later_copies(corpus: Corpus) -> dict[tuple[str, str], list[tuple[Span, Span]]]:
    """Return (copy, original) passages of links with a direction, by their documents."""
    found: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
    for link in corpus.reuse.links:
        if link.direction is not Direction.UNKNOWN:
            a_first = link.direction is Direction.A_FIRST
            copy, original = (link.b, link.a) if a_first else (link.a, link.b)
            found[copy.doc, original.doc].append((copy, original))
    return found
