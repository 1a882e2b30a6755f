"""The command line as a user meets it: exit codes, what goes to stdout, errors in one line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

WIRE = {
    "id": "wire",
    "outlet": "Northlight Agency",
    "published": "2032-05-16",
    "text": "PORT AVERIN - Seventeen people died after fire swept through a ferry on Saturday, "
    'the coastguard said.\n\n"The bridge lost power," Commodore Ines Quiroga said.\n',
}
LOCAL = {
    "id": "local",
    "outlet": "The Averin Post",
    "published": "2032-05-16",
    "text": "The ferry fire at Port Averin killed 19 people on Saturday, Dr Sunita Rao said.\n",
}


def reportedly(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *arguments],
        capture_output=True,
        input=stdin,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of two reports that came in on stdin."""
    root = str(tmp_path_factory.mktemp("cli") / "story.reportedly")
    lines = "".join(json.dumps(one) + "\n" for one in (WIRE, LOCAL))
    done = reportedly("run", "-", "--ledger", root, "--workers", "1", stdin=lines)
    assert done.returncode == 0, done.stderr
    assert "words/s" in done.stderr
    return root


def test_running_again_says_that_there_is_nothing_new(ledger: str) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in (WIRE, LOCAL))

    done = reportedly("run", "-", "--ledger", ledger, stdin=lines)

    assert done.returncode == 0
    assert "nothing new" in done.stderr


