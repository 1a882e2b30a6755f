"""A run over partitions gives what a run on one machine gives, whatever stops it on the way."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from reportedly.codec import encode
from reportedly.engines import load_corpus, run
from reportedly.engines.cluster import Choice, ClusterResult, Sizes, load, marks, run_cluster
from reportedly.engines.cluster.linking import read_links
from reportedly.engines.cluster.plan import CORPUS, Spread, kept
from reportedly.engines.cluster.reading import read_outputs
from reportedly.engines.cluster.storage import storage_of
from reportedly.errors import BadLedger, BadSetting
from reportedly.exports import write_jsonl
from reportedly.records import Document
from reportedly.settings import Settings
from reportedly.store import Store, open_store, outputs

SMALL = Sizes(group=12_000, part=3, batch=800, bucket=700)
WHOLE = outputs.WHOLE
SETTINGS = Settings(workers=2)
pytest.importorskip("pyarrow")


def exported(store: Store, scratch: Path) -> dict[str, str]:
    """Return the hash of every file of an export."""
    folder = scratch / f"export-{store.root.name}"
    write_jsonl(load_corpus(store), folder, {})
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


class Whole:
    """The demo's reports and a few more, and what a run on one machine makes of them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place / "reports"
        self.folder.mkdir()
        for file in (resources.files("reportedly") / "demo").iterdir():
            if file.name.endswith(".jsonl"):
                (self.folder / file.name).write_bytes(file.read_bytes())
        (self.folder / "page.html").write_text(
            "<html><body><article><h1>Ferry</h1><p>The coastguard said 31 people died in the fire "
            "at Lisk on Saturday, officials said.</p></article></body></html>",
            encoding="utf-8",
        )
        (self.folder / "odd#name.txt").write_text("Mayor Ines Quiroga said 3 died.", "utf-8")
        (self.folder / "empty.txt").write_bytes(b"")
        (self.folder / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing here")
        self.store = open_store(place / "whole.reportedly", create=True)
        run(self.store, [str(self.folder)], settings=SETTINGS)
        self.export = exported(self.store, place)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return Whole(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def cut(whole: Whole) -> Path:
    """The output of a run in many small partitions."""
    output = whole.place / "cut"
    run_cluster([str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL)
    return output


def bodies(output: Path) -> dict[tuple[str, str], bytes]:
    storage = storage_of(str(output))
    return {
        (o.stage, doc): encode((o.key, o.digest, o.body.decode()))
        for part in marks.done(storage, "documents")
        for doc, made in read_outputs(storage, part)
        for o in made
    }


def links(output: Path) -> list[bytes]:
    """Return every link as JSON, sorted."""
    storage = storage_of(str(output))
    spread = kept(storage, CORPUS, Spread)
    assert spread is not None
    found = [link for n in range(spread.buckets) for link in read_links(storage, str(n))]
    return sorted(encode(link) for link in found)


def test_outputs_are_those_of_one_machine(whole: Whole, cut: Path) -> None:
    expected = {
        (stage, doc): encode((o.key, o.digest, o.body.decode()))
        for stage, doc in outputs.known(whole.store)
        if doc != WHOLE
        for o in (outputs.of_document(whole.store, doc)[stage],)
    }

    assert len(expected) > 50
    assert bodies(cut) == expected


def test_copies_are_those_of_one_machine(whole: Whole, cut: Path) -> None:
    expected = sorted(encode(link) for link in load_corpus(whole.store).reuse.links)

    assert len(expected) > 5
    assert links(cut) == expected


def test_a_loaded_ledger_exports_the_same_bytes(whole: Whole, cut: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "loaded.reportedly", create=True)

    result = load(str(cut), store, settings=SETTINGS, choice=Choice())

    assert (result.updated, len(result.rejected), len(result.failed)) == (0, 1, 1)
    assert exported(store, tmp_path) == whole.export
    assert outputs.known(store) == outputs.known(whole.store)


def test_loading_twice_changes_nothing(cut: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "loaded.reportedly", create=True)
    load(str(cut), store, settings=SETTINGS, choice=Choice())
    before = outputs.known(store)

    again = load(str(cut), store, settings=SETTINGS, choice=Choice())

    assert again.new == 0
    assert outputs.known(store) == before


def test_a_part_is_loaded_by_words_days_and_outlet(cut: Path, tmp_path: Path) -> None:
    def taken(choice: Choice) -> list[Document]:
        store = open_store(tmp_path / f"{len(list(tmp_path.iterdir()))}.reportedly", create=True)
        load(str(cut), store, settings=SETTINGS, choice=choice)
        return [r.document for r in load_corpus(store).documents]

    by_words = taken(Choice(words="Ferry sound", until="2032-05-17"))
    by_outlet = taken(Choice(outlets=("the averin POST",)))

    assert len(by_words) > 1
    assert all(d.published is not None and d.published <= "2032-05-17" for d in by_words)
    assert all("ferry" in f"{d.title} {d.text}".lower() for d in by_words)
    assert [d.outlet for d in by_outlet] == ["The Averin Post"] * 2


def test_a_part_is_loaded_with_what_copies_it(whole: Whole, cut: Path, tmp_path: Path) -> None:
    outlet = "Northlight Agency"
    found = [link for link in load_corpus(whole.store).reuse.links if not link.shared_quotation]
    own = {r.document.id for r in load_corpus(whole.store).documents if r.document.outlet == outlet}
    linked = {
        d for link in found if own & {link.a.doc, link.b.doc} for d in (link.a.doc, link.b.doc)
    }
    store = open_store(tmp_path / "part.reportedly", create=True)

    load(str(cut), store, settings=SETTINGS, choice=Choice(outlets=(outlet,), copies=True))

    assert len(linked) > len(own)
    assert {r.document.id for r in load_corpus(store).documents} == own | linked


def test_how_the_work_is_cut_changes_nothing(whole: Whole, cut: Path, tmp_path: Path) -> None:
    output = tmp_path / "whole"

    result = run_cluster([str(whole.folder)], str(output), settings=SETTINGS)

    assert result.aside == []
    assert bodies(output) == bodies(cut)
    assert links(output) == links(cut)


def test_what_is_done_is_not_done_again(whole: Whole, cut: Path) -> None:
    again = run_cluster([str(whole.folder)], str(cut), settings=SETTINGS, sizes=SMALL)

    assert (again.did, again.lost) == (0, 0)
    assert again.documents > 10
    assert again.links > 5


def test_another_input_or_setting_is_refused(whole: Whole, cut: Path) -> None:
    with pytest.raises(BadLedger, match="another input"):
        run_cluster([str(whole.folder / "page.html")], str(cut), settings=SETTINGS)
    with pytest.raises(BadLedger, match="another copy_words: found 12, asked 9"):
        run_cluster([str(whole.folder)], str(cut), settings=Settings(copy_words=9))


def test_an_unknown_engine_is_named(whole: Whole, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="expected one of processes, ray, found 'abacus'"):
        run_cluster([str(whole.folder)], str(tmp_path / "o"), settings=SETTINGS, engine="abacus")


def test_nothing_to_read_is_an_empty_result(tmp_path: Path) -> None:
    result = run_cluster([str(tmp_path / "nowhere")], str(tmp_path / "out"), settings=SETTINGS)

    assert (result.documents, result.links) == (0, 0)
    store = open_store(tmp_path / "empty.reportedly", create=True)
    loaded = load(str(tmp_path / "out"), store, settings=SETTINGS, choice=Choice())
    assert [r.reason for r in loaded.rejected] == ["there is no such file"]


def workers_of(parent: int) -> Iterator[int]:
    """Yield the workers among a process's children."""
    for place in Path("/proc").iterdir():
        try:
            line = (place / "cmdline").read_bytes()
            ours = (place / "stat").read_text().rpartition(")")[2].split()[1] == str(parent)
        except OSError:
            continue
        if ours and b"spawn_main" in line:
            yield int(place.name)


class Killer:
    """Kills a worker the first times that a partition of a step ends."""

    def __init__(self, doing: str, times: int) -> None:
        self.doing, self.left = doing, times

    def __call__(self, progress: object) -> None:
        if getattr(progress, "doing", "") == self.doing and self.left:
            pids = sorted(workers_of(os.getpid()))
            if pids:
                os.kill(pids[0], signal.SIGKILL)
                self.left -= 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds workers by Linux's /proc")
@pytest.mark.parametrize("doing", ["reading", "comparing fingerprints"])
def test_a_killed_worker_costs_no_partition(
    whole: Whole, cut: Path, tmp_path: Path, doing: str
) -> None:
    output = tmp_path / "out"
    killer = Killer(doing, 2)

    result = run_cluster(
        [str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL, report=killer
    )

    assert killer.left == 0
    assert result.lost >= 1
    assert result.aside == []
    assert bodies(output) == bodies(cut)
    assert links(output) == links(cut)


def running(folder: str, output: str) -> None:
    run_cluster([folder], output, settings=SETTINGS, sizes=SMALL)


def test_a_run_that_was_killed_goes_on(whole: Whole, cut: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    process = multiprocessing.get_context("spawn").Process(
        target=running, args=(str(whole.folder), str(output))
    )
    process.start()
    while not (marked := list(output.glob("done/documents/*.json"))) and process.is_alive():
        process.join(0.02)
    process.kill()
    process.join()

    result = run_cluster([str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL)

    assert 0 < len(marked) < len(marks.done(storage_of(str(output)), "documents"))
    assert result.aside == []
    assert links(output) == links(cut)


def broken(whole: Whole, output: Path) -> ClusterResult:
    """Run on documents of which a partition was lost between two steps."""
    run_cluster([str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL)
    storage = storage_of(str(output))
    storage.clear("done/documents")
    (output / "captures" / "00000-00000.parquet").rename(output / "hidden")
    return run_cluster([str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL)


def test_a_partition_that_fails_three_times_is_set_aside_with_its_reasons(
    whole: Whole, cut: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"

    result = broken(whole, output)

    (aside,) = result.aside
    assert (aside.step, aside.part, len(aside.reasons)) == ("documents", "00000-00000", 3)
    assert all("FileNotFoundError" in reason for reason in aside.reasons)
    assert 0 < len(bodies(output)) < len(bodies(cut))
    note = json.loads((output / "aside/documents/00000-00000.json").read_bytes())
    assert note["reasons"] == list(aside.reasons)


def test_what_was_set_aside_is_done_when_asked(whole: Whole, cut: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    broken(whole, output)
    (output / "hidden").rename(output / "captures" / "00000-00000.parquet")

    result = run_cluster(
        [str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL, retry=True
    )

    assert result.aside == []
    assert bodies(output) == bodies(cut)
    assert links(output) == links(cut)


@pytest.mark.nightly
def test_ray_gives_the_same(whole: Whole, cut: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    output = tmp_path / "out"

    result = run_cluster(
        [str(whole.folder)], str(output), settings=SETTINGS, sizes=SMALL, engine="ray"
    )

    assert result.aside == []
    assert bodies(output) == bodies(cut)
    assert links(output) == links(cut)
