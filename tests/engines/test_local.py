"""A run on real text, its repetition, additions, decisions and failures."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.codec import decode
from reportedly.engines import load_corpus, run
from reportedly.engines.check import problems
from reportedly.engines.local import job_of, tasks
from reportedly.engines.update import ORDER, is_current, tools_digest, update_document
from reportedly.engines.workers import work
from reportedly.exports import write_jsonl
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    Decision,
    DecisionId,
    Document,
    Span,
    Verdict,
)
from reportedly.review import anchor_of
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.store import Store, blobs, decisions, open_store, originals, outputs

WIRE = """PORT AVERIN, May 16 (Northlight) - At least 17 people died on Saturday after fire swept \
through a passenger ferry, the coastguard said.

"The crew made one distress call and then the bridge lost power," Commodore Ines Quiroga said.
"""
LOCAL = """The blankets ran out before the people did.

"I heard a bang, not loud," recalled Amara Okonjo, 34, who teaches in Port Averin. Dr Sunita Rao
counted 19 bodies in the mortuary by midday.
"""
ONE = Settings(workers=1)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "01-wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "02-local.txt").write_text(LOCAL, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "story.reportedly", create=True)


def fingerprint(store: Store, folder: Path) -> str:
    """Return a hash over every byte of an export."""
    write_jsonl(load_corpus(store), folder, {})
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(folder.iterdir()))).hexdigest()


def test_a_folder_becomes_a_ledger(store: Store, reports: Path) -> None:
    result = run(store, [str(reports)], settings=ONE)

    assert (result.new, result.updated, result.rejected, result.failed) == (2, 2, [], [])
    assert result.words == len(WIRE.split()) + len(LOCAL.split())
    assert [r.document.text for r in load_corpus(store).documents].count(WIRE) == 1
    assert problems(store) == []


def test_the_same_files_again_do_nothing(store: Store, reports: Path) -> None:
    run(store, [str(reports)], settings=ONE)
    before = outputs.known(store)

    again = run(store, [str(reports)], settings=ONE)

    assert (again.new, again.known, again.updated) == (0, 2, 0)
    assert outputs.known(store) == before


def test_more_files_are_added_and_only_they_are_read(store: Store, reports: Path) -> None:
    run(store, [str(reports / "01-wire.txt")], settings=ONE)

    result = run(store, [str(reports)], settings=ONE)

    assert (result.new, result.known, result.updated) == (1, 1, 1)


def test_a_changed_file_is_a_new_capture_and_the_old_one_stays(store: Store, reports: Path) -> None:
    run(store, [str(reports)], settings=ONE)
    (reports / "01-wire.txt").write_text(WIRE.replace("17", "23"), encoding="utf-8")

    result = run(store, [str(reports)], settings=ONE)

    texts = [r.document.text for r in load_corpus(store).documents]
    assert result.new == 1
    assert WIRE in texts
    assert WIRE.replace("17", "23") in texts


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_goes_on(
    store: Store, reports: Path
) -> None:
    (reports / "03-empty.txt").write_bytes(b"")

    result = run(store, [str(reports)], settings=ONE)

    assert result.updated == 2
    assert [r.location.rsplit("/", 1)[-1] for r in result.rejected] == ["03-empty.txt"]
    assert result.rejected[0].reason
    assert result.rejected[0].remedy


def test_the_order_of_files_and_the_number_of_workers_change_nothing(
    tmp_path: Path, reports: Path
) -> None:
    files = sorted(str(p) for p in reports.iterdir())
    prints: set[str] = set()

    for n, (order, workers) in enumerate([(files, 1), (files[::-1], 2)]):
        made = open_store(tmp_path / f"{n}.reportedly", create=True)
        run(made, order, settings=Settings(workers=workers))
        prints.add(fingerprint(made, tmp_path / f"export-{n}"))

    assert len(prints) == 1


def test_a_decision_reruns_what_reads_it_and_undoing_it_restores_all(
    store: Store, reports: Path, tmp_path: Path
) -> None:
    run(store, [str(reports)], settings=ONE)
    before = fingerprint(store, tmp_path / "before")
    wire = next(r for r in load_corpus(store).documents if "Northlight" in r.document.text)
    first = Decision(
        id=DecisionId("one"),
        at=datetime(2032, 5, 17, tzinfo=UTC),
        reviewer="ana",
        verdict=Verdict.CORRECT,
        kind="Document",
        anchors=(anchor_of(wire.document, Span(wire.document.id, 0, 20)),),
        changes=(("published", "2031-01-01"), ("outlet", "Another Agency")),
    )
    decisions.append(store, first)

    result = run(store, (), settings=ONE)
    changed = next(r for r in load_corpus(store).documents if r.document.id == wire.document.id)

    assert result.updated == 1
    assert (changed.document.published, changed.document.outlet) == (
        "2031-01-01",
        "Another Agency",
    )
    undo = Decision(
        id=DecisionId("two"),
        at=datetime(2032, 5, 18, tzinfo=UTC),
        reviewer="ana",
        verdict=Verdict.UNSURE,
        kind="Document",
        anchors=first.anchors,
        supersedes=first.id,
    )
    decisions.append(store, undo)
    run(store, (), settings=ONE)
    assert fingerprint(store, tmp_path / "after") == before


def test_a_document_that_breaks_a_stage_is_one_failure(
    store: Store, reports: Path, tools: Tools
) -> None:
    run(store, [str(reports)], settings=ONE)
    task = next(iter(tasks(store).values()))
    blobs.path_of(store.originals, task.capture.id).unlink()

    ended = work(job_of(store, task), tools)

    assert isinstance(ended, outputs.Failure)
    assert "is missing" in ended.reason
    assert any("original is missing" in line for line in problems(store))


def test_nothing_runs_while_all_keys_hold_and_a_new_key_reruns_its_stage(
    store: Store, reports: Path, tools: Tools
) -> None:
    run(store, [str(reports)], settings=ONE)
    base = tools_digest(ONE, load_lexicon(), corpus=False)
    task = next(iter(tasks(store).values()))
    kept = outputs.of_document(store, task.doc)
    known = {name: (o.key, o.digest) for name, o in kept.items()}
    data = originals.get(store, task.capture.id)

    assert is_current(task, known, base)
    assert update_document(task, data, known=kept, tools=tools) == ()
    stale = {**known, "figures": ("another key", known["figures"][1])}
    assert not is_current(task, stale, base)
    old = {**kept, "figures": outputs.Output("figures", task.doc, "another", "g", b"[]")}
    made = update_document(task, data, known=old, tools=tools)
    assert [o.stage for o in made] == ["figures"]


def test_stages_that_run_in_memory_give_what_the_ledger_holds(
    store: Store, reports: Path, tools: Tools
) -> None:
    run(store, [str(reports)], settings=ONE)
    kept = load_corpus(store)
    documents = [decode(b, Document) for b in outputs.bodies(store, "documents").values()]

    again = pipeline.relate(tuple(pipeline.read_records(d, tools) for d in documents), tools)

    assert again == kept


def test_every_stage_is_pinned() -> None:
    assert set(ORDER) | {s.name for s in pipeline.CORPUS_STAGES} == set(pipeline.versions())
    assert json.dumps(pipeline.versions())
