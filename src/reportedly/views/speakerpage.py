"""One speaker: every spelling, titles over time, statements, and own figures that differ.

Invariant: the page lists what texts say of and credit to the speaker; it joins nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.records import (
    DocId,
    DocumentRecords,
    Entity,
    EntityId,
    SlotId,
    Statement,
    Witness,
)
from reportedly.views.desk import Desk, question_of
from reportedly.views.index import Index, doc_label, shortened
from reportedly.views.readings import reading_key, reading_of
from reportedly.views.rowpage import Past, Person, past_of
from reportedly.views.tables import Listing
from reportedly.views.wordings import mode_words

LONGEST = 400  # code points of a statement's words
# rapidfuzz token_set_ratio, 0..100; not measured, since it only orders a list a person reads
ALIKE = 78
OFFERED = 8  # likely namesakes
OWN_ID = re.compile(r" \(d[0-9a-f]{12}-e[0-9a-zx]{1,12}\)")  # ids inside a reason for a join


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way the texts write the speaker."""

    words: str
    kind: str  # "name", "title", "pronoun"
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title or office the speaker is given in one document."""

    role: str
    published: str | None
    outlet: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement credited to the speaker."""

    id: str
    doc: str
    start: int
    outlet: str
    published: str | None
    source: str  # the words that name the speaker there
    cue: str
    manner: str
    denied: bool
    words: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One figure or date of the speaker's own."""

    reading: str
    words: str
    published: str | None
    outlet: str
    doc: str
    start: int


@dataclass(frozen=True, slots=True)
class Differing:
    """A row to which the speaker gives more than one answer, by date."""

    row: str
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The speaker within one document: what a split can take out."""

    id: str  # the document's own entity
    name: str
    spellings: tuple[str, ...]
    doc: str
    label: str  # of the document
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPage:
    """One speaker, whole."""

    id: str
    name: str
    kind: str
    spellings: tuple[Spelling, ...]
    titles: tuple[Titled, ...]
    members: tuple[Person, ...]
    member_of: tuple[Person, ...]
    joins: tuple[str, ...]  # why documents' speakers were taken for one
    parts: tuple[Part, ...]
    differing: tuple[Differing, ...]
    said: tuple[Said, ...]
    rows: int
    alike: tuple[Person, ...]  # speakers whose names look alike
    past: tuple[Past, ...]


def speaker_page(desk: Desk, speaker: EntityId) -> SpeakerPage:
    """Return one speaker with everything credited to it.

    Raises:
        KeyError: the ledger has no such speaker.
    """
    index = desk.index
    entity = index.entities[speaker]
    groups = (e for e in index.corpus.entities if speaker in e.members)
    return SpeakerPage(
        id=speaker,
        name=entity.name,
        kind=entity.kind.value,
        spellings=_spellings(desk, entity),
        titles=_titles(index, entity),
        members=tuple(Person(m, index.name(m)) for m in entity.members),
        member_of=tuple(Person(e.id, e.name) for e in groups),
        joins=tuple(dict.fromkeys(OWN_ID.sub("", why) for why in entity.why)),
        parts=_parts(desk, entity),
        differing=_differing(desk, speaker),
        said=tuple(_said(desk, s) for s in desk.said.get(speaker, ())),
        rows=len(desk.spoken_rows.get(speaker, ())),
        alike=alike(desk, speaker),
        past=tuple(map(past_of, desk.decided.get(speaker, ()))),
    )


def _documents(desk: Desk, entity: Entity) -> tuple[DocumentRecords, ...]:
    """Return the documents that the speaker's parts belong to, by date, undated last."""
    own = {desk.owners[p] for p in entity.parts if p in desk.owners}
    found = [desk.index.documents[doc] for doc in sorted(own)]
    return tuple(
        sorted(
            found,
            key=lambda r: (r.document.published is None, r.document.published, r.document.path),
        )
    )


def _spellings(desk: Desk, entity: Entity) -> tuple[Spelling, ...]:
    """Return the ways the texts write the speaker, names first, the most frequent first."""
    parts = set(entity.parts)
    seen: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[DocId]] = {}
    for records in _documents(desk, entity):
        for mention in records.cast.mentions:
            if mention.entity in parts:
                key = (desk.index.words(mention.span), mention.kind.value)
                seen[key] += 1
                where.setdefault(key, set()).add(records.document.id)
    order = ("name", "title", "pronoun")
    ranked = sorted(seen, key=lambda k: (order.index(k[1]), -seen[k], k[0]))
    return tuple(Spelling(k[0], k[1], seen[k], len(where[k])) for k in ranked)


