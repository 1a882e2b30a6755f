"""From documents to links and origins: the whole way of `reuse`.

Invariant: the outcome depends on the set of documents alone; candidates are found without
looking at all pairs, and only candidates are aligned.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.codec import digest
from reportedly.lexicon import Lexicon
from reportedly.records import Corpus, Direction, LinkId, Reuse, ReuseLink, Span
from reportedly.reuse.align import Text, align, prepare
from reportedly.reuse.candidates import candidates, fingerprints, stock_words
from reportedly.reuse.changes import changes, dropped
from reportedly.reuse.direction import Pair, direction
from reportedly.reuse.edges import Match, matches
from reportedly.reuse.origins import origins
from reportedly.reuse.quotations import only_quoted
from reportedly.reuse.vocabulary import Vocabulary, vocabulary
from reportedly.reuse.words import words
from reportedly.settings import Settings
from reportedly.stage import Tools

DENSE = 0.5  # equal words as a share of the longer side of a passage (own corpus, train)
RARE = 4  # different equal words beyond everyday ones: stock phrases of common words have fewer


def run(corpus: Corpus, tools: Tools) -> Reuse:
    """Return the Reuse of all documents."""
    return find(corpus, tools.lexicon, tools.settings)


def find(corpus: Corpus, lexicon: Lexicon, settings: Settings) -> Reuse:
    """Return which passages copy which, sorted by id."""
    table = vocabulary(lexicon)
    read = [words(r, table) for r in sorted(corpus.documents, key=lambda r: r.document.id)]
    pairs, stock = candidates(fingerprints(read), len(read))
    needed = {k for pair in pairs for k in pair}
    texts = {k: prepare(read[k], stock_words(read[k], stock)) for k in sorted(needed)}
    links = [
        link
        for a, b in pairs
        for link in _links(texts[a], texts[b], table=table, shortest=settings.copy_words)
    ]
    return Reuse(links=tuple(sorted(links, key=lambda link: link.id)), origins=origins(links))


def _links(a: Text, b: Text, *, table: Vocabulary, shortest: int) -> Iterator[ReuseLink]:
    """Yield the links between two documents."""
    found = [
        match
        for passage in align(a, b)
        for match in matches(passage, a, b)
        if _copied(match, a, table=table, shortest=shortest)
    ]
    if not found:
        return
    pair = Pair(a, b, tuple(found))
    first, basis = direction(pair)
    quoted = all(only_quoted(match, a, b) for match in found)
    for k, match in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        remarks = (
            () if quoted else changes(match, a, b, first) + _left_out(match, following, pair, first)
        )
        yield _link(match, pair, direction=first, basis=basis, quoted=quoted, remarks=remarks)


def _copied(match: Match, a: Text, *, table: Vocabulary, shortest: int) -> bool:
    """Tell whether equal words are many, dense and unusual enough to be copied."""
    if match.equal < max(shortest, DENSE * max(match.a1 - match.a0, match.b1 - match.b0)):
        return False
    equal = [k for i, _, n in match.runs for k in range(i, i + n) if not a.stock[k]]
    rare = {a.words.forms[k] for k in equal} - table.everyday
    return len(equal) >= shortest and len(rare) >= RARE


def _left_out(
    match: Match, following: Match | None, pair: Pair, first: Direction
) -> tuple[str, ...]:
    """Return remarks on sentences that the copy left out behind a passage."""
    if following is None or first is Direction.UNKNOWN:
        return ()
    if first is Direction.A_FIRST and match.b1 == following.b0:
        return dropped(match, following, pair.a, side="a")
    if first is Direction.B_FIRST and match.a1 == following.a0:
        return dropped(match, following, pair.b, side="b")
    return ()


def _link(
    match: Match,
    pair: Pair,
    *,
    direction: Direction,
    basis: str | None,
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
        direction=direction,
        direction_basis=basis,
        shared_quotation=quoted,
        changes=remarks,
        pairs=tuple(_equal_text(match, pair)),
        rule="reuse.quotations.only_quoted" if quoted else "reuse.align.align",
    )


def _span(text: Text, start: int, end: int) -> Span:
    words = text.words
    return Span(words.records.document.id, words.starts[start], words.ends[end - 1])


def _equal_text(match: Match, pair: Pair) -> Iterator[tuple[int, int, int]]:
    """Yield runs of equal code points: equal words with the blanks and marks between them."""
    a, b = pair.a.words, pair.b.words
    low_a = low_b = size = 0
    for i, j, n in match.runs:
        for k in range(n):
            start_a, start_b = a.starts[i + k], b.starts[j + k]
            same = a.text[start_a : a.ends[i + k]] == b.text[start_b : b.ends[j + k]]
            joined = (
                same
                and size
                and start_a - low_a == start_b - low_b
                and a.text[low_a + size : start_a] == b.text[low_b + size : start_b]
            )
            if joined:
                size = a.ends[i + k] - low_a
                continue
            if size:
                yield low_a, low_b, size
            low_a, low_b = start_a, start_b
            size = a.ends[i + k] - start_a if same else 0
    if size:
        yield low_a, low_b, size
