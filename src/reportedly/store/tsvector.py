"""The search index of a shared ledger, in PostgreSQL's own full-text search.

The words are cut here, not by the server, so that a folder and a shared ledger find the same
passages. The four fields are the four weights of one vector: text A, speaker B, title C, outlet D.

Invariant: what reaches `tsquery` is words in quotation marks, joined here; it is always a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    cast,
    delete,
    false,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from reportedly.store.folder import Store
from reportedly.store.lock import PURPOSES
from reportedly.store.search import AROUND, BEGINNING, CLOSES, OPENS, Hit, Passage, Query, Term
from reportedly.store.tables import indexed, passage
from reportedly.store.wording import Word, words_of

WEIGHTS = {"text": "A", "speaker": "B", "title": "C", "outlet": "D"}
RANKS = "{0.25,0.5,0.5,1.0}"  # of D, C, B, A: as the other index has them
APART = 2  # positions left free between two fields, so that no phrase goes over
MOST = 16_000  # words of a passage that are indexed; the vector counts no further than 16,383
BYTES = 900_000  # a vector may have 1,048,575
IN_TURN = f"SELECT pg_advisory_xact_lock({PURPOSES}, 3)"  # one builder at a time


@contextmanager
def opened(store: Store) -> Iterator[Tsvector]:
    """Open the search index of a shared ledger."""
    with store.engine.connect() as connection:
        yield Tsvector(connection)


class Tsvector:
    """An open search index of a shared ledger."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def held(self) -> dict[str, str]:
        """Return the digest under which each document was indexed."""
        rows = self._connection.execute(select(indexed.c.doc, indexed.c.digest))
        return {doc: digest for doc, digest in rows}

    def put(self, doc: str, *, digest: str, passages: Iterable[Passage] = ()) -> None:
        """Index a document's passages in place of what was there; "" takes it out."""
        execute = self._connection.execute
        execute(sql(IN_TURN))
        execute(delete(passage).where(passage.c.doc == doc))
        execute(delete(indexed).where(indexed.c.doc == doc))
        if not digest:
            return
        rows = [_row(doc, p) for p in passages]
        if rows:
            execute(insert(passage).values({"words": cast(bindparam("words"), TSVECTOR)}), rows)
        execute(insert(indexed), [{"doc": doc, "digest": digest}])

    def commit(self) -> None:
        """Let others see what was put."""
        self._connection.commit()

    def find(self, query: Query, *, limit: int, offset: int) -> tuple[tuple[Hit, ...], int]:
        """Return a page of what is found, best first, and how much there is."""
        p = passage.c
        conditions = _conditions(query)
        order: tuple[ColumnElement[object], ...] = (p.published.desc(), p.doc, p.start)
        if query.terms:
            rank = func.ts_rank(sql(f"'{RANKS}'::real[]"), p.words, _asked(query), 1)
            order = (rank.desc(), p.doc, p.start)
        columns = (p.doc, p.start, p.text, p.speaker, p.outlet, p.title, p.published, p.copied)
        page = select(*columns).where(*conditions).order_by(*order).limit(limit).offset(offset)
        count = select(func.count()).select_from(passage).where(*conditions)
        total = self._connection.execute(count).scalar_one()
        rows = self._connection.execute(page).all() if total else []
        return tuple(_hit(row._asdict(), query.terms) for row in rows), total


def _row(doc: str, found: Passage) -> dict[str, object]:
    return {
        "doc": doc,
        "start": found.start,
        "end": found.end,
        "published": found.published,
        "copied": found.copied,
        "figures": list(found.figures),
        "text": found.text,
        "speaker": found.speaker,
        "outlet": found.outlet,
        "title": found.title,
        "words": _vector(found),
    }


