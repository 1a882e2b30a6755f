"""Profiles are the same whether or not some are known from before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.alignment.profiles import profiles
from reportedly.codec import key, unpack_keys
from reportedly.records import DocumentRecords

Report = Callable[..., DocumentRecords]
LINE = "Sign up for our morning letter and never miss a story"
TEXTS = ("The ferry sank off Kestrel Point", "A mill burned in Dunmore", "The council met")
DAYS = ("2031-01-01", "2031-02-01", "2031-06-01")


def test_a_line_of_three_reports_over_months_is_left_out_of_all(report: Report) -> None:
    every = [
        report(name, f"{text}. {LINE}.", day)
        for name, text, day in zip("abc", TEXTS, DAYS, strict=True)
    ]
    two = profiles(every[:2])
    known = dict(zip((r.document.id for r in every), two, strict=False))
    once = profiles(every)

    assert profiles(every, known) == once
    assert [key("letter") in unpack_keys(p.features) for p in two] == [True, True]
    assert [key("letter") in unpack_keys(p.features) for p in once] == [False, False, False]
    assert [key("ferry") in unpack_keys(p.features) for p in once] == [True, False, False]


def test_a_line_without_a_day_is_no_furniture(report: Report) -> None:
    every = [
        report(name, f"{text}. {LINE}.", day)
        for name, text, day in zip("abc", TEXTS, DAYS, strict=True)
    ]
    undated = replace(every[2], document=replace(every[2].document, published=None))

    assert all(not p.dull for p in profiles([*every[:2], undated]))


def test_an_unchanged_document_keeps_its_profile(report: Report) -> None:
    one, other = report("a", TEXTS[0], DAYS[0]), report("b", TEXTS[1], DAYS[1])
    known = replace(profiles([one])[0], features=b"", counts=())

    assert profiles([one, other], {one.document.id: known})[0] is known
    assert profiles([one, other])[0].features
