"""Intake reads every file once, in a fixed order, and says why it left one out."""

import io
import os
from pathlib import Path

import pytest

from reportedly.captures import Found, gather
from reportedly.records import Rejection
from reportedly.settings import Settings


def found(*paths: object, stdin: bytes = b"", settings: Settings | None = None) -> list[Found]:
    return [x for x in everything(*paths, stdin=stdin, settings=settings) if isinstance(x, Found)]


def refused(
    *paths: object, stdin: bytes = b"", settings: Settings | None = None
) -> list[Rejection]:
    every = everything(*paths, stdin=stdin, settings=settings)
    return [x for x in every if isinstance(x, Rejection)]


def everything(*paths: object, stdin: bytes, settings: Settings | None) -> list[Found | Rejection]:
    return list(
        gather([str(path) for path in paths], settings or Settings(), stdin=io.BytesIO(stdin))
    )


def names(items: list[Found]) -> list[str]:
    return [Path(item.location).name for item in items]


def test_a_folder_is_read_with_its_folders_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text("Two")
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "c.html").write_text("<html><p>Three</html>")

    items = found(tmp_path)

    assert [(Path(i.location).name, i.media_type) for i in items] == [
        ("a.txt", "text/plain"),
        ("two.md", "text/markdown"),
        ("c.html", "text/html"),
    ]


def test_hidden_files_and_ledgers_are_passed_over(tmp_path: Path) -> None:
    for folder in (".git", "story.reportedly", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("x")
    (tmp_path / "other" / "ledger.sqlite").write_text("x")
    (tmp_path / ".hidden.txt").write_text("x")

    assert everything(tmp_path, stdin=b"", settings=None) == []


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")

    items = found(tmp_path, tmp_path / "a.txt", tmp_path / "*.txt")

    assert names(items) == ["a.txt"]


def test_a_pattern_is_expanded_here(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(name)

    assert names(found(tmp_path / "*.txt")) == ["a.txt", "b.txt"]
    assert refused(tmp_path / "*.pdf")[0].reason == "no file matches this pattern"


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text("x")

    assert names(found(tmp_path / "[1].txt")) == ["[1].txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")

    assert names(found(tmp_path)) == ["a.txt"]
    assert [Path(r.location).name for r in refused(tmp_path)] == ["self"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.doc", b"\xd0\xcf\x11\xe0....", "old Microsoft Office"),
        ("renamed.txt", b"\xd0\xcf\x11\xe0....", "old Microsoft Office"),
        ("a.docx", b"PK\x03\x04....", "the ZIP file is damaged"),
        ("a.bin", bytes(range(32)) * 40, "binary data"),
        ("a.csv", b"a,b\n1,2\n", "no column holds the text; the columns are: a, b"),
        ("big.txt", b"x" * 1_048_577, "more than 1 MB"),
    ],
)
def test_what_is_not_read_is_named_with_a_remedy(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)

    (one,) = refused(tmp_path, settings=Settings(max_file_mb=1))

    assert reason in one.reason
    assert one.remedy
    assert one.location.endswith(name)


def test_a_missing_file_and_a_bad_path_are_named() -> None:
    reasons = [r.reason for r in refused("no/such/file.txt", "a\0b", "")]

    assert "there is no such file" in reasons
    assert len(reasons) == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_without_the_right_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)

    assert "Permission denied" in refused(tmp_path)[0].reason


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert refused(tmp_path)[0].reason == "not a file"


def test_a_page_named_txt_is_read_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!DOCTYPE html><html><p>One</html>")

    assert found(tmp_path)[0].media_type == "text/html"


def test_five_hundred_odd_names_are_all_found(tmp_path: Path) -> None:
    odd = [
        " ",
        "#",
        "%",
        "\n",
        "\t",
        "é",
        "ｅ",
        "🇦🇿",
        "\u202e",
        "'",
        '"',
        "\\",
        ":",
        "*",
        "?",
        "[",
        "]",
    ]
    wanted = {f"{i}{sign}{sign}x.txt".encode() for i, sign in enumerate(odd * 30)}
    wanted = {*sorted(wanted)[:498], b"bad\xff\xfe.txt", b"bad\xed\xa0\x80.txt"}
    for name in wanted:
        with open(os.path.join(os.fsencode(tmp_path), name), "w") as file:  # noqa: PTH118, PTH123
            file.write("x")

    items = found(tmp_path)

    assert len(items) == len(wanted) == 500
    assert all(item.location.encode("utf-8") for item in items)
    assert [i.location for i in items] == sorted(i.location for i in items)


def test_each_line_of_standard_input_is_a_document() -> None:
    lines = b'{"id": "a", "text": "One", "published": "2031-04-13", "url": null}\n\n{"text": "Two"}'

    one, two = found("-", stdin=lines)

    assert (one.location, one.media_type) == ("-#a", "application/json")
    assert one.given == (("published", "2031-04-13"),)
    assert two.location == "-#3"
    assert two.data == b'{"text": "Two"}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b'["a"]', "expected an object, found list"),
        (b'{"id": "a"}', '"text"'),
        (b'{"id": "a", "text": "  "}', '"text"'),
        (b'{"text": "\xff"}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "first", "text": "again"}', "earlier line"),
        (b'{"text": "' + b"x" * 1_048_576 + b'"}', "longer than"),
    ],
)
def test_a_broken_line_costs_that_line_alone(tmp_path: Path, line: bytes, reason: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"id": "first", "text": "1"}\n' + line + b'\n{"id": "last", "text": "3"}\n')

    settings = Settings(max_file_mb=1)
    (problem,) = refused(file, settings=settings)

    assert names(found(file, settings=settings)) == ["a.jsonl#first", "a.jsonl#last"]
    assert reason in problem.reason
    assert problem.reason.startswith("line 2:")


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    paths = [tmp_path / "c.txt", tmp_path / "a.txt", tmp_path]

    assert found(*paths) == found(*reversed(paths))
