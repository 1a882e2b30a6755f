"""A sheet that was exported, edited in a spreadsheet and brought back."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadExport
from reportedly.exports import write_csv
from reportedly.exports.sheet_cells import day, number, same
from reportedly.exports.sheet_changes import Plan, compare
from reportedly.exports.sheet_reading import read_sheet
from reportedly.records import Corpus, Verdict
from reportedly.views import LISTINGS, Index
from reportedly.views.spreadsheet import line, safe

Edit = Callable[[dict[str, str]], None]


@pytest.fixture(scope="module")
def index(demo: Corpus) -> Index:
    return Index(demo)


@pytest.fixture(scope="module")
def tables(demo: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    write_csv(demo, folder, {})
    return folder


def edited(file: Path, edit: Edit, out: Path, *, separator: str = ",") -> Path:
    """Write the sheet again as another program would, each line changed by a function."""
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        edit(row)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    out.write_bytes(text.getvalue().encode("utf-8-sig"))
    return out


def on(name: str, /, **cells: str) -> Edit:
    def edit(row: dict[str, str]) -> None:
        if row["id"] == name:
            row.update(cells)

    return edit


def nothing(_row: dict[str, str]) -> None:
    return None


@pytest.mark.parametrize("table", ["documents", "statements", "figures", "times", "entities"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_sheet_that_nobody_changed_changes_nothing(
    table: str, separator: str, tables: Path, index: Index, tmp_path: Path
) -> None:
    file = edited(tables / f"{table}.csv", nothing, tmp_path / "s.csv", separator=separator)

    plan = compare(index, read_sheet(file))

    assert plan == Plan(f"{table}.csv", (), ())


@pytest.mark.parametrize("name", ["statements", "documents", "speakers"])
def test_a_printed_list_that_nobody_changed_changes_nothing(
    name: str, index: Index, tmp_path: Path
) -> None:
    listing = LISTINGS[name](index)
    cells = [line(listing.columns), *(line([safe(c) for c in row]) for row in listing.rows)]
    (tmp_path / "s.csv").write_text("".join(cells), encoding="utf-8", newline="")

    assert compare(index, read_sheet(tmp_path / "s.csv")) == Plan(f"{name} --csv", (), ())


def test_a_changed_figure_is_a_correction(tables: Path, index: Index, tmp_path: Path) -> None:
    figure = next(f for f in index.figures.values() if f.readings[0].value is not None)
    edit = on(figure.id, value="4319", unit="person", predicate="rescue")

    plan = compare(index, read_sheet(edited(tables / "figures.csv", edit, tmp_path / "s.csv")))

    (change,) = plan.changes
    assert (change.ids, change.verdict) == ((figure.id,), Verdict.CORRECT)
    assert dict(change.changes)["value"] == "4319"
    assert plan.unplaced == ()


def test_a_speaker_can_be_given_by_name_or_id(tables: Path, index: Index, tmp_path: Path) -> None:
    one, two = list(index.speakers)[:2]
    other = next(e for e in index.entities.values() if e.id != index.speakers[two])

    def edit(row: dict[str, str]) -> None:
        on(one, speaker="Ada Newcomer")(row)
        on(two, speaker=other.id)(row)

    plan = compare(index, read_sheet(edited(tables / "statements.csv", edit, tmp_path / "s.csv")))

    found = {c.ids[0]: dict(c.changes) for c in plan.changes}
    assert found == {one: {"speaker": "Ada Newcomer"}, two: {"speaker": other.name}}


def test_a_speaker_renamed_to_another_joins_the_two(
    tables: Path, index: Index, tmp_path: Path
) -> None:
    names = [e.name for e in index.entities.values()]
    one, two = [e for e in index.entities.values() if names.count(e.name) == 1][:2]
    file = edited(tables / "entities.csv", on(one.id, name=two.name), tmp_path / "s.csv")

    (change,) = compare(index, read_sheet(file)).changes

    assert (change.verdict, change.ids) == (Verdict.MERGE, (one.id, two.id))


def test_a_verdict_column_accepts_and_rejects(tables: Path, index: Index, tmp_path: Path) -> None:
    one, two, three = list(index.figures)[:3]

    def edit(row: dict[str, str]) -> None:
        row.update(verdict="", note="")
        on(one, verdict="Reject", note="an age")(row)
        on(two, verdict="accept")(row)
        on(three, verdict="perhaps")(row)

    plan = compare(index, read_sheet(edited(tables / "figures.csv", edit, tmp_path / "s.csv")))

    assert {(c.ids[0], c.verdict, c.note) for c in plan.changes} == {
        (one, Verdict.REJECT, "an age"),
        (two, Verdict.ACCEPT, ""),
    }
    assert [(u.column, u.reason) for u in plan.unplaced] == [
        ("verdict", "expected accept or reject, found 'perhaps'")
    ]


def test_what_finds_no_place_is_listed_with_line_column_and_reason(
    tables: Path, index: Index, tmp_path: Path
) -> None:
    names = list(index.figures)

    def edit(row: dict[str, str]) -> None:
        on(names[0], value="about forty")(row)
        on(names[1], rule="mine")(row)
        on(names[2], start="7")(row)
        on(names[3], id="gone")(row)

    plan = compare(index, read_sheet(edited(tables / "figures.csv", edit, tmp_path / "s.csv")))

    assert plan.changes == ()
    assert {(u.column, u.reason.split(",")[0].split(";")[0]) for u in plan.unplaced} == {
        ("value", "expected a number as 1275 or 2.4"),
        ("rule", "this column cannot be corrected from a sheet"),
        ("start", "the record stands on other words now"),
        ("id", "no record 'gone' in this ledger now"),
    }
    assert all(u.line > 1 for u in plan.unplaced)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "found nothing"),
        (b"name,value\na,1\n", "a column “id”"),
        (b"id,id\n1,2\n", "no name twice"),
        (b"PK\x03\x04", "save the sheet as CSV"),
        (b"id,colour\n1,red\n", "columns of no list"),
        (b'id,x\n"a', "not a CSV file"),
    ],
)
def test_anything_else_is_refused_with_a_remedy(
    body: bytes, said: str, index: Index, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_bytes(body)

    with pytest.raises(BadExport, match=said):
        compare(index, read_sheet(tmp_path / "s.csv"))


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_a_sheet_is_read_in_the_encodings_that_spreadsheets_save(
    encoding: str, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_bytes("id;name\r\n1;Zoë “Q”\r\n".encode(encoding))

    (row,) = read_sheet(tmp_path / "s.csv")

    assert (row.number, row.cells) == (2, {"id": "1", "name": "Zoë “Q”"})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1275", "1,275", True),
        ("1275", "1275.0", True),
        ("1275", "1.275", True),
        ("1275", "1 275", True),
        ("2.4", "2,4", True),
        ("1275", "127.5", False),
        ("12", "1.2", False),
        ("17", "", False),
        ("", "17", False),
        ("true", "TRUE", True),
        ("2032-05-16", "16/05/2032", True),
        ("2032-05-16", "5/16/32", True),
        ("2032-05-16", "17/05/2032", False),
        ("2032-05-16T14:00", "2032-05-16T14:00:00", True),
        ("2032-05-16T14:00", "2032-05-16T14:01", False),
        ("a  b", "a b ", True),
        ("who", "WHO", False),
        ('["a;b"]', '["a\\u003bb"]', True),
    ],
)
def test_another_way_to_write_a_cell_is_no_change(old: str, new: str, expected: bool) -> None:
    assert same(old, new) is expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_cells_are_compared_without_stopping(old: str, new: str) -> None:
    assert same(old, old)
    assert same(old, new) in (True, False)
    assert number(new) is None or float(number(new) or 0) is not None
    assert day(new) is None or "/" not in new or new.count("/") == 1


@pytest.mark.nightly
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("table", ["documents", "statements", "figures", "times", "entities"])
def test_a_sheet_saved_again_by_libreoffice_changes_nothing(
    table: str, tables: Path, index: Index, tmp_path: Path
) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    utf8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    command += ["--convert-to", utf8, "--infilter=Text - txt - csv (StarCalc):44,34,76"]
    file = tables / f"{table}.csv"
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(file)],
        capture_output=True,
        timeout=120,
        check=True,
    )

    plan = compare(index, read_sheet(tmp_path / f"{table}.csv"))

    assert plan.changes == ()
    assert plan.unplaced == ()