def _titles(index: Index, entity: Entity) -> tuple[Titled, ...]:
    found = [
        Titled(
            role=r.role,
            published=index.documents[r.doc].document.published,
            outlet=index.outlet(r.doc),
            doc=r.doc,
        )
        for r in dict.fromkeys(entity.roles)
        if r.doc in index.documents
    ]
    return tuple(
        sorted(found, key=lambda t: (t.published is None, t.published or "", t.outlet, t.role))
    )


def _parts(desk: Desk, entity: Entity) -> tuple[Part, ...]:
    parts = set(entity.parts)
    found: list[Part] = []
    for records in _documents(desk, entity):
        spoken = Counter(c.entity for c in records.cast.credits)
        found += [
            Part(
                id=own.id,
                name=own.name,
                spellings=own.aliases,
                doc=records.document.id,
                label=doc_label(desk.index, records.document.id),
                statements=spoken[own.id],
            )
            for own in records.cast.entities
            if own.id in parts
        ]
    return tuple(found)


def _differing(desk: Desk, speaker: EntityId) -> tuple[Differing, ...]:
    """Return the rows to which the speaker itself gives more than one reading."""
    index = desk.index
    found: list[Differing] = []
    for slot in desk.spoken_rows.get(speaker, ()):
        row = index.rows[slot]
        own = [w for i in row.witnesses if (w := index.witnesses[i]).speaker == speaker]
        if row.kind == "claim" or len({reading_key(index, w) for w in own}) < 2:
            continue
        found.append(Differing(row.id, question_of(desk, row.id), _answers(index, own)))
    return tuple(sorted(found, key=lambda d: (d.question, d.row)))


def _answers(index: Index, own: Iterable[Witness]) -> tuple[Answer, ...]:
    answers = [
        Answer(
            reading=reading_of(index, w),
            words=index.words(w.span),
            published=index.documents[w.span.doc].document.published,
            outlet=index.outlet(w.span.doc),
            doc=w.span.doc,
            start=w.span.start,
        )
        for w in own
    ]
    return tuple(
        sorted(answers, key=lambda a: (a.published is None, a.published or "", a.doc, a.start))
    )


def _said(desk: Desk, statement: Statement) -> Said:
    index = desk.index
    rows = {
        w.slot: question_of(desk, w.slot)
        for w in desk.answers.get(statement.doc, ())
        if w.statement == statement.id and w.slot in index.rows
    }
    return Said(
        id=statement.id,
        doc=statement.doc,
        start=statement.content[0].start,
        outlet=index.outlet(statement.doc),
        published=index.documents[statement.doc].document.published,
        source=" ".join(index.words(s) for s in statement.source),
        cue=" ".join(index.words(c) for c in statement.cue),
        manner=mode_words(statement.mode.value),
        denied=statement.denied,
        words=shortened(" … ".join(index.words(c) for c in statement.content), LONGEST),
        rows=tuple(sorted(rows.items(), key=lambda item: (item[1], item[0]))),
    )


def alike(desk: Desk, speaker: EntityId) -> tuple[Person, ...]:
    """Return other speakers with a spelling much like one of this one's, the most alike first."""
    from rapidfuzz import fuzz, process

    own = desk.index.entities[speaker]
    names = {e.id: e.name for e in desk.speakers if e.id != speaker and e.kind is own.kind}
    best: dict[EntityId, float] = {}
    for spelling in dict.fromkeys((own.name, *own.aliases)):
        if len(spelling) < 4:
            continue  # "Ms", "he": alike to everybody
        scored = process.extract(
            spelling, names, scorer=fuzz.token_set_ratio, limit=OFFERED, score_cutoff=ALIKE
        )
        for _, score, found in scored:
            best[found] = max(score, best.get(found, 0.0))
    ranked = sorted(best, key=lambda e: (-best[e], names[e], e))[:OFFERED]
    return tuple(Person(e, names[e]) for e in ranked)


def speaker_listing(page: SpeakerPage) -> Listing:
    """List a speaker's statements, for CSV."""
    columns = ("id", "published", "outlet", "source", "cue", "words", "document", "start")
    cells = tuple(
        (s.id, s.published, s.outlet, s.source, s.cue, s.words, s.doc, s.start) for s in page.said
    )
    return Listing("statements", columns, cells)


def rows_of(desk: Desk, speakers: Iterable[EntityId]) -> tuple[SlotId, ...]:
    """Return the rows in which any of some speakers is a witness, sorted."""
    return tuple(sorted({slot for e in speakers for slot in desk.spoken_rows.get(e, ())}))
