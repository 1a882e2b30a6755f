"""FollowTheMoney entities: known schemata and properties, references that lead somewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.exports.followthemoney import write_followthemoney
from reportedly.records import Corpus

# The part of the public model that is used: property to the schemata it may refer to
MODEL: dict[str, dict[str, tuple[str, ...]]] = {
    "Article": dict.fromkeys(
        ("title", "fileName", "mimeType", "author", "publisher", "publishedAt", "language"), ()
    ),
    "Person": dict.fromkeys(("name", "alias", "position"), ()),
    "Organization": dict.fromkeys(("name", "alias", "summary"), ()),
    "LegalEntity": dict.fromkeys(("name", "alias", "summary"), ()),
    "Mention": {
        "name": (),
        "detectedSchema": (),
        "document": ("Article",),
        "resolved": ("Person", "Organization", "LegalEntity"),
    },
}


@pytest.fixture(scope="module")
def entities(demo: Corpus, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    folder = tmp_path_factory.mktemp("ftm")
    count = write_followthemoney(demo, folder, {})
    lines = (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    assert count == {"entities": len(lines)}
    return [json.loads(line) for line in lines]


def test_every_property_belongs_to_its_schema_and_is_a_list_of_texts(
    entities: list[dict[str, object]],
) -> None:
    for one in entities:
        properties = one["properties"]
        assert isinstance(properties, dict)
        for name, values in properties.items():
            assert name in MODEL[str(one["schema"])]
            assert values
            assert all(isinstance(value, str) and value for value in values)


def test_every_reference_leads_to_an_entity_of_the_right_schema(
    entities: list[dict[str, object]],
) -> None:
    schemata = {str(one["id"]): str(one["schema"]) for one in entities}
    seen = 0
    for one in entities:
        for name, ranges in MODEL[str(one["schema"])].items():
            for value in one["properties"].get(name, ()) if ranges else ():  # type: ignore[attr-defined]
                assert schemata[value] in ranges
                seen += 1

    assert len(schemata) == len(entities), "ids are unique"
    assert seen > 50
    assert {"Article", "Person", "Organization", "Mention"} <= set(schemata.values())


def test_the_same_corpus_gives_the_same_bytes(demo: Corpus, tmp_path: Path) -> None:
    for name in "ab":
        write_followthemoney(demo, tmp_path / name, {})

    one, two = ((tmp_path / n / "entities.ftm.json").read_bytes() for n in "ab")
    assert one == two
