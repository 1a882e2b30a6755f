"""Only stories that a new document touches are drafted again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.alignment.test_align import FERRY, LATER, OTHER, corpus

from reportedly.alignment.align import align
from reportedly.alignment.resume import Notes, resume
from reportedly.codec import pack, unpack
from reportedly.records import (
    Corpus,
    DocumentRecords,
    EntityId,
    Reuse,
    RuleName,
)
from reportedly.stage import Earlier, Tools, marked

SEEN = RuleName("seen before")


def test_a_story_without_a_new_document_keeps_its_draft(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    ferry, other = report("a", FERRY, "2032-05-16"), report("c", OTHER, "2032-06-03")
    output, notes = resume(marked(corpus(ferry, other)), tools, None)
    known = replace(output, witnesses=tuple(replace(w, rule=SEEN) for w in output.witnesses))
    more = corpus(ferry, other, report("b", LATER, "2032-05-17"))
    grown, _ = resume(marked(more), tools, Earlier(output=known, notes=notes))

    seen = {w.span.doc: w.rule == SEEN for w in grown.witnesses}
    assert seen == {"a": False, "b": False, "c": True}
    assert replace(grown, witnesses=()) == replace(align(more, tools), witnesses=())


def test_a_draft_is_made_anew_when_one_of_its_documents_changes(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    other = report("c", OTHER, "2032-06-03")
    output, notes = resume(marked(corpus(report("a", FERRY, "2032-05-16"), other)), tools, None)
    changed = corpus(report("a", FERRY, "2032-05-18"), other)
    grown, _ = resume(marked(changed), tools, Earlier(output=output, notes=notes))

    assert grown == align(changed, tools) != output


def test_a_story_whose_speakers_were_joined_anew_keeps_its_draft_and_credits_them(
    demo: Corpus, tools: Tools
) -> None:
    output, notes = resume(marked(demo), tools, None)
    known = replace(output, slots=tuple(replace(s, rule=SEEN) for s in output.slots))
    renamed = tuple(replace(e, id=EntityId(f"{e.id}x")) for e in demo.entities)
    joined = replace(demo, entities=renamed)
    grown, _ = resume(marked(joined), tools, Earlier(output=known, notes=notes))

    assert {s.rule for s in grown.slots} == {SEEN}
    assert grown.witnesses == align(joined, tools).witnesses != output.witnesses


def test_a_draft_follows_the_speakers_and_origins_of_its_passages(
    demo: Corpus, tools: Tools
) -> None:
    output, notes = resume(marked(demo), tools, None)
    renamed = tuple(replace(e, id=EntityId(f"{e.id}x")) for e in demo.entities)
    for changed in (replace(demo, entities=renamed), replace(demo, reuse=Reuse())):
        again, _ = resume(marked(changed), tools, Earlier(output=output, notes=notes))

        assert again == align(changed, tools) != output


def test_a_document_that_changes_has_a_new_profile(
    report: Callable[..., DocumentRecords], tools: Tools
) -> None:
    other = report("c", OTHER, "2032-06-03")
    output, notes = resume(marked(corpus(report("a", FERRY, "2032-05-16"), other)), tools, None)
    blank = {
        doc: (mark, replace(own, days=()))
        for doc, (mark, own) in unpack(notes, Notes).profiles.items()
    }
    known = pack(replace(unpack(notes, Notes), profiles=blank))
    changed = marked(corpus(report("a", LATER, "2032-05-16"), other))
    _, again = resume(changed, tools, Earlier(output=output, notes=known))

    found = unpack(again, Notes).profiles
    assert {doc: bool(own.days) for doc, (_, own) in found.items()} == {"a": True, "c": False}
