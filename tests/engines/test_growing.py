"""A ledger that grew is, byte for byte, the ledger made of all its documents at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import analyse
from reportedly.engines import run
from reportedly.engines.update import update_corpus
from reportedly.records import Corpus, DocumentRecords
from reportedly.stage import Tools, marked
from reportedly.store import Store, open_store, outputs
from reportedly.store.outputs import WHOLE, Output
from tests.engines.test_local import LOCAL, ONE, WIRE, fingerprint
from tests.test_coherence import REPORTS

LATER = WIRE.replace("17", "19") + " Divers went down again on Monday, and the quay stayed shut."


def test_documents_added_one_by_one_give_the_ledger_of_all_at_once(tmp_path: Path) -> None:
    texts = {"a.txt": WIRE, "b.txt": LOCAL, "c.txt": LATER}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in texts]
    grown = open_store(tmp_path / "grown.reportedly", create=True)
    for file in files:
        run(grown, [file], settings=ONE)
    once = open_store(tmp_path / "once.reportedly", create=True)
    run(once, files, settings=ONE)

    assert _bodies(grown) == _bodies(once)
    assert fingerprint(grown, tmp_path / "one") == fingerprint(once, tmp_path / "two")


def _bodies(store: Store) -> dict[str, bytes]:
    return {name: o.body for name, o in outputs.of_document(store, WHOLE).items()}


Known = dict[str, Output]
Records = tuple[DocumentRecords, ...]


def related(every: Records, chosen: set[int], *, tools: Tools, known: Known) -> Known:
    """Relate some documents, given what was related before."""
    records = tuple(r for n, r in enumerate(every) if n in chosen)
    _, changed = update_corpus(marked(Corpus(documents=records)), tools, known=known, decisions=())
    return {**known, **{output.stage: output for output in changed}}


@pytest.fixture(scope="module")
def every(demo: Corpus, tools: Tools) -> Records:
    """Documents of two stories."""
    read = [analyse(t, published=day, outlet=name, tools=tools) for name, day, t in REPORTS]
    return tuple(sorted((*demo.documents, *read), key=lambda r: r.document.id))


@pytest.fixture(scope="module")
def once(every: Records, tools: Tools) -> Known:
    """What comes of all documents at once."""
    return related(every, set(range(len(every))), tools=tools, known={})


@settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sets(st.integers(0, 9), min_size=1), min_size=1, max_size=3))
def test_documents_that_come_and_go_in_any_order_leave_no_trace(
    every: Records, tools: Tools, once: Known, steps: list[set[int]]
) -> None:
    known: Known = {}
    for chosen in (*steps, set(range(len(every)))):
        known = related(every, chosen, tools=tools, known=known)

    assert {name: known[name].body for name in once} == {n: o.body for n, o in once.items()}
