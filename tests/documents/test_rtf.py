"""An RTF file gives its paragraphs in any alphabet."""

from __future__ import annotations

import time

from tests import samples
from tests.documents.readers import document, told, words

from reportedly.documents.rtf import read_rtf

RTF = "application/rtf"


def test_paragraphs_are_read() -> None:
    doc = document(samples.rtf(), RTF)

    assert words(doc) == [samples.TITLE, *samples.PARAGRAPHS]


def test_letters_of_a_code_page_are_read() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'cf\'ee\'e6\'e0\'f0\par}"
    )

    assert read_rtf(data).text == "Пожар"


def test_a_picture_is_passed_over() -> None:
    data = rb"{\rtf1 Before.\par{\pict\pngblip " + b"89504e47" * 100_000 + rb"}After.\par}"

    assert read_rtf(data).text == "Before.\n\nAfter."


def test_the_address_of_a_link_is_no_part_of_the_text() -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "https://k.example"}}{\fldrslt the wire}}'

    assert read_rtf(rb"{\rtf1 Read " + link + rb" today.\par}").text == "Read the wire today."


def test_the_file_s_title_and_date_are_evidence() -> None:
    head = rb"{\rtf1{\info{\title Ferry fire}{\creatim\yr2031\mo4\dy3}}"
    doc = document(head + samples.FIRST.encode() + rb"\par}", RTF)

    assert doc.title == "Ferry fire"
    assert told(doc, "created") == ["2031-04-03"]


def test_time_grows_with_the_size_alone() -> None:
    data = rb"{\rtf1" + rb"{\field{\*\fldinst{" * 20_000

    began = time.process_time()
    read_rtf(data)

    assert time.process_time() - began < 3
