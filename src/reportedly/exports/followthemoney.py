"""Write speakers, documents and mentions as FollowTheMoney entities, one JSON object a line.

Invariant: only schemata and properties of the public model are used, and every reference leads to
an entity of the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.exports.naming import day
from reportedly.exports.rows import Cell, Row
from reportedly.records import Corpus, Document, Entity, EntityId
from reportedly.views import Index

FILE = "entities.ftm.json"
SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "LegalEntity"}
LANGUAGES = {"en": "eng", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus", "ar": "ara"}


def write_followthemoney(
    corpus: Corpus, folder: Path, _versions: Mapping[str, str]
) -> dict[str, int]:
    """Write `entities.ftm.json`; return the number of entities.

    Speakers without a name ("witnesses", "a report") are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = list(_entities(corpus))
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in found)
    (folder / FILE).write_bytes("".join(lines).encode("utf-8", "replace"))
    return {"entities": len(found)}


def _entities(corpus: Corpus) -> Iterator[Row]:
    index = Index(corpus)
    for records in corpus.documents:
        yield _article(records.document)
    for entity in corpus.entities:
        if entity.kind.value in SCHEMATA:
            yield _speaker(entity)
    for records in corpus.documents:
        seen: dict[EntityId, list[str]] = {}
        for m in records.cast.mentions:
            whole = index.joined.get(m.entity, m.entity)
            if m.kind.value == "name" and whole in index.entities:
                seen.setdefault(whole, []).append(index.words(m.span))
        for entity_id, names in sorted(seen.items()):
            entity = index.entities[entity_id]
            if entity.kind.value in SCHEMATA:
                yield _mention(records.document, entity, names)


def _one(name: str, schema: str, properties: Mapping[str, list[str]]) -> Row:
    kept: dict[str, Cell] = {
        key: list[Cell](dict.fromkeys(values)) for key, values in properties.items() if values
    }
    return {"id": name, "schema": schema, "properties": kept}


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _article(document: Document) -> Row:
    language = LANGUAGES.get(document.language.split("-", maxsplit=1)[0])
    return _one(
        document.id,
        "Article",
        {
            "title": _some(document.title),
            "fileName": [document.path.rsplit("/", 1)[-1]],
            "mimeType": [document.media_type],
            "author": list(document.byline),
            "publisher": _some(document.outlet),
            "publishedAt": _some(day(document.published)),
            "language": _some(language),
        },
    )


def _speaker(entity: Entity) -> Row:
    roles = [role.role for role in entity.roles]
    return _one(
        entity.id,
        SCHEMATA[entity.kind.value],
        {
            "name": [entity.name],
            "alias": list(entity.aliases),
            # only people hold a position in the model
            "position" if entity.kind.value == "person" else "summary": roles,
        },
    )


def _mention(document: Document, entity: Entity, names: list[str]) -> Row:
    return _one(
        f"{document.id}-{entity.id}",
        "Mention",
        {
            "document": [document.id],
            "resolved": [entity.id],
            "name": names,
            "detectedSchema": [SCHEMATA[entity.kind.value]],
        },
    )
