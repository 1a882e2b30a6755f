"""What a merge or a split of speakers would change: every row, before and after.

Made with the ledger's own rules over the rows concerned, so that the preview is what a run will
give. Nothing is written. Wording that changes with a name alone is not listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.ledger.reading import reading
from reportedly.ledger.relations import relations
from reportedly.ledger.rows import patrons, row
from reportedly.ledger.rules import RULES
from reportedly.lexicon.load import Lexicon, load_lexicon
from reportedly.records import (
    Alignment,
    Anchor,
    Corpus,
    Decision,
    Entity,
    EntityId,
    Relation,
    Row,
    SlotId,
    StatementId,
    Witness,
    WitnessId,
)
from reportedly.review import anchor_of, settle_entities
from reportedly.views.desk import Desk, question_of
from reportedly.views.questions import event_name
from reportedly.views.wordings import relation_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that a decision about speakers changes."""

    row: str
    question: str
    event: str
    speakers: tuple[int, int]  # before, after
    institutions: tuple[int, int]
    accounts: tuple[tuple[str, str, str, str], ...]  # words, outlet, speaker before, after
    gone: tuple[tuple[str, str], ...]  # relations that no longer hold: kind in words, why
    new: tuple[tuple[str, str], ...]  # relations that hold only then


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a decision about speakers would do."""

    verdict: str  # "merge" or "split"
    before: tuple[str, ...]  # names
    after: tuple[str, ...]
    statements: int  # whose speaker changes
    rows: tuple[RowChange, ...]
    kept: int  # rows of these speakers that stay as they are


def anchors(desk: Desk, speakers: Iterable[EntityId]) -> tuple[Anchor, ...]:
    """Return an anchor to the first words that name each speaker, over all documents or in one.

    Raises:
        KeyError: the ledger has no such speaker.
    """
    found: list[Anchor] = []
    for speaker in speakers:
        whole = desk.index.entities.get(speaker)
        parts = set(whole.parts) if whole else {speaker}
        doc = min(desk.owners[p] for p in parts)
        records = desk.index.documents[doc]
        mention = next((m for m in records.cast.mentions if m.entity in parts), None)
        if mention is None:
            raise KeyError(speaker)
        found.append(anchor_of(records.document, mention.span))
    return tuple(found)


def preview(desk: Desk, made: Decision) -> Preview:
    """Return what a decision to merge or split speakers would change."""
    corpus = desk.index.corpus
    after = settle_entities(corpus.entities, corpus.documents, (made,))
    before, then = _unlike(corpus.entities, after), _unlike(after, corpus.entities)
    moved = _moved(before, then)
    slots = {s for e in before for s in desk.spoken_rows.get(e.id, ())}
    changes = _changes(desk, after, frozenset(slots))
    return Preview(
        verdict=made.verdict.value,
        before=tuple(e.name for e in before),
        after=tuple(e.name for e in then),
        statements=sum(c.entity in moved for r in corpus.documents for c in r.cast.credits),
        rows=changes,
        kept=len(slots) - len(changes),
    )


def _unlike(some: Iterable[Entity], others: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the speakers that do not stand among others with the same parts, sorted."""
    held = {(e.id, e.parts) for e in others}
    return tuple(sorted((e for e in some if (e.id, e.parts) not in held), key=lambda e: e.id))


def _moved(before: Iterable[Entity], after: Iterable[Entity]) -> frozenset[EntityId]:
    """Return the documents' own entities that go by another name, or apart, afterwards."""
    old = {part: e for e in before for part in e.parts}
    ids = {e.id for e in before}
    return frozenset(
        part
        for e in after
        for part in e.parts
        if part in old and (e.name != old[part].name or e.id not in ids)
    )


def _changes(
    desk: Desk, after: tuple[Entity, ...], slots: frozenset[SlotId]
) -> tuple[RowChange, ...]:
    was = _part(desk, slots)
    will = replace(was, entities=after)
    will = replace(will, alignment=_respoken(desk, will))
    one, other = _ledger(desk, was), _ledger(desk, will)
    found = [_change(desk, slot, (was, will, one, other)) for slot in sorted(slots)]
    return tuple(c for c in found if c is not None)


def _part(desk: Desk, slots: frozenset[SlotId]) -> Corpus:
    """Return the corpus with no more than some rows and the documents they rest on."""
    corpus = desk.index.corpus
    witnesses = tuple(w for w in corpus.alignment.witnesses if w.slot in slots)
    docs = {w.span.doc for w in witnesses}
    return replace(
        corpus,
        documents=tuple(r for r in corpus.documents if r.document.id in docs),
        alignment=replace(
            corpus.alignment,
            slots=tuple(s for s in corpus.alignment.slots if s.id in slots),
            witnesses=witnesses,
        ),
    )


