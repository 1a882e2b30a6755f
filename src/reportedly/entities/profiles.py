"""What is known of a document's entity when entities of several documents are compared.

Invariant: a profile is read from records alone, so reviewers' decisions count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reportedly.entities.namings import name_parts, post_of_words
from reportedly.entities.passages import passages_of
from reportedly.entities.spelling import fold
from reportedly.entities.vocabulary import Vocabulary
from reportedly.records import (
    DocumentRecords,
    Entity,
    EntityId,
    EntityKind,
    MentionKind,
)

GIVEN_WEIGHT = 4  # pronouns that weigh as much as a given name or "Mrs"


Posts: TypeAlias = tuple[tuple[str, frozenset[str]], ...]  # class and what narrows it


@dataclass(frozen=True, slots=True)
class Profile:
    """One document's entity, ready to be compared."""

    entity: Entity
    doc: int  # place of its document in the corpus
    name: tuple[str, ...]  # folded words of its name; () when it has none
    country: str
    posts: Posts
    gender: str
    lesser: bool = False  # acts for another, or held the post before
    said: frozenset[str] = field(default=frozenset())  # passages of its statements


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
                lesser=any(
                    w in words.sets["lesser"] for x in texts[1:] for w in map(fold, x.split())
                ),
                said=frozenset(said.get(entity.id, ())),
            )
        )
    return out


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; hyphens part words, articles are left out."""
    kept = tuple(p.strip(",;:()\"'") for p in name_parts(name.split()))
    kept = tuple(p for p in kept if p)
    return kept[1:] if kept[:1] == ("the",) and len(kept) > 1 else kept


def _genders(records: DocumentRecords, words: Vocabulary) -> dict[EntityId, str]:
    """Return the gender that titles, given names or several pronouns show without dissent."""
    text = records.document.text
    seen: dict[EntityId, Counter[str]] = defaultdict(Counter)
    for entity in records.cast.entities:
        for alias in (entity.name, *entity.aliases) if entity.kind is EntityKind.PERSON else ():
            for word in map(fold, alias.split()[:2]):
                shown = words.honorifics.get(word) or words.gender(word) or words.given.get(word)
                seen[entity.id][shown or ""] += GIVEN_WEIGHT
    for mention in records.cast.mentions:
        known = words.pronouns.get(mention.span.of(text).lower())
        if mention.kind is MentionKind.PRONOUN and known is not None:
            seen[mention.entity][known.gender] += 1
    out: dict[EntityId, str] = {}
    for key, counts in seen.items():
        male, female = counts["male"], counts["female"]
        if max(male, female) >= GIVEN_WEIGHT and not min(male, female):
            out[key] = "male" if male else "female"
    return out


def _said(records: DocumentRecords) -> dict[EntityId, list[str]]:
    text = records.document.text
    by_id = {s.id: s for s in records.statements}
    said: dict[EntityId, list[str]] = defaultdict(list)
    for credit in records.cast.credits:
        statement = by_id.get(credit.statement)
        if statement is None:
            continue
        content = "".join(span.of(text) for span in statement.content)
        said[credit.entity] += passages_of(content)
    return said
