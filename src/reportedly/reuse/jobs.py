"""Take fingerprints and align pairs, in several processes where that pays.

Invariant: what a job gives depends on the job and on the program, not on where it is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from reportedly.codec import decode, encode
from reportedly.records import DocumentRecords, ReuseLink
from reportedly.reuse.candidates import fingerprint
from reportedly.reuse.find import Search, aligned
from reportedly.reuse.shelf import in_groups
from reportedly.reuse.vocabulary import Vocabulary, vocabulary
from reportedly.reuse.words import Keys, keys_of
from reportedly.stage import Job, Tools

READ = 64  # documents of one job: some 60 ms
TOUCHED = 64  # documents that the pairs of one job stand in: some 200 ms

Places = tuple[int, int]


def fingerprints(
    documents: Sequence[DocumentRecords], table: Vocabulary, tools: Tools
) -> Iterator[Keys]:
    """Yield the fingerprints of each document."""
    spread = tools.spread_over(len(documents))
    if spread is None:
        yield from (fingerprint(keys_of(r.document.text, table)) for r in documents)
        return
    texts = (r.document.text.encode("utf-8", "surrogatepass") for r in documents)
    for body in spread(read, _batches(texts)):
        yield from _parted(np.frombuffer(body, dtype=np.uint64))


def _batches(texts: Iterator[bytes]) -> Iterator[Job]:
    while batch := tuple(islice(texts, READ)):
        yield batch


def read(job: Job, tools: Tools) -> bytes:
    """Return the fingerprints of a job's texts: each text's number of them, then them."""
    table = vocabulary(tools.lexicon)
    own = (fingerprint(keys_of(t.decode("utf-8", "surrogatepass"), table)) for t in job)
    return b"".join(np.array([len(v)], dtype=np.uint64).tobytes() + v.tobytes() for v in own)


def _parted(values: Keys) -> Iterator[Keys]:
    at = 0
    while at < len(values):
        end = at + 1 + int(values[at])
        yield values[at + 1 : end]
        at = end


def links_of_pairs(found: Search, pairs: Sequence[Places], tools: Tools) -> Iterator[ReuseLink]:
    """Yield the links of some pairs of documents."""
    shortest = tools.settings.copy_words
    spread = tools.spread_over(len({n for pair in pairs for n in pair}))
    if spread is None:
        yield from aligned(found, pairs, shortest=shortest)
        return
    stock = found.stock.tobytes()
    jobs = (_job_of(found, some, stock) for some in _touching(in_groups(pairs)))
    for body in spread(align, jobs):
        yield from decode(body, tuple[ReuseLink, ...])


def _touching(pairs: Iterable[Places]) -> Iterator[list[Places]]:
    """Yield pairs, in order, in lists that touch TOUCHED documents or one more."""
    some: list[Places] = []
    touched: set[int] = set()
    for pair in pairs:
        some.append(pair)
        touched.update(pair)
        if len(touched) >= TOUCHED:
            yield some
            some, touched = [], set()
    if some:
        yield some


def _job_of(found: Search, pairs: list[Places], stock: bytes) -> Job:
    """Return all that the links of some pairs depend on, but for the program and its settings."""
    needed = sorted({n for pair in pairs for n in pair})
    place = {n: k for k, n in enumerate(needed)}
    bodies = (_read_of(found.documents[n]) for n in needed)
    return (*bodies, stock, encode([(place[a], place[b]) for a, b in pairs]))


def _read_of(records: DocumentRecords) -> bytes:
    """Return what alignment reads of a document: its text and its statements."""
    return encode(DocumentRecords(document=records.document, statements=records.statements))


def align(job: Job, tools: Tools) -> bytes:
    """Return the links of a job's pairs, encoded."""
    *bodies, stock, told = job
    found = Search(
        documents=tuple(decode(body, DocumentRecords) for body in bodies),
        table=vocabulary(tools.lexicon),
        pairs=decode(told, list[Places]),
        stock=np.frombuffer(stock, dtype=np.uint64),
    )
    return encode(tuple(aligned(found, found.pairs, shortest=tools.settings.copy_words)))
