"""Time the corpus stages on many documents.

Run `python -m benchmarks.corpus_stages [--documents 5000] [--near-copies]`: it runs the document
stages on the training reports of `data/corpus` once, multiplies their records into a corpus of the
wished size, and prints the seconds of each corpus stage and the peak memory of the process.

Each round of the reports gets other words and days, by letters exchanged one for one, so that its
spans stay right and it tells other events; with `--near-copies` only its names change, and all
rounds are near-copies of the first.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from reportedly import pipeline
from reportedly.engines import load_corpus, run
from reportedly.language import load_reader
from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.store import open_store

DATA = Path(__file__).parent.parent / "data" / "corpus" / "train"
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
WORD = re.compile(r"\b[A-Za-z][a-z]{3,}\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
VOWELS = "aeiou"
APART = 37  # days between two rounds
IDS = {"id", "doc", "statement", "entity", "parent", "antecedent", "part_of", "anchor"}
ID_LISTS = {"parts", "members"}
NAMES = {"text", "title", "name", "aliases", "role", "place"}
DAYS = {"published", "earliest", "latest"}
R = TypeVar("R")


@dataclass(frozen=True)
class Round:
    """How the records of one round differ from the first."""

    turn: int
    letters: dict[str, str]
    renamed: re.Pattern[str]

    def words(self, text: str) -> str:
        """Return a text with vowels exchanged, as long as before."""
        return self.renamed.sub(self._exchanged, text)

    def _exchanged(self, match: re.Match[str]) -> str:
        word = match.group()
        return word[0] + "".join(self.letters.get(c, c) for c in word[1:])

    def day(self, text: str) -> str:
        """Return an ISO day moved to this round's time; other texts unchanged."""
        if not DAY.fullmatch(text):
            return text
        return (date.fromisoformat(text) + timedelta(days=APART * self.turn)).isoformat()

    def text(self, name: str, value: str) -> str:
        """Return a text field as this round has it."""
        if name in IDS | ID_LISTS and value != "published":
            return f"{value}-{self.turn}"
        if name in NAMES:
            return self.words(value)
        return self.day(value) if name in DAYS else value

    def told(self, record: R) -> R:
        """Return a record, and every record inside it, as this round has it."""
        changed = {f.name: self._field(f.name, getattr(record, f.name)) for f in fields(record)}  # type: ignore[arg-type]  # records are dataclasses
        return replace(record, **changed)  # type: ignore[type-var]  # as above

    def _field(self, name: str, value: object) -> object:
        if isinstance(value, StrEnum):
            return value
        if isinstance(value, str):
            return self.text(name, value)
        if isinstance(value, tuple):
            return tuple(self._field(name, item) for item in value)
        return self.told(value) if is_dataclass(value) else value


def reports() -> Iterator[dict[str, str]]:
    """Yield the training reports without markup, by name."""
    for file in sorted(DATA.rglob("*.txt")):
        head, _, body = file.read_text(encoding="utf-8").partition("\n---\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        text = re.sub(r"</?[a-z](?: [^<>]*)?>", "", body)
        yield {
            "id": file.relative_to(DATA).with_suffix("").as_posix(),
            "text": text,
            "title": fields.get("title", ""),
            "outlet": fields.get("outlet", ""),
            "published": fields.get("date", ""),
        }


def material(count: int, *, near_copies: bool) -> Corpus:
    """Return the settled records of `count` documents, and no entities yet."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "reports.jsonl"
        with source.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(r) + "\n" for r in reports())
        store = open_store(Path(scratch) / "reports.reportedly", create=True)
        run(store, [str(source)], settings=Settings())
        first = load_corpus(store).documents
    every = list(first)
    for turn in range(1, -(-count // len(first))):
        chance = random.Random(turn)  # noqa: S311  # invented text, no secret
        letters = dict(zip(VOWELS, chance.sample(VOWELS, len(VOWELS)), strict=True))
        told = Round(turn, letters, NAME if near_copies else WORD)
        every += [told.told(r) for r in first]
    return Corpus(documents=tuple(sorted(every[:count], key=lambda r: r.document.id)))


def main(arguments: Sequence[str]) -> None:
    """Print the time of each corpus stage."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus_stages")
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--near-copies", action="store_true")
    options = parser.parse_args(arguments)
    corpus = material(options.documents, near_copies=options.near_copies)
    tools = Tools(settings=Settings(), lexicon=load_lexicon(), reader=load_reader())
    total = spent = 0.0
    for stage in pipeline.CORPUS_STAGES:
        began, worked = time.perf_counter(), time.process_time()
        output = {stage.name: stage.run(corpus, tools)}
        corpus = replace(corpus, **output)  # type: ignore[arg-type]  # by stage name
        seconds, busy = time.perf_counter() - began, time.process_time() - worked
        total += seconds
        spent += busy
        sys.stdout.write(f"{stage.name}: {seconds:.1f} s, {busy:.1f} CPU s\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{len(corpus.documents)} documents: {total:.1f} s, {spent:.1f} CPU s, peak {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
