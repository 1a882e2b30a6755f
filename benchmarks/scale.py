"""Say what a day of the world's news, a year and an archive cost: cores, storage, the first wall.

    python -m benchmarks.scale              prints the table from the measured unit costs
    python -m benchmarks.scale --measure    measures the costs of one document and prints them

Unit costs stand in `scale_units.toml`, each with the command that printed it. The model multiplies
and adds; it knows no machine but the one on which the units were measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.corpus_stages import reports
from benchmarks.reading import stage_seconds
from reportedly.engines.cluster import Choice, Sizes, load, run_cluster
from reportedly.engines.cluster.plan import MANY
from reportedly.records import Direction, DocId, LinkId, ReuseLink, RuleName, Span
from reportedly.reuse.origins import origins
from reportedly.settings import Settings
from reportedly.store import open_store

UNITS = Path(__file__).parent / "scale_units.toml"
TIMED = 150  # reports whose stages are timed
STORED = 372  # reports whose tables are measured
JOINED = 60_000  # invented links that are joined
PAIRS = tuple(combinations(range(4), 2))
GIGABYTE = 1e9
HOUR = 3600.0


@dataclass(frozen=True)
class Corpus:
    """A collection to read."""

    name: str
    documents: float
    words: float


CORPORA = (
    Corpus("a day of news", 5e5, 2.5e8),
    Corpus("a year of news", 365 * 5e5, 365 * 2.5e8),
    Corpus("an archive", 1e9, 5e11),
)


@dataclass(frozen=True)
class Units:
    """Measured costs. Times are CPU seconds of one core."""

    stages: dict[str, float]  # CPU ms for 1,000 words, by stage
    copies: dict[str, float]  # CPU ms, by step: for 1,000 words, a pair or a meeting, see `cost`
    pairs: float  # that are aligned, for a document
    meetings: float  # for a document
    stored: dict[str, float]  # bytes for 1,000 words, by table
    ledger: float  # bytes for 1,000 words
    link: float  # bytes of a link in memory while origins are joined

    @property
    def reading(self) -> float:
        """CPU seconds to read 1,000 words."""
        return sum(self.stages.values()) / 1000


def units() -> Units:
    """Return the measured units."""
    found = tomllib.loads(UNITS.read_text(encoding="utf-8"))
    return Units(
        stages=found["stages"],
        copies=found["copies"],
        pairs=found["growth"]["pairs"],
        meetings=found["growth"]["meetings"],
        stored=found["stored"],
        ledger=found["ledger"]["bytes"],
        link=found["ledger"]["link"],
    )


@dataclass(frozen=True)
class Cost:
    """What a corpus costs."""

    reading: float  # core-hours
    copies: float  # core-hours
    stored: float  # bytes
    partitions: float
    ranges: float  # reads of a row group when fingerprints are brought together
    origins: float  # bytes of memory of the one process that joins copies


BATCHES = 32_767  # at most: then batches grow


def cost(corpus: Corpus, unit: Units) -> Cost:
    """Return what a corpus costs."""
    by_words = unit.copies["prints"] + unit.copies["texts"]
    by_pair = unit.copies["links"] + unit.copies["origins"]
    by_meeting = unit.copies["meetings"] + unit.copies["closeness"] + unit.copies["pairs"]
    copies = (
        corpus.words / 1000 * by_words
        + corpus.documents * unit.pairs * by_pair
        + corpus.documents * unit.meetings * by_meeting
    )
    sizes = Sizes()
    batches = min(BATCHES, corpus.words / sizes.batch)
    buckets = 1 + max(corpus.words / sizes.full, min(corpus.words / sizes.bucket, MANY))
    return Cost(
        reading=corpus.words / 1000 * unit.reading / HOUR,
        copies=copies / 1000 / HOUR,
        stored=corpus.words / 1000 * sum(unit.stored.values()),
        partitions=corpus.documents / sizes.part,
        ranges=batches * buckets,
        origins=corpus.documents * unit.pairs * unit.link,
    )


def table(unit: Units) -> str:
    """Return the costs of all corpora as lines."""
    speed = 1 / unit.reading
    lines = [
        f"reading: {1000 * speed:,.0f} words a second and core",
        *(f"  {name:12} {1e6 / ms:10,.0f} words a CPU second" for name, ms in unit.stages.items()),
        f"storage: {sum(unit.stored.values()) / 1000:.1f} bytes a word",
        *(f"  {name:12} {size / 1000:8.2f} bytes a word" for name, size in unit.stored.items()),
        f"  {'ledger':12} {unit.ledger / 1000:8.2f} bytes a word, of what is loaded",
        "",
        f"{'':16}{'reading':>14}{'copies':>12}{'storage':>12}{'partitions':>12}{'ranges':>14}"
        f"{'origins':>12}",
        f"{'':16}{'core-hours':>14}{'core-hours':>12}{'GB':>12}{'':>12}{'':>14}{'GB memory':>12}",
    ]
    for corpus in CORPORA:
        spent = cost(corpus, unit)
        lines.append(
            f"{corpus.name:16}{spent.reading:14,.0f}{spent.copies:12,.0f}"
            f"{spent.stored / GIGABYTE:12,.0f}{spent.partitions:12,.0f}{spent.ranges:14,.0f}"
            f"{spent.origins / GIGABYTE:12,.1f}"
        )
    return "\n".join(lines) + "\n"


def measured() -> str:
    """Return the costs of stages and tables, measured on the training reports, as TOML."""
    found = list(reports())
    spent, words = stage_seconds(found[:TIMED])
    lines = ["[stages]  # CPU ms for 1,000 words"]
    lines += [f"{name} = {1e6 * seconds / words:.1f}" for name, seconds in spent.items()]
    stored, kept, total = _stored(found[:STORED])
    lines += ["[stored]  # bytes for 1,000 words"]
    lines += [f"{name} = {1000 * size / total:.0f}" for name, size in sorted(stored.items())]
    lines += ["[ledger]", f"bytes = {1000 * kept / total:.0f}", f"link = {_joining():.0f}"]
    return "\n".join(lines) + "\n"


def _joining() -> float:
    """Return the bytes of memory that a link takes while origins are joined."""
    tracemalloc.start()
    origins(_links(JOINED))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / JOINED


def _links(count: int) -> Iterator[ReuseLink]:
    """Yield links of families of four documents, every two of which share a passage."""
    for n in range(count):
        a, b = PAIRS[n % len(PAIRS)]
        docs = [DocId(f"d{4 * (n // len(PAIRS)) + m:012}") for m in (a, b)]
        yield ReuseLink(
            id=LinkId(f"c{n:012}"),
            a=Span(docs[0], 300 + b, 900 + n % 7),
            b=Span(docs[1], 300 + a, 900 + n % 7),
            similarity=1.0,
            direction=Direction.UNKNOWN,
            direction_basis=None,
            rule=RuleName("reuse.align"),
        )


def _stored(texts: list[dict[str, str]]) -> tuple[Counter[str], int, int]:
    """Return bytes by table of a cluster run, bytes of a ledger, and the words in them."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "reports").mkdir()
        for n, text in enumerate(texts):
            (place / "reports" / f"{n}.txt").write_text(text["text"], encoding="utf-8")
        output, settings = str(place / "read"), Settings(workers=1)
        result = run_cluster([str(place / "reports")], output, settings=settings)
        store = open_store(place / "all.reportedly", create=True)
        load(output, store, settings=settings, choice=Choice())
        stored: Counter[str] = Counter()
        for file in (place / "read").glob("*/*.parquet"):
            stored[file.parent.name] += file.stat().st_size
        kept = sum(f.stat().st_size for f in store.root.rglob("*") if f.is_file())
        return stored, kept, result.words


def main(arguments: Sequence[str]) -> None:
    """Print the table, or the units that it rests on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args(arguments)
    sys.stdout.write(measured() if options.measure else table(units()))


if __name__ == "__main__":
    main(sys.argv[1:])
