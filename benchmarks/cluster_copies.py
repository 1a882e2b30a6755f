"""Search for copies among many short invented documents, as a cluster run does it.

    python -m benchmarks.cluster_copies [--documents 20000] [--workers 2] [--largest 8] [--compare]

It writes the documents as if a run had read them, runs the steps over all documents by the real
driver, and prints for each step CPU seconds, for all together CPU seconds, the peak memory of a
worker, pairs, links and bytes a document. With `--compare` the same search runs in memory, and the
links must be the same to the byte.

Bands are skewed: a stock line stands in most documents, and families of copies are as uneven as
those of wire stories, from one document to thousands; `--largest` bounds them, so that what is
copied grows as fast as the documents and no faster. The same seed gives the same documents.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.copies import SYLLABLES
from reportedly.codec import digest, encode
from reportedly.engines.cluster import Sizes, marks, run_cluster
from reportedly.engines.cluster.linking import read_links
from reportedly.engines.cluster.listing import write_listing
from reportedly.engines.cluster.plan import CORPUS, PLAN, Spread, kept, note, plan_of
from reportedly.engines.cluster.reading import records_in, write_outputs
from reportedly.engines.cluster.steps import CAPTURES, COPYING, DOCUMENTS
from reportedly.engines.cluster.storage import Storage, storage_of
from reportedly.engines.cluster.taking import part_name, write_captures
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    Capture,
    CaptureId,
    Cast,
    Corpus,
    DocId,
    Document,
    PublishedBasis,
)
from reportedly.reuse.find import find
from reportedly.settings import Settings
from reportedly.store.documents import Held
from reportedly.store.outputs import Output

WORDS = 40  # of a document, the stock line not counted
VOCABULARY = 30_000
CHANGED = 0.08  # share of words that a copy changes
STOCK_SHARE = 0.6  # of documents that hold the stock line
TAIL = 1.6  # of the sizes of families, by Zipf's law
LARGEST = 0.002  # of all documents, in one family at most, and at least 8
PART = 1_000  # documents of a partition
STOCK = "Sign up for our morning letter and never miss a story from your region."
MEGABYTE = 1024  # kB, as the system counts memory


@dataclass(frozen=True)
class Measured:
    """What a search gave. Times are CPU seconds of all workers."""

    documents: int
    counts: dict[str, Counter[str]]  # by step
    seconds: float  # on the clock
    peak: float  # MB of the largest worker
    stored: dict[str, int]  # bytes by table

    @property
    def cpu(self) -> float:
        """CPU seconds of all steps."""
        return sum(counts["cpu_ms"] for counts in self.counts.values()) / 1000


def texts(count: int, seed: int, largest: int) -> Iterator[str]:
    """Yield invented short texts; a family of copies, `largest` at most, one after another."""
    chance = np.random.default_rng(seed)
    picked = chance.choice(len(SYLLABLES), size=(VOCABULARY, 3))
    words = np.array(["".join(SYLLABLES[n] for n in row) for row in picked])
    share = 1 / (np.arange(VOCABULARY) + 20.0)
    # Summed once: `choice` given shares sums them anew for every text.
    upto = np.cumsum(share / share.sum())
    upto /= upto[-1]
    made = 0
    while made < count:
        first = upto.searchsorted(chance.random(WORDS), side="right")
        size = min(int(chance.zipf(TAIL)), largest, count - made)
        for n in range(size):
            own = first.copy()
            if n:
                changed = chance.random(WORDS) < CHANGED
                own[changed] = upto.searchsorted(chance.random(changed.sum()), side="right")
            text = " ".join(words[own]).capitalize() + "."
            yield f"{text}\n{STOCK}" if chance.random() < STOCK_SHARE else text
        made += size


def outputs_of(doc: DocId, capture: CaptureId, *, text: str, day: str) -> tuple[Output, ...]:
    """Return the outputs of a document in which the stages found nothing."""
    document = Document(
        id=doc,
        capture=capture,
        path=f"{doc}.txt",
        media_type="text/plain",
        text=text,
        blocks=(),
        language="en",
        published=day,
        published_basis=PublishedBasis.GIVEN,
    )
    bodies = {
        "documents": encode(document),
        "times": encode(()),
        "statements": encode(()),
        "figures": encode(()),
        "cast": encode(Cast()),
    }
    return tuple(Output(name, doc, "", digest(body), body) for name, body in bodies.items())


def write_read(storage: Storage, count: int, invented: Iterable[str]) -> None:
    """Write `count` invented documents as if a run had taken them in and read them."""
    sizes = Sizes()
    plan = plan_of(("invented",), Settings(), sizes)
    write_listing(storage, (), sizes)
    note(storage, PLAN, replace(plan, groups=1))
    waiting: list[tuple[Held, bytes]] = []
    made: list[Output] = []
    parts = words = 0
    for n, text in enumerate(invented, 1):
        data = text.encode()
        capture = Capture(
            id=CaptureId(digest(data)),
            location=f"{n}.txt",
            media_type="text/plain",
            size=len(data),
        )
        doc = DocId("d" + digest(str(n).encode())[:12])
        waiting.append((Held(doc, capture, capture.location), data))
        day = f"2031-{1 + n % 12:02}-{1 + n % 28:02}"
        made += outputs_of(doc, capture.id, text=text, day=day)
        words += len(text.split())
        if len(waiting) == PART or n == count:
            name = part_name("00000", parts)
            write_captures(storage, name, waiting)
            write_outputs(storage, name, made)
            counts = {"documents": len(waiting), "failed": 0, "words": words}
            marks.mark(storage, DOCUMENTS.name, name, counts=counts)
            waiting, made, words = [], [], 0
            parts += 1
    marks.mark(storage, CAPTURES.name, "00000", counts={"parts": parts})


def searched(folder: Path, count: int, *, invented: Iterable[str], workers: int) -> Measured:
    """Write documents and search them for copies."""
    storage = storage_of(str(folder))
    write_read(storage, count, invented)
    began = time.monotonic()
    run_cluster(["invented"], str(folder), settings=Settings(workers=workers))
    seconds = time.monotonic() - began
    counts: dict[str, Counter[str]] = {}
    for step, _ in COPYING:
        total: Counter[str] = Counter()
        for part in marks.done(storage, step.name):
            total.update(marks.counts_of(storage, step.name, part))
        counts[step.name] = total
    stored: Counter[str] = Counter()
    for file in folder.rglob("*.parquet"):
        stored[file.parent.name] += file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    return Measured(count, counts, seconds, peak, dict(stored))


def same_in_memory(folder: Path) -> bool:
    """Tell whether the search in memory gives the same links to the byte."""
    storage = storage_of(str(folder))
    spread = kept(storage, CORPUS, Spread)
    assert spread is not None
    records = [r for part in spread.parts for r in records_in(storage, part)]
    expected = find(Corpus(documents=tuple(records)), load_lexicon(), Settings()).links
    found = [link for n in range(spread.buckets) for link in read_links(storage, str(n))]
    return sorted(map(encode, found)) == sorted(map(encode, expected))


def shown(result: Measured) -> str:
    """Return the figures as lines."""
    n = result.documents
    steps = "".join(
        f"  {name:10} {c['cpu_ms'] / 1000:9.1f} CPU s  {c['cpu_ms'] / n:8.3f} ms a document\n"
        for name, c in result.counts.items()
    )
    counts = result.counts
    a_document = ", ".join(f"{name} {size / n:.0f}" for name, size in sorted(result.stored.items()))
    return (
        f"{n} documents: {counts['pairs']['pairs']} pairs, {counts['links']['links']} links, "
        f"{counts['meetings']['meetings']} meetings, {counts['stock']['stock']} stock shingles, "
        f"{result.cpu:.1f} CPU s in {result.seconds:.1f} s, worker's peak {result.peak:.0f} MB\n"
        f"{steps}  a document: {counts['meetings']['meetings'] / n:.2f} meetings, "
        f"{counts['pairs']['pairs'] / n:.2f} pairs; bytes: {a_document}\n"
    )


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster_copies")
    parser.add_argument("--documents", type=int, nargs="+", default=[20_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--largest", type=int, help="documents of a family; else grows with them")
    parser.add_argument("--compare", action="store_true")
    options = parser.parse_args(arguments)
    for count in options.documents:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            largest = options.largest or max(8, int(LARGEST * count))
            invented = texts(count, options.seed, largest)
            result = searched(folder, count, invented=invented, workers=options.workers)
            sys.stdout.write(shown(result))
            if options.compare:
                same = same_in_memory(folder)
                sys.stdout.write(f"  in memory: {'the same links' if same else 'OTHER LINKS'}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
