"""The whole stage on real sentences and on arbitrary text."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportedly.records import Mode, Statement
from reportedly.stage import Material
from reportedly.statements import STAGE
from reportedly.statements.rules import propose
from reportedly.statements.scene import scene_of
from reportedly.statements.settle import settled

Build = Callable[..., Material]
WORDS = [
    "said",
    "told",
    "that",
    "he",
    "the minister",
    "Rosa Quiroga",
    "according to",
    "would",
    "not",
    "41",
    "people",
    "died",
    "accused",
    "of",
    "to",
    "“",
    "”",
    '"',
    "'",
    "’s",
    ",",
    ".",
    ":",
    "\n",
    "\n\n",
    "Q:",
    "—",
]


def test_what_nobody_is_credited_with_is_the_narrators(material: Build) -> None:
    text = "The ferry sank on Monday. The minister said 41 people had died."

    rows = STAGE.run(material(text))

    narrated = [row for row in rows if row.mode is Mode.NARRATOR]
    assert [span.of(text) for row in narrated for span in row.content] == [
        "The ferry sank on Monday."
    ]


def test_a_dateline_is_nobodys_statement(material: Build) -> None:
    text = "PORT AVERIN (Northlight) - At least 17 people died on Saturday, the coastguard said."

    (row,) = STAGE.run(material(text))

    assert row.mode is Mode.INDIRECT


def test_every_digit_stands_in_a_statement(material: Build) -> None:
    text = (
        "On 3 May, 12 boats left.\n\nHe said on 4 May that 11 came back; 1 was lost.\n\nTotal: 12"
    )

    rows = STAGE.run(material(text))

    covered = {i for row in rows for span in row.content for i in range(span.start, span.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isdigit())


def test_the_order_of_proposals_does_not_matter(material: Build) -> None:
    text = 'Ruda said that "the gate was shut", according to the guards.\n\n"Go," he said.'
    scene = scene_of(material(text))
    proposals = propose(scene)

    assert settled(scene, proposals[::-1]) == settled(scene, proposals)


def check(text: str, rows: tuple[Statement, ...]) -> None:
    for row in rows:
        for span in (*row.content, *row.cue, *row.source):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
    assert list(rows) == sorted(rows, key=lambda s: (s.content, s.cue, s.id))
    ids = {row.id for row in rows}
    assert len(ids) == len(rows)
    assert {row.parent for row in rows if row.parent} <= ids
    json.dumps([row.rule for row in rows])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
@example(["said", "that", "that", "died", "he", "he", "said", "that"])  # "said" as an adverb
def test_any_mix_of_reporting_words_gives_sound_rows(material: Build, words: list[str]) -> None:
    read = material("a " + " ".join(words))

    rows = STAGE.run(read)

    check(read.records.document.text, rows)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=120))
def test_any_text_gives_sound_rows(material: Build, text: str) -> None:
    read = material("a" + text.encode("utf-8", "ignore").decode("utf-8"))

    rows = STAGE.run(read)

    check(read.records.document.text, rows)


@pytest.mark.parametrize("text", ["|\n|\n", '"', "x" * 100_000, '" ' * 5_000])
def test_odd_texts_do_no_harm(material: Build, text: str) -> None:
    read = material(text)

    check(read.records.document.text, STAGE.run(read))
