"""Copied words that are credited to another speaker, or to nobody any more.

Invariant: one attribution conflict for a copied passage of two documents, and only where both
speakers are sure: resolved persons or organisations, unlike in name, neither a place nor an event;
or a person on one side, and on the other somebody else without a name: "one furious worker".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from reportedly.ledger.copied import by_origin, same_words
from reportedly.ledger.reading import WORD, Reading, in_marks, links_of, quote, text_of, voice
from reportedly.ledger.relations import Found
from reportedly.records import (
    Corpus,
    Direction,
    Entity,
    EntityKind,
    RelationKind,
    Span,
    Witness,
)

Pair = tuple[Witness, Witness]
# Likeness of two name parts that are spellings of one name: "Khattran", "Khatteran". The nearest
# different surnames of the training events reach .67, the farthest spellings of one .77.
ONE_SPELLING = 0.75
SHORTEST = 3  # letters of a name part that is compared
UNNAMED = (EntityKind.ANONYMOUS, EntityKind.GROUP)
FEWEST = 3  # words a passage must share before its speakers are compared


def conflicts(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """The same words are credited to two speakers: "a wound which is not named cannot heal"."""
    passages: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for a, b in (*_pairs(read), *_quoted_pairs(read)):
        if a.speaker and b.speaker and _rivals(a, b, read):
            passages[a.origin or "", a.span.doc, b.span.doc].append((a, b))
    for key in sorted(passages):
        longest = max(passages[key], key=lambda p: (_shared(p, read), -p[0].span.start))
        if _shared(longest, read) >= FEWEST:
            copied = _copied(longest, read)
            yield _conflict(longest, passages[key], read=read, copied=copied)


def _conflict(longest: Pair, passage: list[Pair], *, read: Reading, copied: str) -> Found:
    a, b = longest
    same = [(x, y) for x, y in passage if (x.speaker, y.speaker) == (a.speaker, b.speaker)]
    who = f"credited in {voice(a, read)} and in {voice(b, read)}"
    why = f"The same words {in_marks(copied)} are {who}."
    return _between(same, RelationKind.ATTRIBUTION_CONFLICT, why, rule="ledger.credited.conflicts")


def _copied(pair: Pair, read: Reading) -> str:
    """Return the longest copied passage round a pair's first witness, else its own words."""
    own = pair[0].span
    beside = [span for link in links_of(*pair, read) for span in (link.a, link.b)]
    around = [own, *(s for s in beside if s.overlaps(own))]
    longest = max(around, key=lambda s: (s.end - s.start, -s.start))
    return longest.of(read.documents[own.doc].document.text)


def _between(pairs: list[Pair], kind: RelationKind, why: str, *, rule: str) -> Found:
    """Return a relation of all witnesses of some pairs; of a row where all stand in one."""
    witnesses = tuple(w for pair in pairs for w in pair)
    rows = {w.slot for w in witnesses}
    row = witnesses[0].slot if len(rows) == 1 else None
    return Found(kind=kind, row=row, witnesses=witnesses, why=why, rule=rule)


def _shared(pair: Pair, read: Reading) -> int:
    """Return the words of the shorter of two witnesses."""
    return min(len(WORD.findall(text_of(w, read))) for w in pair)


def _rivals(a: Witness, b: Witness, read: Reading) -> bool:
    one, two = (read.entities.get(w.speaker) if w.speaker else None for w in (a, b))
    if one is None or two is None:
        return False
    if one.kind is two.kind:
        return _sure(one, (a, b), read) and _sure(two, (a, b), read) and not _one_name(one, two)
    person, other = (one, two) if one.kind is EntityKind.PERSON else (two, one)
    if person.kind is not EntityKind.PERSON or not _sure(person, (a, b), read):
        return False
    return _unnamed(other) or _sure(other, (a, b), read)


def _unnamed(entity: Entity) -> bool:
    """Tell whether words name nobody, nor go back to one named: "one furious worker", "doctors"."""
    first, *rest = entity.name.split()
    plain = all(word.isalpha() and word.islower() for word in rest) and first.isalpha()
    return entity.kind in UNNAMED and plain and first.lower() != "the"


def _sure(entity: Entity, pair: Pair, read: Reading) -> bool:
    """Tell whether an entity surely names who spoke: no place, no event, no bare role."""
    parts = [m.group() for m in WORD.finditer(entity.name)]
    roles = read.lexicon.mapping("titles", "roles")
    if entity.kind is EntityKind.PERSON and len(parts) == 1:
        return parts[0][:1].isupper() and parts[0].casefold() not in roles
    if entity.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION) or len(parts) < 2:
        return False
    events = set(read.lexicon.words("events", "event"))
    if any(part.lower().removesuffix("s") in events for part in parts):
        return False
    if entity.kind is EntityKind.PERSON:
        return sum(part[:1].isupper() for part in parts) >= 2
    return not _place(entity, pair, read)


def _place(entity: Entity, pair: Pair, read: Reading) -> bool:
    """Tell whether a name stands behind a place word in either document: "on the Ganda Coast"."""
    before = "|".join(read.lexicon.words("events", "before_place"))
    pattern = re.compile(rf"\b(?:{before}) (?:the )?{re.escape(entity.name)}\b")
    return any(pattern.search(read.documents[w.span.doc].document.text) for w in pair)


def _one_name(a: Entity, b: Entity) -> bool:
    """Tell whether two names may be spellings of one: not where only the surname is shared."""
    left, right = (
        [m.group().casefold() for m in WORD.finditer(e.name) if len(m.group()) >= SHORTEST]
        for e in (a, b)
    )
    if _one_spelling("".join(left), "".join(right)):
        return True
    short, long = sorted((left, right), key=len)
    alike = sum(any(_one_spelling(x, y) for y in long) for x in short)
    return alike >= min(len(short), 2)


def _one_spelling(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ONE_SPELLING


def losses(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Copied words are credited to nobody any more.

    One relation for each origin, pair of documents and speaker, over all rows.
    """
    later = _later_copies(corpus)
    found: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for a, b in _pairs(read):
        if bool(a.speaker) != bool(b.speaker) and _lost(a, b, later):
            key = (a.origin or "", a.span.doc, b.span.doc, a.speaker or "", b.speaker or "")
            found[key].append((a, b))
    for _, pairs in sorted(found.items()):
        yield _loss(pairs, read)


def _loss(pairs: list[Pair], read: Reading) -> Found:
    a, b = max(pairs, key=lambda p: (_shared(p, read), -p[0].span.start))
    named, bare = (a, b) if a.speaker else (b, a)
    why = (
        f"{voice(named, read)} credits {quote(named, read)}; "
        f"in {voice(bare, read)} nobody is credited."
    )
    return _between(pairs, RelationKind.LOST_ATTRIBUTION, why, rule="ledger.credited.losses")


def _pairs(read: Reading) -> Iterator[Pair]:
    """Yield the witnesses of one row and origin that stand in two documents."""
    for witnesses in by_origin(read):
        for a, b in combinations(witnesses, 2):
            if a.span.doc != b.span.doc and a.speaker != b.speaker:
                yield a, b


def _quoted_pairs(read: Reading) -> Iterator[Pair]:
    """Yield the witnesses of one claim that share quoted words, and no more, in two documents."""
    for slot in sorted(s for s in read.inside if read.slots[s].predicate == "claimed"):
        for a, b in combinations(read.inside[slot], 2):
            apart = a.speaker != b.speaker and (a.origin is None or a.origin != b.origin)
            if apart and same_words(a, b, read):
                yield a, b


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
