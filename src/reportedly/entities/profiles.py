"""What is known of a document's entity when entities of several documents are compared.

Invariant: a profile is read from records alone, so reviewers' decisions count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.entities.namings import post_of_words
from reportedly.entities.spelling import fold
from reportedly.entities.vocabulary import Vocabulary
from reportedly.records import (
    DocumentRecords,
    Entity,
    EntityId,
    EntityKind,
    MentionKind,
)

LEAST_COPY = 40  # letters and digits: shorter statements are alike by chance


@dataclass(frozen=True, slots=True)
class Profile:
    """One document's entity, ready to be compared."""

    entity: Entity
    doc: int  # place of its document in the corpus
    name: tuple[str, ...]  # folded words of its name; () when it has none
    country: str
    posts: tuple[tuple[str, frozenset[str]], ...]  # class and what narrows it
    gender: str
    said: frozenset[str] = field(default=frozenset())  # its longer statements, letters and digits


def profiles_of(documents: Sequence[DocumentRecords], words: Vocabulary) -> list[Profile]:
    """Return the profiles of all documents' entities, in order."""
    return [p for n, records in enumerate(documents) for p in _of_document(records, n, words)]


def _of_document(records: DocumentRecords, place: int, words: Vocabulary) -> list[Profile]:
    named = {m.entity for m in records.cast.mentions if m.kind is MentionKind.NAME}
    genders = _genders(records, words)
    said = _said(records)
    out: list[Profile] = []
    for entity in records.cast.entities:
        name = name_words(entity.name) if entity.id in named and not entity.members else ()
        texts = [entity.name, *(r.role for r in entity.roles)]
        if not name:
            texts += entity.aliases
        posts = [post_of_words([fold(w) for w in text.split()], words) for text in texts]
        label = " ".join(name)
        out.append(
            Profile(
                entity=entity,
                doc=place,
                name=name,
                country=words.countries.get(label) or words.capitals.get(label, ""),
                posts=tuple(dict.fromkeys(p for p in posts if p[0])),
                gender=genders.get(entity.id, ""),
                said=frozenset(said.get(entity.id, ())),
            )
        )
    return out


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; hyphens part words, articles are left out."""
    parts = (p for w in name.split() for p in fold(w).replace("‑", "-").split("-"))
    kept = tuple(p.strip(",;:()\"'") for p in parts)
    kept = tuple(p for p in kept if p)
    return kept[1:] if kept[:1] == ("the",) and len(kept) > 1 else kept


def _genders(records: DocumentRecords, words: Vocabulary) -> dict[EntityId, str]:
    """Return the gender that pronouns and given names show for each person."""
    text = records.document.text
    out: dict[EntityId, str] = {}
    for entity in records.cast.entities:
        if entity.kind is EntityKind.PERSON:
            out[entity.id] = words.given.get(fold(entity.name.split(" ")[0]), "")
    for mention in records.cast.mentions:
        if mention.kind is MentionKind.PRONOUN and not out.get(mention.entity):
            known = words.pronouns.get(mention.span.of(text).lower())
            if known is not None and known.gender in ("male", "female"):
                out[mention.entity] = known.gender
    return out


def _said(records: DocumentRecords) -> dict[EntityId, list[str]]:
    text = records.document.text
    by_id = {s.id: s for s in records.statements}
    said: dict[EntityId, list[str]] = defaultdict(list)
    for credit in records.cast.credits:
        statement = by_id.get(credit.statement)
        if statement is None:
            continue
        letters = "".join(c for span in statement.content for c in span.of(text) if c.isalnum())
        if len(letters) >= LEAST_COPY:
            said[credit.entity].append(letters.lower())
    return said