def test_rejected_files_give_exit_code_3_and_are_listed(tmp_path: Path) -> None:
    root = str(tmp_path / "l.reportedly")
    (tmp_path / "good.txt").write_text(LOCAL["text"], encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")

    done = reportedly("run", str(tmp_path), "--ledger", root, "--workers", "1")
    listed = reportedly("documents", "--rejected", "--json", "--ledger", root)

    assert done.returncode == 3
    assert "empty.txt" in done.stderr
    (one,) = json.loads(listed.stdout)
    assert one["place"].endswith("empty.txt")
    assert one["remedy"]


def test_quiet_says_nothing_and_json_is_json(tmp_path: Path) -> None:
    quiet = reportedly(
        "run", "-", "-l", str(tmp_path / "a.reportedly"), "-q", stdin=json.dumps(LOCAL)
    )
    loud = reportedly(
        "run", "-", "-l", str(tmp_path / "b.reportedly"), "--json", stdin=json.dumps(LOCAL)
    )

    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert json.loads(loud.stdout)["run"]["new"] == 1


@pytest.mark.parametrize(
    "name",
    ["rows", "statements", "speakers", "documents", "copies", "timeline", "forecasts", "relations"],
)
def test_every_list_prints_a_table_json_and_csv(ledger: str, name: str) -> None:
    table = reportedly(name, "--ledger", ledger)
    as_json = reportedly(name, "--json", "--ledger", ledger)
    as_csv = reportedly(name, "--csv", "--ledger", ledger)

    assert table.returncode == 0, table.stderr
    rows = json.loads(as_json.stdout)
    lines = list(csv.reader(io.StringIO(as_csv.stdout)))
    assert len(lines) == len(rows) + 1
    assert all(list(row) == lines[0] for row in rows)


def test_a_search_keeps_the_rows_that_hold_all_words(ledger: str) -> None:
    found = json.loads(reportedly("documents", "--json", "-s", "averin post", "-l", ledger).stdout)

    assert [row["outlet"] for row in found] == ["The Averin Post"]


def test_a_document_is_shown_with_its_text(ledger: str) -> None:
    (doc,) = json.loads(reportedly("documents", "--json", "-s", "post", "-l", ledger).stdout)

    shown = reportedly("show", doc["id"], "-l", ledger)

    assert "killed 19 people" in shown.stdout


def test_every_row_can_be_shown_with_quoted_words_and_their_place(ledger: str) -> None:
    rows = json.loads(reportedly("rows", "--json", "-l", ledger).stdout)
    assert rows

    for row in rows:
        shown = json.loads(reportedly("show", row["id"], "--json", "-l", ledger).stdout)
        for witness in shown["witnesses"]:
            place, offset = witness["place"].rsplit(":", 1)
            text = next(d["text"] for d in (WIRE, LOCAL) if place.endswith(str(d["id"])))
            assert text[int(offset) :].startswith(witness["words"])


def test_what_does_not_exist_is_named(ledger: str) -> None:
    done = reportedly("show", "nothing", "-l", ledger)

    assert done.returncode == 1
    assert done.stderr.startswith("reportedly: no row or document 'nothing'")
    assert "Traceback" not in done.stderr


def test_a_wrong_option_is_a_usage_error() -> None:
    assert reportedly("rows", "--colour", "red").returncode == 2


def test_a_decision_changes_the_ledger_and_can_be_undone(tmp_path: Path) -> None:
    root = str(tmp_path / "l.reportedly")
    reportedly("run", "-", "-l", root, "-q", stdin=json.dumps(LOCAL))
    (doc,) = json.loads(reportedly("documents", "--json", "-l", root).stdout)

    made = reportedly(
        "decide", "correct", doc["id"], "--set", "outlet=Another", "--reviewer", "ana", "-l", root
    )
    (changed,) = json.loads(reportedly("documents", "--json", "-l", root).stdout)
    (kept,) = json.loads(reportedly("decisions", "--json", "-l", root).stdout)
    reportedly("undo", kept["id"], "-l", root)
    (back,) = json.loads(reportedly("documents", "--json", "-l", root).stdout)

    assert made.returncode == 0, made.stderr
    assert (doc["outlet"], changed["outlet"], back["outlet"]) == (
        "The Averin Post",
        "Another",
        "The Averin Post",
    )
    assert kept["reviewer"] == "ana"


def test_an_edited_sheet_is_previewed_then_becomes_decisions(tmp_path: Path) -> None:
    root, folder = str(tmp_path / "sheet.reportedly"), tmp_path / "out"
    reportedly("run", "-", "-l", root, "--workers", "1", stdin=json.dumps(LOCAL))
    reportedly("export", "--format", "csv", "--out", str(folder), "-l", root)
    sheet = folder / "documents.csv"
    sheet.write_text(
        sheet.read_text("utf-8").replace("The Averin Post", "The Averin Weekly"), "utf-8"
    )

    preview = reportedly("import", str(sheet), "-l", root)
    before = json.loads(reportedly("decisions", "--json", "-l", root).stdout)
    applied = reportedly("import", str(sheet), "-l", root, "--yes", "--reviewer", "ana")
    (doc,) = json.loads(reportedly("documents", "--json", "-l", root).stdout)
    again = reportedly("import", str(sheet), "-l", root, "--yes")

    assert preview.returncode == 3, "the evidence names the old outlet and cannot be changed"
    assert "outlet: The Averin Post -> The Averin Weekly" in preview.stdout
    assert "no place: evidence, line 2" in preview.stdout
    assert before == []
    assert "1 decision recorded" in applied.stderr
    assert doc["outlet"] == "The Averin Weekly"
    assert "0 decisions recorded" in again.stderr


def test_a_report_and_an_export_are_written(ledger: str, tmp_path: Path) -> None:
    page, folder = tmp_path / "r.html", tmp_path / "out"

    one = reportedly("report", "-o", str(page), "-l", ledger)
    two = reportedly("export", "--out", str(folder), "-l", ledger)
    three = reportedly("export", "--format", "csv", "-l", ledger)

    assert (one.returncode, two.returncode, three.returncode) == (0, 0, 0)
    assert "The Averin Post" in page.read_text(encoding="utf-8")
    assert (folder / "manifest.json").is_file()
    assert (Path(ledger) / "exports" / "csv" / "rows.csv").is_file()


def test_an_export_is_read_like_a_ledger_and_exports_the_same_bytes(
    ledger: str, tmp_path: Path
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"

    reportedly("export", "--out", str(one), "-l", ledger)
    reportedly("export", "--out", str(two), "-l", str(one))
    rows = [reportedly("rows", "--json", "-l", root).stdout for root in (ledger, str(one))]

    assert rows[0] == rows[1] != ""
    for file in one.iterdir():
        assert file.read_bytes() == (two / file.name).read_bytes()


def test_doctor_finds_nothing_to_mend_in_a_whole_ledger(ledger: str) -> None:
    done = reportedly("doctor", "-l", ledger)

    assert done.returncode == 0, done.stdout
    assert "nothing to mend" in done.stdout


def test_every_command_has_help_with_an_example() -> None:
    from typer.main import get_command

    from reportedly.cli.app import app

    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group has commands

    assert len(commands) >= 15
    assert [name for name, c in commands.items() if "Example" not in (c.help or "")] == []


def test_help_is_quick_because_it_imports_nothing_heavy() -> None:
    asked = (
        "import sys; sys.argv = ['reportedly', '--help']\n"
        "from reportedly.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'rich', 'numpy', 'scipy', 'spacy', 'sqlalchemy', 'onnxruntime', 'fastapi'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("HEAVY []\n")
    assert "\nRead:\n" in done.stdout
    assert "\nLook:\n" in done.stdout
