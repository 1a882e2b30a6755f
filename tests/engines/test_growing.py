"""A ledger that grew is, byte for byte, the ledger made of all its documents at once."""

from __future__ import annotations

from pathlib import Path

from reportedly.engines import run
from reportedly.store import Store, open_store, outputs
from reportedly.store.outputs import WHOLE
from tests.engines.test_local import LOCAL, ONE, WIRE, fingerprint

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
