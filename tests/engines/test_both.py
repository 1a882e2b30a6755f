"""A folder and a shared ledger are the same to a run, to a check and to an export."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

from reportedly.engines import Progress, load_corpus, run
from reportedly.engines.check import problems
from reportedly.records import Capture, Decision, DecisionId, DocId, Span, Verdict
from reportedly.review import anchor_of
from reportedly.settings import Settings
from reportedly.store import Store, decisions, documents, open_store, originals, outputs
from reportedly.store.documents import Held
from reportedly.store.lock import writing
from tests.engines.test_local import LOCAL, ONE, WIRE, fingerprint
from tests.postgres import Server

SECONDS = 120.0


def shared(server: Server) -> Store:
    return open_store(server.ledger())


def test_the_same_input_and_decision_give_the_same_bytes(server: Server, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in (("wire.txt", WIRE), ("local é.txt", LOCAL), ("empty.txt", "")):
        (reports / name).write_text(text, encoding="utf-8")
    files = sorted(str(p) for p in reports.iterdir())
    folder, server_side = open_store(tmp_path / "a.reportedly", create=True), shared(server)
    prints: list[list[str]] = []

    for store, paths, workers in ((folder, files, 1), (server_side, files[::-1], 2)):
        run(store, paths, settings=Settings(workers=workers))
        first = fingerprint(store, tmp_path / f"before-{workers}")
        document = load_corpus(store).documents[0].document
        made = Decision(
            id=DecisionId("one"),
            at=datetime(2032, 5, 17, tzinfo=UTC),
            reviewer="ana",
            verdict=Verdict.CORRECT,
            kind="Document",
            anchors=(anchor_of(document, Span(document.id, 0, 4)),),
            changes=(("published", "2032-05-16"),),
        )
        decisions.append(store, made)
        run(store, (), settings=ONE)
        prints.append([first, fingerprint(store, tmp_path / f"after-{workers}")])
        assert problems(store) == []

    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]
    assert outputs.known(folder) == outputs.known(server_side)
    assert documents.left_out(folder) == documents.left_out(server_side)
    assert documents.held(folder) == documents.held(server_side)


def test_a_second_run_waits_for_its_turn_and_says_for_whom(server: Server, tmp_path: Path) -> None:
    store = shared(server)
    (tmp_path / "a.txt").write_text(LOCAL, encoding="utf-8")
    waits = threading.Event()
    told: list[str] = []

    def report(progress: Progress) -> None:
        told.append(progress.doing)
        if progress.doing.startswith("waiting"):
            waits.set()

    second = threading.Thread(
        target=run, args=(store, [str(tmp_path)]), kwargs={"settings": ONE, "report": report}
    )
    with writing(open_store(store.place)):
        second.start()
        assert waits.wait(SECONDS)
        assert documents.held(store) == {}
    second.join(SECONDS)

    assert told[0].startswith("waiting for the run of ")
    assert told[0].endswith(" to end")
    assert len(load_corpus(store).documents) == 1


def test_a_page_that_another_machine_fetched_is_no_fault(server: Server) -> None:
    store = shared(server)
    place = "/home/ben/fetched/20320517-example.org.warc.gz#1"
    capture = Capture(id=originals.put(store, b"x"), location=place, media_type="text/html", size=1)
    documents.add(store, [Held(DocId("d1"), capture, place)])

    assert problems(store) == []
