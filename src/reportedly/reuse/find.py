"""From documents to links and origins: the whole way of `reuse`.

Invariant: the outcome depends on the set of documents alone; candidates are found without
looking at all pairs, and only candidates are aligned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.codec import digest
from reportedly.lexicon import Lexicon
from reportedly.records import (
    Corpus,
    Direction,
    DocumentRecords,
    LinkId,
    Reuse,
    ReuseLink,
    RuleName,
    Span,
)
from reportedly.reuse.align import Pair, Text, align
from reportedly.reuse.candidates import candidates, fingerprint, together
from reportedly.reuse.changes import changes, dropped
from reportedly.reuse.direction import Copying, direction
from reportedly.reuse.edges import Match, best, matches
from reportedly.reuse.equal import equal_text, joined
from reportedly.reuse.origins import origins
from reportedly.reuse.quotations import shared_quotations
from reportedly.reuse.shelf import Shelf, in_groups
from reportedly.reuse.vocabulary import Vocabulary, vocabulary
from reportedly.reuse.words import Keys, keys_of
from reportedly.settings import Settings
from reportedly.stage import Tools

DENSE = 0.5  # equal words as a share of the longer side of a passage; not yet measured
RARE = 4  # different equal words beyond everyday ones: stock phrases of common words have fewer
# Equal words of a further passage between documents that share a longer one. Copied characters F1:
# training events .966 with 7 and 3 as with 6 and 2; development events .937 against .931.
BESIDE = 7
RARE_BESIDE = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """Which documents are worth aligning, before any is aligned."""

    documents: tuple[DocumentRecords, ...]  # sorted by id
    table: Vocabulary
    pairs: list[tuple[int, int]]  # places in `documents`, a < b
    stock: Keys  # sorted


def run(corpus: Corpus, tools: Tools) -> Reuse:
    """Return the Reuse of all documents."""
    return find(corpus, tools.lexicon, tools.settings)


def find(corpus: Corpus, lexicon: Lexicon, settings: Settings) -> Reuse:
    """Return which passages copy which, sorted by id."""
    table = vocabulary(lexicon)
    documents = corpus.in_order
    prints = (fingerprint(keys_of(r.document.text, table)) for r in documents)
    found = search(documents, table, prints)
    return gathered(aligned(found, found.pairs, shortest=settings.copy_words))


def gathered(links: Iterable[ReuseLink]) -> Reuse:
    """Return links, in any order, as the stage gives them."""
    every = sorted(links, key=lambda link: link.id)
    return Reuse(links=tuple(every), origins=origins(every))


def search(
    documents: tuple[DocumentRecords, ...], table: Vocabulary, prints: Iterable[Keys]
) -> Search:
    """Return which pairs of documents to align, from the fingerprints of each; all are sorted."""
    pairs, stock = candidates(together(prints), len(documents))
    return Search(documents=documents, table=table, pairs=pairs, stock=stock)


def aligned(
    found: Search, pairs: Sequence[tuple[int, int]], *, shortest: int
) -> Iterator[ReuseLink]:
    """Yield the links of some pairs; only the texts being aligned are in memory."""
    shelf = Shelf(found.documents, found.table, found.stock)
    for a, b in in_groups(pairs):
        yield from links_of(
            Pair(shelf.text(a), shelf.text(b)), table=found.table, shortest=shortest
        )


def links_of(pair: Pair, *, table: Vocabulary, shortest: int) -> Iterator[ReuseLink]:
    """Yield the links between two documents."""
    found = _copied(pair, table, shortest)
    if not found:
        return
    first, basis = direction(Copying(pair, tuple(found)))
    for k, quoted in enumerate(shared_quotations(found, pair)):
        remarks = changes(found[k], pair, first) + _left_out(found[k:], pair, first)
        yield _link(
            found[k], pair, first=(first, basis), quoted=quoted, remarks=() if quoted else remarks
        )


def _copied(pair: Pair, table: Vocabulary, shortest: int) -> list[Match]:
    """Return the copied passages: of the full length, and beside one of these also shorter ones."""
    whole = [match for passage in align(pair) for match in matches(passage, pair)]
    sure = [m for m in whole if _many(m, pair.a, table, words=shortest, rare=RARE)]
    if not sure:
        return []
    beside = min(shortest, BESIDE)
    return best([m for m in whole if _many(m, pair.a, table, words=beside, rare=RARE_BESIDE)])


def _many(match: Match, a: Text, table: Vocabulary, *, words: int, rare: int) -> bool:
    """Tell whether equal words are many, dense and unusual enough to be copied."""
    if match.equal < max(words, DENSE * max(match.a1 - match.a0, match.b1 - match.b0)):
        return False
    equal = [k for i, _, n in match.runs for k in range(i, i + n) if not a.stock[k]]
    forms = {a.words.forms[k] for k in equal}
    return len(equal) >= words and len(forms - table.everyday) >= rare


def _left_out(rest: list[Match], pair: Pair, first: Direction) -> tuple[str, ...]:
    """Return remarks on sentences that the copy left out between two passages."""
    if len(rest) < 2:
        return ()
    before, after = rest[:2]
    if first is Direction.A_FIRST and before.b1 == after.b0:
        return dropped(pair.a, before.a1, after.a0)
    if first is Direction.B_FIRST and before.a1 == after.a0:
        return dropped(pair.b, before.b1, after.b0)
    return ()


def _link(
    match: Match,
    pair: Pair,
    *,
    first: tuple[Direction, str | None],
    quoted: bool,
    remarks: tuple[str, ...],
) -> ReuseLink:
    a, b = _span(pair.a, match.a0, match.a1), _span(pair.b, match.b0, match.b1)
    name = digest(*(f"{s.doc}:{s.start}:{s.end}".encode() for s in (a, b)))[:12]
    return ReuseLink(
        id=LinkId("c" + name),
        a=a,
        b=b,
        similarity=match.similarity,
        direction=first[0],
        direction_basis=first[1],
        shared_quotation=quoted,
        changes=remarks,
        pairs=tuple(joined(equal_text(match, pair))),
        rule=RuleName("reuse.quotations" if quoted else "reuse.align"),
    )


def _span(text: Text, start: int, end: int) -> Span:
    words = text.words
    return Span(words.records.document.id, words.starts[start], words.ends[end - 1])
