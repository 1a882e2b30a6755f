"""Annotated texts in both forms."""

import json
from pathlib import Path

from reportedly.training.markup import Annotated, data_digest, read_data, read_json, read_markup

REPORT = """event: e
outlet: Kestrel Wire
title: T
kind: wire
---
<s a=1 e=ruiz><m e=x>Ruiz</m></s> <c a=1>said</c> <q a=1 t=mixed sp=ruiz>it "<q a=2 t=act \
sp=ruiz in=1>sank</q>"</q> and, <q a=1>he hoped, <f v=3 of="old man" unit=person>3 men</f></q>."""


def words(text: Annotated, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text.text[a:b] for a, b in spans]


def test_markup_gives_the_plain_text_and_its_attributions() -> None:
    found = read_markup(REPORT, "r")

    assert found.text == 'Ruiz said it "sank" and, he hoped, 3 men.'
    nested, outer = sorted(found.attributions, key=lambda a: len(a.content))
    assert words(found, outer.content) == ['it "sank"', "he hoped, 3 men"]
    assert words(found, outer.source) == ["Ruiz"]
    assert words(found, outer.cue) == ["said"]
    assert outer.kind == "mixed"
    assert (words(found, nested.content), nested.kind) == (["sank"], "act")


def test_json_lines_without_types_are_read() -> None:
    row = {
        "id": "d",
        "text": "He said so.",
        "attributions": [
            {"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 10]]},
            {"source": [], "cue": [[3, 7]], "content": []},
        ],
    }

    found = read_json(json.dumps(row))

    assert [a.kind for a in found.attributions] == [None]
    assert words(found, found.attributions[0].content) == ["so"]


def test_a_folder_and_a_file_are_read_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(REPORT, encoding="utf-8")

    found = list(read_data(tmp_path))

    assert [t.name for t in found] == ["a", "b"]
    assert data_digest(found) != data_digest(found[::-1])
