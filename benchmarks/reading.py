"""Time each stage that reads a document, on one core.

Run `python -m benchmarks.reading [FILE ...]`: FILE is JSON lines with a "text" field; without one
the training reports of `data/corpus` are read. It prints the CPU milliseconds that each stage takes
for 1,000 words once the models are loaded, and words a second: of parse, statements and speakers
together, and of all stages. Storing what was read is left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus_stages import reports
from reportedly import documents, pipeline
from reportedly.captures import Found
from reportedly.records import DocumentRecords
from reportedly.settings import Settings
from reportedly.stage import Material

SPEAKING = ("parse", "statements", "cast")


def stage_seconds(texts: list[dict[str, str]]) -> tuple[dict[str, float], int]:
    """Return CPU seconds by stage, and the words that were read."""
    tools = pipeline.load_tools(Settings())
    tools.reader.load()
    pipeline.analyse(texts[0]["text"], tools=tools)  # loads what is loaded late
    spent: dict[str, float] = defaultdict(float)
    words = 0
    for n, text in enumerate(texts):
        given = tuple((k, v) for k, v in sorted(text.items()) if v and k not in ("id", "text"))
        found = Found(
            location=f"{n}.txt", media_type="text/plain", data=text["text"].encode(), given=given
        )
        capture = pipeline.capture_of(found)
        began = time.process_time()
        document = documents.read(
            capture, found.data, doc=pipeline.doc_id(capture), settings=tools.settings
        )
        spent["documents"] += time.process_time() - began
        words += len(document.text.split())
        material = Material(DocumentRecords(document=document), tools).flowing()
        began = time.process_time()
        assert material.parse is not None
        spent["parse"] += time.process_time() - began
        for stage in pipeline.DOCUMENT_STAGES:
            began = time.process_time()
            material = material.extended(stage.name, stage.of(material))
            spent[stage.name] += time.process_time() - began
    return spent, words


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    lines = (line for a in arguments for line in Path(a).read_text(encoding="utf-8").splitlines())
    given = [{"text": json.loads(line)["text"]} for line in lines if line]
    spent, words = stage_seconds(given or list(reports()))
    for name, seconds in spent.items():
        sys.stdout.write(f"{name:12} {1e6 * seconds / words:8.1f} ms for 1,000 words\n")
    for name, parts in (("statements and speakers", SPEAKING), ("all stages", tuple(spent))):
        total = sum(spent[part] for part in parts)
        sys.stdout.write(f"{name}: {words / total:,.0f} words a CPU second ({words:,} words)\n")


if __name__ == "__main__":
    main(sys.argv[1:])
