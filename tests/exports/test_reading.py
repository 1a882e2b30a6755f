"""An export read back is the ledger it was made from, to the byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.captures import Found, gather
from reportedly.documents import read
from reportedly.errors import BadExport
from reportedly.exports import write_jsonl
from reportedly.exports.reading import is_export, read_jsonl, read_manifest
from reportedly.records import Corpus
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.views import LISTINGS, Index

CORPUS = Path(__file__).parent.parent.parent / "data" / "corpus"
VERSIONS = {"reportedly": "1", "stage times": "3"}


def same_bytes(corpus: Corpus, folder: Path) -> int:
    """Export, read, export; hold both exports together; return the number of files."""
    write_jsonl(corpus, folder / "one", VERSIONS)
    again = read_jsonl(folder / "one")
    write_jsonl(again, folder / "two", read_manifest(folder / "one"))
    files = sorted(p.name for p in (folder / "one").iterdir())
    for name in files:
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes(), name
    return len(files)


def test_export_import_export_gives_the_same_bytes(demo: Corpus, tmp_path: Path) -> None:
    assert same_bytes(demo, tmp_path) == 13


@pytest.mark.nightly
@pytest.mark.parametrize("part", ["light-dev", "dev-events"])
def test_the_annotated_corpus_comes_back_to_the_byte(
    part: str, tools: Tools, tmp_path: Path
) -> None:
    records = []
    for found in gather([str(CORPUS / part)], Settings()):
        if isinstance(found, Found):
            doc = pipeline.doc_id(pipeline.capture_of(found))
            document = read(pipeline.capture_of(found), found.data, doc=doc, settings=Settings())
            records.append(pipeline.read_records(document, tools))

    assert same_bytes(pipeline.relate(tuple(records), tools), tmp_path) == 13


def test_every_list_reads_the_same_from_an_export(demo: Corpus, tmp_path: Path) -> None:
    write_jsonl(demo, tmp_path, VERSIONS)

    again = Index(read_jsonl(tmp_path))

    for name, listing in LISTINGS.items():
        assert listing(again) == listing(Index(demo)), name


def test_an_export_is_known_by_its_manifest(demo: Corpus, tmp_path: Path) -> None:
    assert not is_export(tmp_path)
    write_jsonl(demo, tmp_path, VERSIONS)

    assert is_export(tmp_path)
    assert read_manifest(tmp_path) == VERSIONS


def test_a_changed_file_is_refused(demo: Corpus, tmp_path: Path) -> None:
    write_jsonl(demo, tmp_path, VERSIONS)
    file = tmp_path / "rows.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"unit":"person"', b'"unit":"horse"'))

    with pytest.raises(BadExport, match=r"rows\.jsonl was changed"):
        read_jsonl(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{}", "line 1: the field 'id' is missing"),
        ("[]", "line 1: line: expected an object"),
        ("{", "line 1:"),
        ('{"id": 3}', "id: expected text, found '3'"),
        ("[" * 50_000, "line 1:"),
    ],
)
def test_a_broken_line_is_named_with_file_and_number(line: str, said: str, tmp_path: Path) -> None:
    write_jsonl(Corpus(documents=()), tmp_path, VERSIONS)
    file = tmp_path / "entities.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(BadExport) as found:
        read_jsonl(tmp_path)
    assert "entities.jsonl" in str(found.value)
    assert said in str(found.value)


def test_a_newer_format_is_refused_with_a_remedy(tmp_path: Path) -> None:
    text = json.dumps({"format": "reportedly-jsonl", "version": 2})
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises(BadExport, match="found reportedly-jsonl version 2; read it with"):
        read_jsonl(tmp_path)
