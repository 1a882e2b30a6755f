"""The library's way in, and what happens to texts that are not analysed."""

from __future__ import annotations

from reportedly import analyse, relate
from reportedly.stage import Tools

ENGLISH = "PORT AVERIN (Northlight) - At least 17 people died on Saturday, the coastguard said."
GERMAN = (
    "Bei dem Brand auf der Fähre kamen nach Angaben der Küstenwache mindestens 17 Menschen ums "
    "Leben. Der Hafenmeister sagte am Sonntag, die Pumpen seien ausgefallen und niemand habe "
    "gewusst, wie viele Menschen an Bord gewesen seien."
)


def test_one_text_gives_statements_figures_times_and_speakers(tools: Tools) -> None:
    records = analyse(ENGLISH, published="2032-05-16", tools=tools)
    text = records.document.text

    (statement,) = (s for s in records.statements if s.source)
    assert statement.source[0].of(text) == "the coastguard"
    assert [f.number.of(text) for f in records.figures] == ["17"]
    assert [t.edtf for t in records.times] == ["2032-05-15"]
    assert [c.statement for c in records.cast.credits] == [statement.id]


def test_a_text_in_another_language_is_kept_and_not_analysed(tools: Tools) -> None:
    records = analyse(GERMAN, tools=tools)

    assert records.document.language == "de"
    assert (records.statements, records.figures, records.times) == ((), (), ())
    assert records.document.text == GERMAN


def test_the_order_of_documents_does_not_matter(tools: Tools) -> None:
    one = analyse(ENGLISH, published="2032-05-16", tools=tools)
    two = analyse(ENGLISH.replace("17", "19"), published="2032-05-17", tools=tools)

    assert relate((one, two), tools) == relate((two, one), tools)