def _respoken(desk: Desk, corpus: Corpus) -> Alignment:
    """Return the alignment with every witness's speaker and chain made from the new speakers."""
    whole = {part: e.id for e in corpus.entities for part in e.parts}
    credit = {c.statement: c.entity for r in corpus.documents for c in r.cast.credits}
    witnesses = tuple(_respoken_one(desk, w, (whole, credit)) for w in corpus.alignment.witnesses)
    return replace(corpus.alignment, witnesses=witnesses)


def _respoken_one(
    desk: Desk,
    witness: Witness,
    names: tuple[dict[EntityId, EntityId], dict[StatementId, EntityId]],
) -> Witness:
    whole, credit = names
    chain: list[str] = []
    seen: set[StatementId] = set()
    at = witness.statement
    while at is not None and at not in seen:
        seen.add(at)
        own = credit.get(at)
        if own is not None:
            chain.append(whole.get(own, own))
        at = desk.index.statements[at].parent
    own = credit.get(witness.statement) if witness.statement else None
    speaker = whole.get(own, own) if own else None
    return replace(witness, speaker=speaker, chain=(*chain, witness.chain[-1]))


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return load_lexicon()


Book = tuple[dict[SlotId, Row], dict[SlotId, list[Relation]]]


def _ledger(desk: Desk, corpus: Corpus) -> Book:
    """Return the rows and relations of a corpus, by the ledger's own rules."""
    read = reading(corpus, _lexicon())
    houses = patrons(corpus.entities)
    rows = {
        s.id: row(
            s,
            read.inside[s.id],
            event=read.events[s.event],
            aggregation=desk.index.rows[s.id].aggregation,
            patrons=houses,
        )
        for s in corpus.alignment.slots
        if read.inside[s.id]
    }
    by_row: dict[SlotId, list[Relation]] = {}
    for relation in relations(read, corpus, RULES):
        if relation.row is not None:
            by_row.setdefault(relation.row, []).append(relation)
    return rows, by_row


def _change(desk: Desk, slot: SlotId, sides: tuple[Corpus, Corpus, Book, Book]) -> RowChange | None:
    """Return how one row changes; None when it stays as it is."""
    was, will, (rows, held), (new_rows, holds) = sides
    gone, new = _apart(held.get(slot, []), holds.get(slot, []))
    accounts = _accounts(desk, slot, (was, will))
    before, after = rows[slot], new_rows[slot]
    speakers = (before.speakers, after.speakers)
    institutions = (before.institutions, after.institutions)
    if not (gone or new or accounts) and len({*speakers}) == 1 and len({*institutions}) == 1:
        return None
    found = desk.index.rows[slot]
    return RowChange(
        row=slot,
        question=question_of(desk, slot),
        event=event_name(desk.index.events[found.event]),
        speakers=speakers,
        institutions=institutions,
        accounts=accounts,
        gone=gone,
        new=new,
    )


Sentence = tuple[str, str]


def _apart(
    before: Iterable[Relation], after: Iterable[Relation]
) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Return the relations that only one side has; the same witnesses are the same relation."""
    old = {(r.kind, r.witnesses): r for r in before}
    new = {(r.kind, r.witnesses): r for r in after}

    def told(some: dict[tuple[str, tuple[WitnessId, ...]], Relation]) -> tuple[Sentence, ...]:
        return tuple(dict.fromkeys((relation_words(r.kind.value), r.why) for r in some.values()))

    return (
        told({k: r for k, r in old.items() if k not in new}),
        told({k: r for k, r in new.items() if k not in old}),
    )


def _accounts(
    desk: Desk, slot: SlotId, sides: tuple[Corpus, Corpus]
) -> tuple[tuple[str, str, str, str], ...]:
    """Return the accounts of a row that somebody else gives afterwards."""
    was, will = sides
    names = {e.id: e.name for e in will.entities}
    then = {w.id: w for w in will.alignment.witnesses}
    held = {e.id for e in was.entities}  # somebody new under the old name was taken apart
    found: list[tuple[str, str, str, str]] = []
    for w in was.alignment.witnesses:
        later = then[w.id].speaker
        if w.slot != slot or w.speaker is None:
            continue
        name, new = desk.index.name(w.speaker), names.get(later, "") if later else ""
        if name != new or later not in held:
            found.append((desk.index.words(w.span), desk.index.outlet(w.span.doc), name, new))
    return tuple(found)
