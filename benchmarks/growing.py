"""Time what relating costs when a few documents are added to many.

Run `python -m benchmarks.growing [--documents 5000] [--added 10] [--kept FOLDER]`: it makes the
corpus of `benchmarks.corpus_stages`, relates all of it but a few documents, then all of it, and
prints the CPU seconds of both, of reading the records back, and whether the outcome is that of a
first run. The reading of the added documents themselves is left out, and so are the digests of
records: in a ledger they stand beside them. Garbage is looked for as a run does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpus_stages import material
from reportedly.codec import decode, encode
from reportedly.engines.collecting import seldom_here
from reportedly.engines.update import update_corpus
from reportedly.language import load_reader
from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus, DocumentRecords
from reportedly.settings import Settings
from reportedly.stage import Tools, marked
from reportedly.store.outputs import Output


def related(
    records: tuple[DocumentRecords, ...], tools: Tools, known: Mapping[str, Output]
) -> dict[str, Output]:
    """Print the CPU seconds of relating; return all outputs by stage."""
    given = marked(Corpus(documents=records))
    with seldom_here():
        began = time.process_time()
        _, changed = update_corpus(given, tools, known=known, decisions=())
        seconds = time.process_time() - began
    sys.stdout.write(f"{len(records)} documents, {len(known)} known: {seconds:.1f} CPU s\n")
    return {**known, **{output.stage: output for output in changed}}


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growing")
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--added", type=int, default=10)
    parser.add_argument("--kept", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        kept = options.kept or Path(scratch)
        records = material(options.documents, near_copies=False, kept=kept).documents
    tools = Tools(settings=Settings(), lexicon=load_lexicon(), reader=load_reader())
    bodies = [encode(r) for r in records]
    began = time.process_time()
    for body in bodies:
        decode(body, DocumentRecords)
    sys.stdout.write(f"reading records back: {time.process_time() - began:.1f} CPU s\n")
    step = len(records) // options.added
    late = set(range(0, step * options.added, step))
    early = tuple(r for n, r in enumerate(records) if n not in late)
    grown = related(records, tools, related(early, tools, {}))
    once = related(records, tools, {})
    same = all(grown[name].body == once[name].body for name in once)
    sys.stdout.write(f"the same as a first run: {same}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
