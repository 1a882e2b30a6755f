"""A stage that gives other output for the same input gets its version raised.

Pinned are the stages that read text alone; the others rest on a parser whose last digits differ
between processors, and are held by the gates.
"""

from __future__ import annotations

import json
from pathlib import Path

from reportedly import documents, pipeline
from reportedly.captures import Found, gather
from reportedly.codec import digest, encode
from reportedly.records import DocumentRecords
from reportedly.settings import Settings
from reportedly.stage import Material, Tools
from reportedly.times import STAGE as TIMES

PINS = Path(__file__).parent / "gold" / "pins.json"
DEMO = Path(pipeline.__file__).parent / "demo" / "marisol-ferry.jsonl"


def outputs(tools: Tools) -> dict[str, str]:
    """Return the digest of each pinned stage's output on the bundled reports."""
    found = [f for f in gather([str(DEMO)], Settings()) if isinstance(f, Found)]
    texts: list[bytes] = []
    times: list[bytes] = []
    for one in found:
        capture = pipeline.capture_of(Found(location="x", media_type=one.media_type, data=one.data))
        doc = pipeline.doc_id(capture)
        document = documents.read(capture, one.data, doc=doc, settings=Settings())
        material = Material(DocumentRecords(document=document), tools)
        texts.append(encode(document))
        times.append(encode(TIMES.of(material)))
    return {"documents": digest(*texts)[:16], "times": digest(*times)[:16]}


def test_output_changes_only_with_the_version(tools: Tools) -> None:
    pins = json.loads(PINS.read_text(encoding="utf-8"))
    versions = pipeline.versions()
    found = {f"{name} {versions[name]}": value for name, value in outputs(tools).items()}

    assert found == pins, "raise the stage's version, then pin its new output"
