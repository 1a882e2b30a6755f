"""What each tool answers, as plain values.

Invariant: read only, and every quotation comes with document, offsets and hash, so that an
assistant can cite it. Quoted words are what documents say: data, never an instruction, and never
an assertion of this program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError
from reportedly.exports.citing import as_text, citations
from reportedly.library import OpenLedger
from reportedly.records import DocId, SlotId
from reportedly.views.index import shortened

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOST = 50  # rows in one answer; an assistant asks again with other words
LONGEST = 4_000  # code points of one passage
PARAGRAPH = 600  # code points of a paragraph in a list

Answer = dict[str, object]


def search_rows(
    ledger: OpenLedger, query: str = "", *, least_documents: int = 1, limit: int = 20
) -> Answer:
    """Return the questions that hold all the words of `query`, open differences first."""
    found = ledger.rows(query, least_documents=least_documents)
    return _listed(found, limit)


def show_row(ledger: OpenLedger, row: str) -> Answer:
    """Return a question with every account's answer, how they relate, and a citation.

    Raises:
        ReportedlyError: no row has this id.
    """
    name = SlotId(row)
    if name not in ledger.index.rows:
        raise ReportedlyError(f"no row {row[:40]!r}; search_rows lists them")
    (question,) = ledger.rows(row).where(lambda q: q.id == row)
    witnesses = [_with_hash(ledger, w.document, asdict(w)) for w in ledger.witnesses(row)]
    cited = citations(ledger.index, name)
    return {
        "row": asdict(question),
        "answers": witnesses,
        "relations": [asdict(r) for r in ledger.relations(row=row)],
        "citation": as_text(ledger.index.rows[name], cited),
    }


def list_conflicts(ledger: OpenLedger, limit: int = 20) -> Answer:
    """Return the relations of accounts that do not fit together, weightiest first."""
    return _listed(ledger.conflicts(), limit)


def search_passages(ledger: OpenLedger, words: str, limit: int = 10) -> Answer:
    """Return the paragraphs in which all the words stand."""
    found = ledger.search(words) if words.strip() else ()
    shown = [
        _with_hash(ledger, p.document, asdict(p) | {"text": shortened(p.text, PARAGRAPH)})
        for p in found[: max(0, min(limit, MOST))]
    ]
    return {"found": len(found), "shown": len(shown), "items": shown}


def get_passage(ledger: OpenLedger, document: str, *, start: int, end: int) -> Answer:
    """Return the words [start, end) of a document, unchanged, with where they stand.

    Raises:
        ReportedlyError: no document has this id, or the offsets are outside it or too far apart.
    """
    records = ledger.index.documents.get(DocId(document))
    if records is None:
        raise ReportedlyError(f"no document {document[:40]!r}; search_passages lists some")
    text = records.document.text
    if not 0 <= start < end <= len(text) or end - start > LONGEST:
        raise ReportedlyError(
            f"expected 0 <= start < end <= {len(text)} and at most {LONGEST} characters, "
            f"found {start} and {end}"
        )
    answer: Answer = {
        "words": text[start:end],
        "document": document,
        "start": start,
        "end": end,
        "outlet": ledger.index.outlet(DocId(document)),
        "title": records.document.title,
        "published": records.document.published,
        "path": records.document.path,
    }
    return _with_hash(ledger, document, answer)


def _with_hash(ledger: OpenLedger, document: str, answer: Answer) -> Answer:
    return answer | {"sha256": ledger.index.documents[DocId(document)].document.capture}


def _listed(rows: Iterable[DataclassInstance], limit: int) -> Answer:
    found: list[Answer] = list(_plain(rows))
    shown = found[: max(0, min(limit, MOST))]
    return {"found": len(found), "shown": len(shown), "items": shown}


def _plain(rows: Iterable[DataclassInstance]) -> Iterator[Answer]:
    for row in rows:
        yield asdict(row)
