"""A file's kind is told by what it holds, whatever it is called."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from tests import samples

from reportedly.captures import media
from reportedly.captures.media import kind_of_bytes

KINDS = {
    "a.txt": media.TEXT,
    "a.html": media.HTML,
    "a.pdf": media.PDF,
    "a.docx": media.DOCX,
    "a.odt": media.ODT,
    "a.rtf": media.RTF,
    "a.eml": media.MAIL,
    "a.mbox": media.MBOX,
    "a.warc": media.WARC,
    "a.warc.gz": media.WARC,
    "a.wacz": media.WACZ,
    "a.rss": media.FEED,
    "a.atom": media.FEED,
    "a.csv": media.TABLE,
    "a.zip": media.ZIP,
    "a.jsonl": media.LINES,
}
BY_CONTENT = sorted(set(KINDS) - {"a.jsonl"})


@pytest.mark.parametrize("name", KINDS)
def test_every_format_is_told_by_its_name(name: str) -> None:
    assert kind_of_bytes(PurePath(name), samples.every_format()[name]).media_type == KINDS[name]


@pytest.mark.parametrize("name", BY_CONTENT)
@pytest.mark.parametrize("called", ["x", "x.txt", "x.dat"])
def test_every_format_is_told_without_its_name(name: str, called: str) -> None:
    assert kind_of_bytes(PurePath(called), samples.every_format()[name]).media_type == KINDS[name]


def test_a_memo_that_people_typed_is_a_text() -> None:
    memo = b"From: the mayor\nDate: Friday\n\nThe harbour stays closed, the mayor said.\n"

    assert kind_of_bytes(PurePath("memo.txt"), memo).media_type == media.TEXT


def test_a_text_that_speaks_of_columns_is_a_text() -> None:
    words = b"The body, found on Friday, was that of a sailor.\nPolice said so.\n"

    assert kind_of_bytes(PurePath("a.txt"), words).media_type == media.TEXT


@pytest.mark.parametrize(
    ("member", "name"),
    [("xl/workbook.xml", "an Excel file"), ("META-INF/container.xml", "an EPUB file")],
)
def test_other_packed_files_are_named(member: str, name: str) -> None:
    kind = kind_of_bytes(PurePath("a.docx"), samples.zipped({member: b"<x/>"}))

    assert (kind.media_type, kind.name) == (None, name)


def test_an_office_file_inside_a_folder_of_an_archive_does_not_make_it_one() -> None:
    data = samples.zipped({"a/word/document.xml": b"<x/>"})

    assert kind_of_bytes(PurePath("a"), data).media_type == media.ZIP


def test_a_page_of_another_name_is_a_page() -> None:
    assert kind_of_bytes(PurePath("a.csv"), samples.html()).media_type == media.HTML


def test_a_gzip_file_of_something_else_is_named_with_what_to_do() -> None:
    assert kind_of_bytes(PurePath("a.gz"), samples.gzipped(b"words")).name == "a gzip file"
