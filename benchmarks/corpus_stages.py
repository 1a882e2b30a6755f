"""Time the corpus stages on many documents, and weigh what they leave in a ledger.

Run `python -m benchmarks.corpus_stages [--documents 500 1000 2000 5000] [--near-copies]
[--workers 2] [--kept FOLDER]`: it runs the document stages on the training reports of `data/corpus`
once (kept in FOLDER, where one is given), multiplies their records into corpora of the wished
sizes, and prints for each the CPU seconds of each corpus stage in the process that relates, those
of its workers, and what both are one after the other when the workers share their part evenly: the
time by the clock where each has a core. Then the peak memory, the time of writing and what a
document takes in the ledger; behind several sizes, the exponent by which each stage's time grows.

Each round of the reports gets other words and days, by letters exchanged one for one, so that its
spans stay right and it tells other events; everyday words are exchanged for one another. With
`--near-copies` only names change, by their vowels, and all rounds are near-copies of the first:
the hardest case for copies and names.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from reportedly import pipeline
from reportedly.alignment.vocabulary import EVERYDAY
from reportedly.codec import encode
from reportedly.engines import load_corpus, run
from reportedly.engines.spreading import spreading
from reportedly.engines.update import ORDER
from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus, DocumentRecords
from reportedly.settings import Settings
from reportedly.stage import Tools, marked
from reportedly.store import Store, open_store, outputs
from reportedly.store.folder import DATABASE
from reportedly.store.outputs import WHOLE, Output

DATA = Path(__file__).parent.parent / "data" / "corpus" / "train"
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
WORD = re.compile(r"\b[A-Za-z][a-z]{2,}\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
MEANING = ("titles", "events")  # tables whose words stay where they are written with a capital
SHORTEST = 4  # letters of a word that is exchanged
SIZES = (500, 1000, 2000, 5000)
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
    words_for: dict[str, str]  # words of their own, for the rest letters are exchanged

    def words(self, text: str) -> str:
        """Return a text with vowels exchanged, as long as before."""
        return self.renamed.sub(self._exchanged, text)

    def _exchanged(self, match: re.Match[str]) -> str:
        word = match.group()
        if word in self.words_for:
            return self.words_for[word]
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


def first_round(kept: Path) -> tuple[DocumentRecords, ...]:
    """Return the records of the reports themselves, read once into a ledger below `kept`."""
    source = kept / "reports.jsonl"
    kept.mkdir(parents=True, exist_ok=True)
    with source.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(r) + "\n" for r in reports())
    store = open_store(kept / "reports.reportedly", create=True)
    run(store, [str(source)], settings=Settings())
    return load_corpus(store).documents


def exchanged(chance: random.Random) -> dict[str, str]:
    """Return everyday words, each for another of its length, and titles as they are."""
    lexicon = load_lexicon()
    share = lexicon.groups("background", "share")
    plain = sorted(w for name in EVERYDAY for w in share[name] if WORD.fullmatch(w))
    named = {w.capitalize() for table in MEANING for w in _words(lexicon.tables[table])}
    out = {w: w for w in sorted(named)}
    for _, same in groupby(sorted(plain, key=len), key=len):
        words = list(same)
        out |= dict(zip(words, chance.sample(words, len(words)), strict=True))
    return out


def _words(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield from (w for w in table.lower().split() if len(w) >= SHORTEST)
    elif isinstance(table, Mapping):
        for key, value in table.items():
            yield from (*_words(key), *_words(value))
    elif isinstance(table, list):
        for item in table:
            yield from _words(item)


def material(count: int, *, near_copies: bool, kept: Path) -> Corpus:
    """Return the settled records of `count` documents, and no entities yet."""
    first = first_round(kept)
    every = list(first)
    for turn in range(1, -(-count // len(first))):
        chance = random.Random(turn)  # noqa: S311  # invented text, no secret
        sorts = (VOWELS,) if near_copies else (VOWELS, CONSONANTS)
        letters = {a: b for s in sorts for a, b in zip(s, chance.sample(s, len(s)), strict=True)}
        words = {} if near_copies else exchanged(chance)
        told = Round(turn, letters, NAME if near_copies else WORD, words)
        every += [told.told(r) for r in first]
    return Corpus(documents=tuple(sorted(every[:count], key=lambda r: r.document.id)))


@dataclass(slots=True, kw_only=True)
class Measured:
    """What relating one corpus took. Seconds are of the CPU."""

    documents: int
    workers: int
    seconds: dict[str, float] = field(default_factory=dict)  # by stage, in this process
    others: float = 0.0  # seconds of the workers, all together
    memory: int = 0  # MB at the peak of any process, records of the corpus included
    writing: float = 0.0  # seconds in which the outputs of the corpus stages were written
    read: int = 0  # bytes a document that the document stages leave, its text left out
    related: int = 0  # bytes a document that the corpus stages leave


def measured(corpus: Corpus, workers: int) -> Measured:
    """Relate a corpus and write what comes of it."""
    count = len(corpus.documents)
    found = Measured(documents=count, workers=workers)
    with (
        tempfile.TemporaryDirectory() as scratch,
        spreading(Settings(workers=workers)) as spread,
    ):
        tools = replace(pipeline.load_tools(Settings()), spread=spread)
        store = open_store(Path(scratch) / "ledger", create=True)
        outputs.save(store, (o for r in corpus.documents for o in _bodies(r)))
        texts = sum(len(r.document.text.encode()) for r in corpus.documents)
        before = _size(store)
        found.read = (before - texts) // count
        for stage in pipeline.CORPUS_STAGES:
            began = time.process_time()
            output, notes = related(stage, corpus, tools)
            found.seconds[stage.name] = time.process_time() - began
            corpus = replace(corpus, **{stage.name: output})  # type: ignore[arg-type]  # by stage name
            bodies = ((stage.name, encode(output)), (f"{stage.name}.notes", notes))
            began = time.process_time()
            outputs.save(store, [Output(name, WHOLE, "", "", body) for name, body in bodies])
            found.writing += time.process_time() - began
        found.related = (_size(store) - before) // count
    here, there = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found.others = there.ru_utime + there.ru_stime
    found.memory = max(here.ru_maxrss, there.ru_maxrss) // 1024
    return found


def in_process(options: argparse.Namespace, count: int, kept: Path) -> Measured:
    """Relate `count` documents, in a process that does nothing else."""
    corpus = material(count, near_copies=options.near_copies, kept=kept)
    return measured(corpus, options.workers)


def related(stage: pipeline.AnyCorpusStage, corpus: Corpus, tools: Tools) -> tuple[object, bytes]:
    """Return what a corpus stage gives as a run calls it, and its notes."""
    if stage.resume is None:
        return stage.run(corpus, tools), b""
    return stage.resume(marked(corpus), tools, None)


def _bodies(records: DocumentRecords) -> Iterator[Output]:
    for name in ORDER:
        body = encode(records.document if name == "documents" else getattr(records, name))
        yield Output(name, records.document.id, "0" * 64, "0" * 64, body)


def _size(store: Store) -> int:
    store.engine.dispose()  # what stands in the journal goes into the file
    return (store.root / DATABASE).stat().st_size


def told(found: Measured) -> str:
    """Return what was measured of one corpus, in lines."""
    own = sum(found.seconds.values())
    every, clock = own + found.others, own + found.others / found.workers
    stages = ", ".join(f"{name} {s:.1f}" for name, s in found.seconds.items())
    return (
        f"{found.documents} documents: {own:.1f} CPU s ({stages}) and {found.others:.1f} "
        f"of {found.workers} workers, {clock:.1f} by the clock; peak {found.memory} MB\n"
        f"  writing {found.writing:.2f} CPU s, {found.writing / every:.1%} of relating; "
        f"bytes a document: {found.read} read, {found.related} related\n"
    )


def growth(few: Measured, many: Measured) -> str:
    """Return the exponents by which time grew from one size to another, in one line."""
    times = many.documents / few.documents
    grown = {name: many.seconds[name] / max(s, 0.01) for name, s in few.seconds.items()}
    shown = ", ".join(f"{name} {math.log(g, times):.2f}" for name, g in grown.items())
    return f"exponents from {few.documents} to {many.documents}: {shown}\n"


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each size, and how they grow."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus_stages")
    parser.add_argument("--documents", type=int, nargs="+", default=SIZES)
    parser.add_argument("--near-copies", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path)
    options = parser.parse_args(arguments)
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as scratch:
        kept = options.kept or Path(scratch)
        first_round(kept)
        for count in options.documents:  # each in a process of its own, for its peak of memory
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
                found.append(child.submit(in_process, options, count, kept).result())
            sys.stdout.write(told(found[-1]))
            sys.stdout.flush()
    for few, many in pairwise(found):
        sys.stdout.write(growth(few, many))


if __name__ == "__main__":
    main(sys.argv[1:])
