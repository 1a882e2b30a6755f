"""Interviews whose turns are marked by letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tests.entities.conftest import Played

from reportedly.entities import STAGE
from reportedly.records import Basis, DocumentRecords, Statement
from reportedly.stage import Material, Tools

Play = Callable[..., Played]
TEXT = """The engineer's number

Dr Sunniva Batran has measured the river for eleven years. Callum Dube met her by the gauge.

Q: Is the wall sound?

A: I said so in May.

Q: And the roof?

A: Ask the mayor.
"""


def _asked(played: Played, tools: Tools) -> Played:
    """Cast again, each statement a turn without a source."""

    def turns(records: DocumentRecords) -> Iterable[Statement]:
        for s in records.statements:
            yield replace(s, source=(), basis=Basis.HEADING, antecedent=None)

    bare = replace(played.records, statements=tuple(turns(played.records)))
    return Played(replace(bare, cast=STAGE.run(Material(bare, tools))))


def test_an_answer_is_of_whom_the_opening_speaks(play: Play, tools: Tools) -> None:
    played = _asked(play(TEXT, ("Q", "Is the wall"), ("A", "I said"), ("A", "Ask")), tools)

    assert played.name("I said") == played.name("Ask") == "Sunniva Batran"


def test_all_questions_are_of_one_other(play: Play, tools: Tools) -> None:
    played = _asked(play(TEXT, ("Q", "Is the wall"), ("A", "I said"), ("Q", "And the")), tools)

    assert played.speaker("Is the wall") == played.speaker("And the")
    assert played.name("Is the wall") != played.name("I said")


def test_a_letter_inside_a_line_is_no_turn(play: Play, tools: Tools) -> None:
    text = "Dr Sunniva Batran left. The plan of class A: the roof is sound."
    played = _asked(play(text, ("The plan", "the roof")), tools)

    assert played.name("the roof") == ""
