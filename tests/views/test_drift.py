"""Wordings of one passage beside the first, by date."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from reportedly.views.desk import Desk
from reportedly.views.drift import Drift, drift, passages, remarks


@pytest.fixture(scope="module")
def found(desk: Desk) -> tuple[Drift, ...]:
    remarked = remarks(desk.index)
    return tuple(drift(desk.index, o, remarked) for o in passages(desk.index))


def test_what_is_not_struck_out_is_the_wording_itself(desk: Desk, found: tuple[Drift, ...]) -> None:
    assert found
    for one in found:
        for wording in one.wordings:
            text = desk.index.documents[wording.doc].document.text
            kept = "".join(p.text for p in wording.pieces if p.kind != "gone")
            assert kept == text[wording.start : wording.end]


def test_the_first_wording_has_no_changes(found: tuple[Drift, ...]) -> None:
    assert all((d.wordings[0].changed, d.wordings[0].gone) == (0, 0) for d in found)


def test_a_changed_figure_and_a_changed_speaker_are_told_apart(found: tuple[Drift, ...]) -> None:
    changes = {(p.text, p.about) for d in found for w in d.wordings for p in w.pieces if p.about}

    assert ("Seventeen", ("figure",)) in changes
    assert ("Lena", ("speaker",)) in changes


def test_wordings_stand_by_date(found: tuple[Drift, ...]) -> None:
    for one in found:
        days = [w.label.rsplit(", ", 1)[-1] for w in one.wordings]
        assert days == sorted(days)


def test_every_strip_is_well_formed(found: tuple[Drift, ...]) -> None:
    assert all(ET.fromstring(d.picture).get("role") == "img" for d in found)
