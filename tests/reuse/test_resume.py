"""Copies found step by step are the copies found at once, and old pairs are not aligned again."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse.conftest import document

from reportedly.codec import encode, pack, unpack
from reportedly.records import Corpus, DocumentRecords, Reuse
from reportedly.reuse.find import run
from reportedly.reuse.resume import Notes, resume
from reportedly.stage import Earlier, Tools, marked

FOOTER = "This bulletin was set from the municipal newsroom feed without alteration by editors."
WORDS = [f"word{k}" for k in range(300)]


def story(seed: int) -> str:
    pick = random.Random(seed)
    return ". ".join(" ".join(pick.choices(WORDS, k=14)) for _ in range(4)) + "."


def told(name: int, version: int) -> DocumentRecords:
    """Return a document of one of six stories, under a footer that becomes stock when many."""
    text = f"{story(name % 6)}\n{story(1000 + 50 * name + version)}\n{FOOTER}"
    return document(f"d{name:03}", text, published=f"2031-04-{1 + name % 28:02}")


changes = st.lists(st.dictionaries(st.integers(0, 40), st.integers(0, 2)), min_size=2, max_size=4)


@settings(deadline=None, max_examples=25)
@given(steps=changes, start=st.integers(0, 30))
def test_step_by_step_gives_the_bytes_that_all_at_once_gives(
    tools: Tools, steps: list[dict[int, int]], start: int
) -> None:
    held = dict.fromkeys(range(start), 0)
    earlier: Earlier[Reuse] | None = None
    for step in steps:
        for name, version in step.items():
            if held.get(name) == version:
                del held[name]  # the document went
            else:
                held[name] = version
        corpus = Corpus(documents=tuple(told(*item) for item in sorted(held.items())))
        output, notes = resume(marked(corpus), tools, earlier)
        earlier = Earlier(output=output, notes=notes)

        assert encode(output) == encode(run(corpus, tools))


def test_only_pairs_with_a_new_document_are_aligned(tools: Tools) -> None:
    before = Corpus(documents=tuple(told(n, 0) for n in range(12)))
    output, notes = resume(marked(before), tools, None)
    known = Reuse(links=tuple(replace(k, changes=("seen before",)) for k in output.links))
    more = Corpus(documents=(*before.documents, told(12, 0)))
    grown, _ = resume(marked(more), tools, Earlier(output=known, notes=notes))

    fresh = [k for k in grown.links if k.changes != ("seen before",)]
    assert len(grown.links) > len(output.links) > 0
    assert all("d012" in (k.a.doc, k.b.doc) for k in fresh)
    assert len(fresh) == len(grown.links) - len(output.links)


def test_fingerprints_of_an_unchanged_document_are_kept(tools: Tools) -> None:
    before = Corpus(documents=tuple(told(n, 0) for n in range(8)))
    output, notes = resume(marked(before), tools, None)
    noted = unpack(notes, Notes)
    blank = {doc: (mark, b"") for doc, (mark, _) in noted.prints.items()}
    earlier = Earlier(output=output, notes=pack(replace(noted, prints=blank)))
    _, again = resume(marked(Corpus(documents=(told(0, 1), *before.documents[1:]))), tools, earlier)

    found = unpack(again, Notes).prints
    assert [doc for doc, (_, own) in found.items() if own] == ["d000"]
