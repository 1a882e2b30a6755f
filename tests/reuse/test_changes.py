"""What a copy changed, in words."""

from __future__ import annotations

from dataclasses import replace

from tests.reuse.conftest import Find, document

from reportedly.records import Basis, DocumentRecords, Mode, RuleName, Span, Statement, StatementId

TEXT = (
    "The ferry Marisol burned off Velmar on Saturday night and 41 passengers drowned. "
    "Lifeboats had been locked since spring, harbour master Tomas Ruiz said after dusk. "
    "Two trawlers carried the survivors to the customs quay."
)


def credited(records: DocumentRecords, source: str, cue: str, content: str) -> DocumentRecords:
    text = records.document.text

    def span(words: str) -> Span:
        return Span(records.document.id, text.index(words), text.index(words) + len(words))

    statement = Statement(
        id=StatementId("s1"),
        content=(span(content),),
        mode=Mode.INDIRECT,
        basis=Basis.VERB,
        source=(span(source),),
        cue=(span(cue),),
        rule=RuleName("test"),
    )
    return replace(records, statements=(statement,))


def test_a_replaced_figure_is_named_from_the_earlier_to_the_later(find: Find) -> None:
    (link,) = find(
        document("a", TEXT.replace("41", "43"), published="2031-04-14"),
        document("b", TEXT, published="2031-04-13"),
    ).links

    assert link.changes == ("41 became 43",)


def test_without_an_order_nothing_became_anything(find: Find) -> None:
    (link,) = find(document("a", TEXT), document("b", TEXT.replace("41", "43"))).links

    assert link.changes == ("41 here, 43 there",)


def test_a_replaced_name_is_named(find: Find) -> None:
    (link,) = find(
        document("a", TEXT, published="2031-04-13"),
        document("b", TEXT.replace("Tomas Ruiz", "Ilka Navarro"), published="2031-04-14"),
    ).links

    assert link.changes == ("Tomas Ruiz became Ilka Navarro",)


def test_a_dropped_saying_is_named(find: Find) -> None:
    original = credited(
        document("a", TEXT, published="2031-04-13"),
        "harbour master Tomas Ruiz",
        "said",
        "Lifeboats had been locked since spring",
    )
    copy = TEXT.replace(", harbour master Tomas Ruiz said after dusk", "")
    (link,) = find(original, document("b", copy, published="2031-04-14")).links

    assert link.changes == ('dropped "harbour master Tomas Ruiz said"',)


def test_a_dropped_sentence_is_named(find: Find) -> None:
    middle = "Lifeboats had been locked since spring, harbour master Tomas Ruiz said after dusk. "
    links = find(
        document("a", TEXT, published="2031-04-13"),
        document("b", TEXT.replace(middle, ""), published="2031-04-14"),
    ).links

    remarks = [remark for link in links for remark in link.changes]
    assert remarks == [f'dropped the sentence "{middle[:-2]}"']
