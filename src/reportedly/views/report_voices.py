"""Who is reported to have said what: speakers with their statements, by date.

Invariant: each credited statement stands once under its speaker; the same words from several
documents are one entry with all its places.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Entity, EntityId, Statement
from reportedly.views.index import shortened
from reportedly.views.report_places import LONGEST, Place, Places
from reportedly.views.wordings import mode_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words credited to a speaker, and where."""

    words: str
    manner: str  # "quoted"
    cue: str
    denied: bool
    through: str  # who passed them on; "" for nobody
    places: tuple[Place, ...]  # by date; the first gives the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker."""

    id: EntityId
    name: str
    kind: str
    roles: tuple[str, ...]
    spellings: tuple[str, ...]
    documents: int
    statements: int
    said: tuple[Said, ...]


def voices(places: Places) -> tuple[Voice, ...]:
    """Return the speakers, those in most documents first."""
    index = places.index
    spoken: dict[EntityId, list[Statement]] = {}
    for statement, speaker in index.speakers.items():
        spoken.setdefault(speaker, []).append(index.statements[statement])
    known = [index.entities[e] for e in spoken if e in index.entities]
    found = [_voice(places, entity, spoken[entity.id]) for entity in known]
    found.sort(key=lambda v: (-v.documents, -v.statements, v.name, v.id))
    return tuple(found)


def _voice(places: Places, entity: Entity, spoken: list[Statement]) -> Voice:
    by_words: dict[str, list[Statement]] = {}
    for s in sorted(spoken, key=lambda s: places.by_date(s.content[0])):
        by_words.setdefault(_words(places, s).casefold().strip(" .,;:\"“”'"), []).append(s)
    return Voice(
        id=entity.id,
        name=entity.name,
        kind=entity.kind.value,
        roles=tuple(dict.fromkeys(r.role for r in entity.roles)),
        spellings=tuple(a for a in entity.aliases if a != entity.name),
        documents=len({s.doc for s in spoken}),
        statements=len(spoken),
        said=tuple(_said(places, same) for same in by_words.values()),
    )


def _words(places: Places, statement: Statement) -> str:
    return " … ".join(places.index.words(c) for c in statement.content)


def _said(places: Places, same: list[Statement]) -> Said:
    first = same[0]
    index = places.index
    parent = index.speaker_of(first.parent) if first.parent else ""
    own = index.speaker_of(first.id)
    return Said(
        words=shortened(_words(places, first), LONGEST),
        manner=mode_words(first.mode.value),
        cue=" ".join(index.words(c) for c in first.cue),
        denied=first.denied,
        through=parent if parent not in (own, "narrator", "unnamed") else "",
        places=tuple(places.place(s.content[0], 0) for s in same),
    )
