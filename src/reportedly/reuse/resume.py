"""Find copies again when a few documents came, went or changed: only their pairs are aligned.

Invariant: the outcome is that of `find.find` on the same corpus, byte for byte. A link depends on
its two documents, on which of their words are stock, and on the program; a pair that none of
these touched keeps its links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from reportedly.codec import decode, digest, encode
from reportedly.records import Corpus, DocId, DocumentRecords, Reuse, ReuseLink
from reportedly.reuse.candidates import SHINGLE, shingles
from reportedly.reuse.find import Search, by_id, gathered, search
from reportedly.reuse.jobs import fingerprints, links_of_pairs
from reportedly.reuse.vocabulary import vocabulary
from reportedly.reuse.words import Keys, keys_of
from reportedly.stage import Earlier, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a run looked at. Order as in the corpus, sorted by document."""

    marks: tuple[tuple[DocId, str], ...]  # document and digest of what links read of it
    stock: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]  # places in `marks`


def resume(corpus: Corpus, tools: Tools, earlier: Earlier[Reuse] | None) -> tuple[Reuse, bytes]:
    """Return the Reuse of all documents and notes for the next time."""
    documents, table = by_id(corpus), vocabulary(tools.lexicon)
    found = search(documents, table, fingerprints(documents, table, tools))
    marks = {r.document.id: _mark(r) for r in found.documents}
    kept = _kept(found, marks, earlier) if earlier else {}
    ids = [r.document.id for r in found.documents]
    fresh = [(a, b) for a, b in found.pairs if (ids[a], ids[b]) not in kept]
    links = [link for links in kept.values() for link in links]
    links += links_of_pairs(found, fresh, tools)
    notes = Notes(
        marks=tuple(marks.items()),
        stock=tuple(found.stock.tolist()),
        pairs=tuple(found.pairs),
    )
    return gathered(links), encode(notes)


def _mark(records: DocumentRecords) -> str:
    return digest(encode(records.document), encode(records.statements))[:16]


def _kept(
    found: Search, marks: Mapping[DocId, str], earlier: Earlier[Reuse]
) -> dict[tuple[DocId, DocId], list[ReuseLink]]:
    """Return the links of each pair that was aligned before and would give the same again."""
    notes = decode(earlier.notes, Notes)
    before = np.array(notes.stock, dtype=np.uint64)
    same = {doc for doc, mark in notes.marks if marks.get(doc) == mark}
    same -= set(_touched(found, np.setxor1d(before, found.stock)))
    ids = [r.document.id for r in found.documents]
    wanted = {(ids[a], ids[b]) for a, b in found.pairs if ids[a] in same and ids[b] in same}
    links: dict[tuple[DocId, DocId], list[ReuseLink]] = defaultdict(list)
    for link in earlier.output.links:
        links[link.a.doc, link.b.doc].append(link)
    seen = ((notes.marks[a][0], notes.marks[b][0]) for a, b in notes.pairs)
    return {pair: links.get(pair, []) for pair in seen if pair in wanted}


def _touched(found: Search, moved: Keys) -> Iterator[DocId]:
    """Yield the documents with a shingle that has become stock or is no longer."""
    if not len(moved):
        return
    for records in found.documents:
        own = shingles(keys_of(records.document.text, found.table), SHINGLE)
        if np.isin(own, moved, kind="sort").any():
            yield records.document.id
