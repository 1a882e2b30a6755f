"""What two wholes must be to be joined, and that names are compared once."""

from __future__ import annotations

from reportedly.entities.joining import joined
from reportedly.entities.vocabulary import vocabulary
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    CaptureId,
    Cast,
    Corpus,
    DocId,
    Document,
    DocumentRecords,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    MentionId,
    MentionKind,
    RuleName,
    Span,
)

WORDS = vocabulary(load_lexicon())
NAMES = ("Tomas Ruiz", "Tomás Ruiz", "Ana Ruiz", "Henrik Voss", "Ruiz", "Voss")


def records(number: int) -> DocumentRecords:
    """Return a document in which each of NAMES is a person."""
    doc = DocId(f"d{number:05}")
    entities, mentions = [], []
    for n, name in enumerate(NAMES):
        entity = EntityId(f"{doc}-e{n}")
        rule = RuleName("test")
        entities.append(Entity(id=entity, name=name, kind=EntityKind.PERSON, rule=rule))
        span = Span(doc, 20 * n, 20 * n + len(name))
        mentions.append(
            Mention(
                id=MentionId(f"{doc}-m{n}"),
                entity=entity,
                span=span,
                kind=MentionKind.NAME,
                rule=rule,
            )
        )
    text = "".join(f"{name:<20}" for name in NAMES)
    return DocumentRecords(
        document=Document(
            id=doc,
            capture=CaptureId("0" * 64),
            path=doc,
            media_type="text/plain",
            text=text,
            blocks=(),
            language="en",
        ),
        cast=Cast(entities=tuple(entities), mentions=tuple(mentions), credits=()),
    )


def test_each_two_names_are_compared_once_however_many_documents_have_them() -> None:
    corpus = Corpus(documents=tuple(map(records, range(50))))
    joins = joined(corpus, WORDS, merge="balanced")
    names = {p.name for p in joins.profiles}

    assert 0 < len(joins.fits) <= len(names) * (len(names) + 1) / 2


def test_what_decides_a_join_is_what_the_parts_of_a_whole_hold() -> None:
    corpus = Corpus(documents=tuple(map(records, range(12))))
    joins = joined(corpus, WORDS, merge="balanced")

    assert any(len(inside) == 12 for inside in joins.inside.values())
    for top, inside in joins.inside.items():
        parts = [joins.profiles[n] for n in inside]
        whole = joins.wholes[top]
        assert set(whole.docs) == {p.doc for p in parts}
        assert whole.names == {p.name for p in parts if p.name}
        assert whole.genders == {p.gender for p in parts if p.gender}