def _vector(found: Passage) -> str:
    """Return a passage's words with positions and weights: `'ferry':9A 'torv':2B`."""
    places: dict[str, list[str]] = {}
    size, position = 0, 0
    for field in ("speaker", "title", "outlet", "text"):  # the long one last: it may be cut
        for word in words_of(str(getattr(found, field))):
            position += 1
            size += len(word.text.encode("utf-8")) + 8
            if position > MOST or size > BYTES:
                break
            places.setdefault(word.text, []).append(f"{position}{WEIGHTS[field]}")
        position += APART
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def _asked(query: Query) -> ColumnElement[object]:
    """Return the words of a query as the server takes them: `('life':A <-> 'jackets':*A) & ...`."""
    parts = [_expression(term) for term in query.terms]
    parts += [f"!{_expression(term)}" for term in query.without if words_of(term.words)]
    return cast(literal(" & ".join(parts)), TSQUERY)


def _expression(term: Term) -> str:
    words = [f"'{word.text}'" for word in words_of(term.words)]
    weight = WEIGHTS.get(term.field, "")
    marks = [weight] * len(words)
    marks[-1] = "*" * term.beginning + weight
    return f"({' <-> '.join(w + ':' * bool(m) + m for w, m in zip(words, marks, strict=True))})"


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if any(not words_of(term.words) for term in query.terms):
        parts.append(false())  # nothing that could stand in a text
    elif query.terms:
        parts.append(passage.c.words.op("@@")(_asked(query)))
    if query.dates is not None:
        first, last = query.dates
        published = passage.c.published
        parts += [published != "", published >= first]
        parts.append(func.substr(published, 1, len(last)) <= last)
    if query.figures is not None:
        low, high = query.figures
        figure = func.unnest(passage.c.figures).column_valued("figure")
        bounds = [figure >= low] if low is not None else []
        bounds += [figure <= high] if high is not None else []
        parts.append(select(figure).where(*bounds).exists())
    if query.copied is not None:
        parts.append(passage.c.copied == query.copied)
    return parts


def _hit(row: Mapping[str, object], terms: tuple[Term, ...]) -> Hit:
    text = str(row["text"])
    return Hit(**{**row, "text": excerpt(text, terms) if terms else text[:BEGINNING]})  # type: ignore[arg-type]  # by column


def excerpt(text: str, terms: tuple[Term, ...]) -> str:
    """Return the part of a text with the most of the terms in it, and marks around their words."""
    words = words_of(text)
    found = sorted({place for term in terms for place in _places(words, term)})
    first = max((_begin(place, len(words)) for place in found), default=0, key=_held(found))
    last = min(first + AROUND, len(words))
    start = words[first].start if first else 0
    end = words[last - 1].end if last < len(words) else len(text)
    pieces, at = ["…" * bool(first)], start
    for low, high in found:
        if first <= low and high <= last and words[low].start >= at:
            stop = words[high - 1].end
            pieces += [text[at : words[low].start], OPENS, text[words[low].start : stop], CLOSES]
            at = stop
    return "".join([*pieces, text[at:end], "…" * (last < len(words))])


def _begin(place: tuple[int, int], count: int) -> int:
    """Return at which word an excerpt begins that has a place in its middle."""
    low, high = place
    return max(0, min(low - (AROUND - (high - low)) // 2, count - AROUND))


def _held(found: list[tuple[int, int]]) -> Callable[[int], tuple[int, int]]:
    """Return what ranks the beginnings of excerpts: most places, then the earliest."""
    return lambda first: (
        sum(first <= low and high <= first + AROUND for low, high in found),
        -first,
    )


def _places(words: list[Word], term: Term) -> Iterator[tuple[int, int]]:
    """Yield where a term stands, as numbers of words, end not included."""
    wanted = [word.text for word in words_of(term.words)]
    if term.field not in ("", "text") or not wanted:
        return
    *before, last = wanted
    for end in range(len(wanted), len(words) + 1):
        here = [word.text for word in words[end - len(wanted) : end]]
        if here[:-1] == before and (
            here[-1].startswith(last) if term.beginning else here[-1] == last
        ):
            yield end - len(wanted), end
