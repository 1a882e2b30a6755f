"""Which passages are linked, and what must never decide it."""

from __future__ import annotations

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reuse.conftest import Find, document

from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus, Direction, DocId, DocumentRecords, Reuse, Span
from reportedly.reuse.find import find as find_all
from reportedly.settings import Settings

WIRE = (
    "A fire on the ferry Marisol killed 41 passengers off Velmar on Saturday night. "
    "Harbour master Tomas Ruiz said the engine room had caught fire shortly after departure. "
    "Two fishing boats took 160 survivors to the old customs quay."
)
OTHER = (
    "Bakers in the mountain town of Orle have asked the council for cheaper flour. "
    "The mill closed in spring and its wheel has stood still ever since."
)
LEXICON = load_lexicon()
VOCABULARY = [f"word{k}" for k in range(4000)]


def links_of(documents: tuple[DocumentRecords, ...]) -> Reuse:
    return find_all(Corpus(documents=documents), LEXICON, Settings())


def test_a_reprint_is_one_link_over_the_whole_text(find: Find) -> None:
    found = find(document("a", WIRE), document("b", WIRE))

    (link,) = found.links
    assert (link.a, link.b) == (
        Span(DocId("a"), 0, len(WIRE) - 1),
        Span(DocId("b"), 0, len(WIRE) - 1),
    )
    assert link.similarity == 1.0


def test_digits_and_spelled_numbers_case_and_short_months_do_not_hide_a_copy(find: Find) -> None:
    original = (
        "On February 3 forty-one miners of Hradov walked 1,200 steps up the Old Shaft at night."
    )
    copy = "On Feb 3 41 Miners of Hradov walked 1200 steps up the old shaft, at night."
    (link,) = find(document("a", original), document("b", copy)).links

    assert link.similarity == 1.0


def test_a_copy_with_changed_words_covers_its_whole_sentences(find: Find) -> None:
    copy = WIRE.replace("killed 41 passengers", "killed at least 43 people").replace(
        "shortly", "soon"
    )
    text = OTHER + "\n\n" + copy
    (link,) = find(document("a", WIRE), document("b", text)).links

    assert link.b.of(text) + "." == copy


def test_paragraphs_in_another_order_are_linked_one_by_one(find: Find) -> None:
    one, two = WIRE, OTHER
    links = find(document("a", f"{one}\n\n{two}"), document("b", f"{two}\n\n{one}")).links

    assert len(links) == 2


def test_a_stock_phrase_of_everyday_words_is_no_copy(find: Find) -> None:
    stock = "it was one of the first of its time and it is still there for all of them to see"
    links = find(document("a", f"In Orle {stock}."), document("b", f"At Hradov {stock}.")).links

    assert links == ()


def test_a_sentence_under_unrelated_texts_of_one_collection_is_no_copy() -> None:
    pick = random.Random(5)
    tail = (
        "This bulletin was set from the municipal newsroom feed "
        "without alteration of wording by editors."
    )
    texts = [" ".join(pick.choices(VOCABULARY, k=60)) + ".\n\n" + tail for _ in range(40)]
    found = links_of(tuple(document(f"d{k:02}", text) for k, text in enumerate(texts)))

    assert found.links == ()


def test_a_wire_story_printed_by_forty_papers_is_one_origin() -> None:
    pick = random.Random(6)
    story = " ".join(pick.choices(VOCABULARY, k=80)) + "."
    found = links_of(tuple(document(f"d{k:02}", story) for k in range(60)))

    (origin,) = found.origins
    assert len(origin.passages) == 60


def test_words_quoted_by_two_reporters_are_a_shared_quotation_and_no_origin(find: Find) -> None:
    words = (
        "Nobody told the night watch that pump seven had been taken apart for cleaning last Tuesday"
    )
    a = f'Visitors left early. "{words}," engineer Ilse Brandt told a crowded hall.'
    b = f'At the townhouse tempers rose.\n\nBrandt: "{words}." Then the lamps went out.'
    found = find(document("a", a), document("b", b))

    assert [link.shared_quotation for link in found.links] == [True]
    assert found.origins == ()


def test_a_span_leads_to_its_place_in_the_copy_that_moved_it(find: Find) -> None:
    text = f"{OTHER}\n\n{WIRE}"
    (link,) = find(document("a", WIRE), document("b", text)).links
    at = WIRE.index("Harbour master Tomas Ruiz")
    there = link.opposite(Span(DocId("a"), at, at + 25))

    assert there is not None
    assert there.of(text) == "Harbour master Tomas Ruiz"
    assert link.opposite(there) == Span(DocId("a"), at, at + 25)


def test_a_changed_word_leads_to_what_has_been_put_in_its_place(find: Find) -> None:
    text = WIRE.replace("Tomas Ruiz", "Anton Navarro")
    (link,) = find(document("a", WIRE), document("b", text)).links
    at = WIRE.index("Tomas Ruiz")
    there = link.opposite(Span(DocId("a"), at, at + len("Tomas Ruiz")))

    assert there is not None
    assert there.of(text).strip() == "Anton Navarro"


def test_hostile_repetition_is_read_quickly(find: Find) -> None:
    text = "no no no yes " * 8000 + "x" * 100_000

    assert find(document("a", text), document("b", text)).links == ()


texts = st.lists(st.sampled_from(VOCABULARY), min_size=40, max_size=90).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(text=texts, more=texts, cut=st.integers(0, 20), seed=st.integers(0, 9))
def test_spans_are_inside_equal_runs_are_equal_and_order_is_no_matter(
    text: str, more: str, cut: int, seed: int
) -> None:
    words = text.split()
    documents = [
        document("a", text),
        document("b", f"{more}\n\n" + " ".join(words[cut:]), published="2031-04-13"),
        document("c", " ".join(words[: 40 - cut]) + ".\n" + more, published="2031-04-12"),
    ]
    body = {d.document.id: d.document.text for d in documents}
    found = links_of(tuple(documents))
    random.Random(seed).shuffle(documents)

    assert links_of(tuple(documents)) == found
    for link in found.links:
        assert link.a < link.b
        assert link.a.of(body[link.a.doc]).strip() == link.a.of(body[link.a.doc])
        for i, j, n in link.pairs:
            assert body[link.a.doc][i : i + n] == body[link.b.doc][j : j + n]
            assert link.a.start <= i < i + n <= link.a.end
            assert link.b.start <= j < j + n <= link.b.end


@settings(deadline=None, max_examples=30)
@given(text=texts)
@example(text=f"{'no ' * 25}yes {'no ' * 8}{' '.join(VOCABULARY[:3])} {'no ' * 11}no")
def test_identical_texts_have_similarity_one_and_a_side_each(text: str) -> None:
    found = links_of((document("x", text), document("y", text)))
    swapped = links_of((document("y", text), document("x", text)))

    assert found == swapped
    assert all(link.similarity == 1.0 for link in found.links)
    assert all(link.direction is Direction.UNKNOWN for link in found.links)


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_random_texts_are_not_linked(seed: int) -> None:
    pick = random.Random(seed)
    made = [document(f"d{k}", " ".join(pick.choices(VOCABULARY, k=150))) for k in range(8)]

    assert links_of(tuple(made)) == Reuse()
