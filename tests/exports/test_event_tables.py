"""Events as conflict researchers keep them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.exports.event_tables import (
    INCIDENT_FIELDS,
    UCDP_FIELDS,
    days,
    write_incidents,
    write_ucdp,
)
from reportedly.records import Corpus
from reportedly.stage import Tools

DOCS = Path(__file__).parent.parent.parent / "docs" / "exports.md"


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as cells:
        return list(csv.DictReader(cells))


def test_an_event_has_low_best_high_and_its_accounts(demo: Corpus, tmp_path: Path) -> None:
    write_ucdp(demo, tmp_path, {})

    (fire,) = [e for e in lines(tmp_path / "events-ucdp.csv") if "fire" in e["event"]]

    row = next(r for r in demo.ledger.rows if r.id == fire["row"])
    assert (row.predicate, row.counted) == ("killed", "person")
    assert fire["low"] == str(row.low)
    assert fire["high"] == str(row.high)
    assert int(fire["low"]) <= int(fire["best"] or fire["low"]) <= int(fire["high"])
    assert (fire["date_start"], fire["date_end"], fire["date_prec"]) == (
        "2032-05-15",
        "2032-05-15",
        "1",
    )
    assert int(fire["number_of_sources"]) == len(set(fire["source_article"].split("; ")))
    assert len(fire["source_office"].split("; ")) == len(fire["source_original"].split("; "))


def test_an_incident_quotes_each_account_and_is_not_graded(demo: Corpus, tmp_path: Path) -> None:
    write_incidents(demo, tmp_path, {})

    (fire,) = [e for e in lines(tmp_path / "incidents.csv") if "fire" in e["event"]]

    assert int(fire["killed_min"]) <= int(fire["killed_max"])
    assert fire["killed_counted"] == "person"
    assert bool(fire["missing_max"]) == bool(fire["missing_counted"])
    assert fire["sources"].count("“") >= int(fire["number_of_sources"])
    assert fire["where_accounts_differ"]
    assert (fire["grading"], fire["coordinates"], fire["notes"]) == ("", "", "")


def test_groups_stand_beside_the_whole(tools: Tools, tmp_path: Path) -> None:
    texts = (
        "At least 30 people were killed in the shelling of Tarn Hill on 4 May 2031, "
        "including 12 children, the council said.",
        "The shelling of Tarn Hill on 4 May 2031 killed 32 people, among them 12 children.",
    )
    records = tuple(
        pipeline.analyse(text, published="2031-05-06", outlet=f"Paper {n}", tools=tools)
        for n, text in enumerate(texts)
    )
    write_incidents(pipeline.relate(records, tools), tmp_path, {})

    found = lines(tmp_path / "incidents.csv")

    assert {e["child_killed_max"] for e in found} & {"12"}
    assert {e["killed_max"] for e in found} & {"30", "32"}


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2032-05-15", ("2032-05-15", "2032-05-15", 1)),
        ("2032-02", ("2032-02-01", "2032-02-29", 4)),
        ("2032-12", ("2032-12-01", "2032-12-31", 4)),
        ("2032", ("2032-01-01", "2032-12-31", 5)),
        ("2032-05-15/2032-05-17", ("2032-05-15", "2032-05-17", 2)),
        ("2032-05-15/2032-05-21", ("2032-05-15", "2032-05-21", 3)),
        ("2032-05-15/2032-05-20", ("2032-05-15", "2032-05-20", 2)),
        ("2032-05-15/2032-05-22", ("2032-05-15", "2032-05-22", 4)),
        ("2032-05-15/2032-06-30", ("2032-05-15", "2032-06-30", 5)),
        ("XXXX-05-15", (None, None, None)),
        ("2032-13", (None, None, None)),
        ("9999", (None, None, None)),
        ("", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    edtf: str | None, expected: tuple[str | None, str | None, int | None]
) -> None:
    assert days(edtf) == expected


@pytest.mark.parametrize("field", sorted({*UCDP_FIELDS, *INCIDENT_FIELDS}))
def test_every_field_is_described(field: str) -> None:
    assert f"`{field}`" in DOCS.read_text(encoding="utf-8")
