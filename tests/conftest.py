"""Fixtures shared by all tests: the tools, loaded once, and one document's material."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.captures import Found, gather
from reportedly.documents import read
from reportedly.language import load_reader
from reportedly.lexicon import load_lexicon
from reportedly.records import Capture, CaptureId, Corpus, DocId, DocumentRecords
from reportedly.settings import Settings
from reportedly.stage import Material, Tools
from reportedly.store import Address, Store, open_store
from tests.postgres import PLACE, Server, programs, serving


@pytest.fixture(scope="session", autouse=True)
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the programs that tests start keep what they compile, where the system forbids it.

    A command of the program imports 570 modules: compiling them took 2.3 of its 3.9 CPU seconds.
    """
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The tools with default settings."""
    return Tools(settings=Settings(), lexicon=load_lexicon(), reader=load_reader())


@pytest.fixture(scope="session")
def demo(tools: Tools) -> Corpus:
    """The bundled invented reports, related."""
    reports = Path(pipeline.__file__).parent / "demo" / "marisol-ferry.jsonl"
    records = []
    for found in gather([str(reports)], tools.settings):
        assert isinstance(found, Found)
        capture = pipeline.capture_of(found)
        doc = pipeline.doc_id(capture)
        document = read(capture, found.data, doc=doc, settings=tools.settings)
        records.append(pipeline.read_records(document, tools))
    return pipeline.relate(tuple(records), tools)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own."""
    if programs() is None:
        pytest.skip(f"no PostgreSQL server in {PLACE}; install Debian's package postgresql")
    with serving() as made:
        yield made


@pytest.fixture(params=["folder", "shared"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path | Address:
    """Where a new ledger is to be: a folder, then a database on a server."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if request.param == "folder":
        return tmp_path / "story.reportedly"
    server: Server = request.getfixturevalue("server")
    return server.ledger()


@pytest.fixture
def store(place: Path | Address) -> Iterator[Store]:
    """A new ledger of either kind."""
    made = open_store(place, create=True)
    yield made
    made.engine.dispose()


@pytest.fixture
def material(tools: Tools) -> Callable[..., Material]:
    """Build the material of one plain text; `published` is a given date."""

    def build(text: str, published: str | None = None) -> Material:
        data = text.encode("utf-8")
        given = (("published", published),) if published else ()
        capture = Capture(
            id=CaptureId("0" * 64),
            location="text.txt",
            media_type="text/plain",
            size=len(data),
            given=given,
        )
        document = read(capture, data, doc=DocId("d"), settings=tools.settings)
        return Material(DocumentRecords(document=document), tools)

    return build
