"""Find copies again when a few documents came, went or changed: only their pairs are aligned.

Invariant: the outcome is that of `find.find` on the same corpus, byte for byte. A document's
fingerprints depend on the document and on the program; a link depends on its two documents, on
which of their words are stock, and on the program. A pair that none of these touched keeps its
links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.codec import pack, pack_keys, unpack, unpack_keys
from reportedly.records import DocId, DocumentRecords, Reuse, ReuseLink
from reportedly.reuse.candidates import SHINGLE, shingles
from reportedly.reuse.find import Search, gathered, search
from reportedly.reuse.jobs import fingerprints, links_of_pairs
from reportedly.reuse.vocabulary import Vocabulary, vocabulary
from reportedly.reuse.words import Keys, keys_of
from reportedly.stage import Earlier, Marked, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a run looked at. Arrays stand as bytes, lowest first."""

    prints: dict[DocId, tuple[str, bytes]]  # mark and fingerprints of each document, sorted
    stock: bytes
    pairs: bytes  # places in `prints`, two and two


def resume(given: Marked, tools: Tools, earlier: Earlier[Reuse] | None) -> tuple[Reuse, bytes]:
    """Return the Reuse of all documents and notes for the next time."""
    documents, table = given.corpus.in_order, vocabulary(tools.lexicon)
    marks = given.brief
    notes = unpack(earlier.notes, Notes) if earlier else Notes(prints={}, stock=b"", pairs=b"")
    same = {doc for doc, (mark, _) in notes.prints.items() if marks.get(doc) == mark}
    prints = _prints(documents, table, tools, known={d: notes.prints[d][1] for d in same})
    found = search(documents, table, map(unpack_keys, prints.values()))
    kept = _kept(found, notes, earlier.output, same=same) if earlier else {}
    ids = [r.document.id for r in found.documents]
    fresh = [(a, b) for a, b in found.pairs if (ids[a], ids[b]) not in kept]
    links = [link for links in kept.values() for link in links]
    links += links_of_pairs(found, fresh, tools)
    noted = Notes(
        prints={doc: (marks[doc], own) for doc, own in prints.items()},
        stock=pack_keys(found.stock),
        pairs=np.array(found.pairs, dtype="<i4").tobytes(),
    )
    return gathered(links), pack(noted)


def _prints(
    documents: Sequence[DocumentRecords],
    table: Vocabulary,
    tools: Tools,
    *,
    known: Mapping[DocId, bytes],
) -> dict[DocId, bytes]:
    """Return the fingerprints of each document, those known as they are."""
    fresh = [r for r in documents if r.document.id not in known]
    made = map(pack_keys, fingerprints(fresh, table, tools))
    every = {**known, **{r.document.id: own for r, own in zip(fresh, made, strict=True)}}
    return {r.document.id: every[r.document.id] for r in documents}


def _kept(
    found: Search, notes: Notes, output: Reuse, *, same: set[DocId]
) -> dict[tuple[DocId, DocId], list[ReuseLink]]:
    """Return the links of each pair that was aligned before and would give the same again."""
    same = same - set(_touched(found, np.setxor1d(unpack_keys(notes.stock), found.stock)))
    ids = [r.document.id for r in found.documents]
    wanted = {(ids[a], ids[b]) for a, b in found.pairs if ids[a] in same and ids[b] in same}
    links: dict[tuple[DocId, DocId], list[ReuseLink]] = defaultdict(list)
    for link in output.links:
        links[link.a.doc, link.b.doc].append(link)
    before = list(notes.prints)
    seen = np.frombuffer(notes.pairs, dtype="<i4").reshape(-1, 2).tolist()
    pairs = ((before[a], before[b]) for a, b in seen)
    return {pair: links.get(pair, []) for pair in pairs if pair in wanted}


def _touched(found: Search, moved: Keys) -> Iterator[DocId]:
    """Yield the documents with a shingle that has become stock or is no longer."""
    if not len(moved):
        return
    for records in found.documents:
        own = shingles(keys_of(records.document.text, found.table), SHINGLE)
        if np.isin(own, moved, kind="sort").any():
            yield records.document.id
