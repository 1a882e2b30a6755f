"""Cite a row: its documents with outlet, date, quoted words, offset, hash and a link.

Invariant: every quotation is the document's own words, and its offsets lead back to them. No
clock: the day on which somebody looked is not part of a citation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.records import Document, Row, SlotId
from reportedly.views import Index
from reportedly.views.show import row_view
from reportedly.views.tables import plain
from reportedly.views.whereabouts import pages

LINK = "report.html#"  # the static report's anchors are row ids
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document that answer the row, with who says them and where they stand."""

    words: str
    speaker: str
    start: int  # code points into the document's text
    end: int
    whereabouts: str  # "page 3"; "" where the file has no such places
    pages: str  # "3" or "3-4"; "" without pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One document that answers a row."""

    key: str  # unique among the row's citations
    document: Document
    outlet: str
    quotes: tuple[Quote, ...]  # in reading order, one or more
    link: str


def citations(index: Index, row: SlotId, *, link: str = LINK) -> tuple[Citation, ...]:
    """Return one citation a document, by date, undated last.

    Args:
        index: a ledger.
        row: one of its rows.
        link: what the row's id is put behind to make a permanent link.
    """
    quotes: dict[str, list[Quote]] = {}
    for view in row_view(index, row).witnesses:
        span = view.witness.span
        quote = Quote(
            words=view.words,
            speaker=view.speaker,
            start=span.start,
            end=span.end,
            whereabouts=view.whereabouts,
            pages=pages(index.documents[span.doc].document, span),
        )
        quotes.setdefault(span.doc, []).append(quote)
    found = [
        Citation(
            key=f"{row}-{doc}",
            document=index.documents[doc].document,
            outlet=index.outlet(doc),
            quotes=tuple(dict.fromkeys(sorted(quotes[doc], key=lambda q: (q.start, q.end)))),
            link=f"{link}{row}",
        )
        for doc in (d.document.id for d in index.corpus.documents)
        if doc in quotes
    ]
    found.sort(key=lambda c: (c.document.published is None, c.document.published or "", c.key))
    return tuple(found)


def as_text(row: Row, cited: Sequence[Citation]) -> str:
    """Return the row and its documents as paragraphs of plain text."""
    asked = [f"{row.label}."]
    if row.low is not None or row.high is not None:
        repeated = plain(row.most_repeated) or "none"
        asked.append(
            f"Low {plain(row.low) or 'open'}, most repeated {repeated}, "
            f"high {plain(row.high) or 'open'} (rule: {row.aggregation})."
        )
    asked.append(f"{row.documents} documents, {row.origins} likely independent.")
    lines = [" ".join(asked)]
    lines += [f"{number}. {_text_of(one)}" for number, one in enumerate(cited, 1)]
    lines.append(f"Row {row.id}: {cited[0].link}" if cited else f"Row {row.id}")
    return "\n".join(lines) + "\n"


def _text_of(one: Citation) -> str:
    document = one.document
    head = [one.outlet, document.published or "undated"]
    title = f" “{_folded(document.title)}”." if document.title else ""
    return f"{', '.join(head)}.{title} {_said(one)} {document.path}, sha256 {document.capture}."


def _said(one: Citation) -> str:
    """Return the quotations with speaker, place in the file and offsets."""
    return " ".join(f"{q.speaker}: “{_folded(q.words)}” ({_where(q)})." for q in one.quotes)


def _where(quote: Quote) -> str:
    offsets = f"characters {quote.start}-{quote.end}"
    return f"{quote.whereabouts}, {offsets}" if quote.whereabouts else offsets


def _pages(one: Citation) -> str:
    """Return the pages of all quotations: "2, 4-5"; "" for a file without pages."""
    return ", ".join(dict.fromkeys(quote.pages for quote in one.quotes if quote.pages))


def _folded(text: str) -> str:
    return " ".join(text.split())


def as_bibtex(_row: Row, cited: Sequence[Citation]) -> str:
    """Return one `@misc` entry a document."""
    return "\n".join(map(_bibtex_of, cited))


def _bibtex_of(one: Citation) -> str:
    document = one.document
    year, month, day = _date(document.published)
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in document.byline),
        "title": _tex(document.title or f"{one.outlet}: {document.path}"),
        "howpublished": _tex(one.outlet),
        "year": year,
        "month": str(int(month)) if month else "",
        "date": "-".join(part for part in (year, month, day) if part),
        "pages": _pages(one).replace("-", "--"),
        "note": _tex(f"{_said(one)} sha256 {document.capture}"),
        "url": re.sub(r"[{}\\\s]", "", one.link),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{one.key},\n{body}}}\n"


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in _folded(text))


def _date(published: str | None) -> tuple[str, str, str]:
    """Return year, month, day; "" for what is unknown."""
    found = DATE.fullmatch(published or "")
    if not found:
        return "", "", ""
    return found[1], found[2] or "", found[3] or ""


def as_csl(_row: Row, cited: Sequence[Citation]) -> str:
    """Return the documents as CSL-JSON, which reference managers import."""
    items = [_csl_of(one) for one in cited]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _csl_of(one: Citation) -> dict[str, object]:
    document = one.document
    item: dict[str, object] = {
        "id": one.key,
        "type": "article-newspaper",
        "title": document.title or f"{one.outlet}: {document.path}",
        "container-title": one.outlet,
        "language": document.language,
        "URL": one.link,
        "note": f"{_said(one)} sha256 {document.capture}",
    }
    if _pages(one):
        item["page"] = _pages(one)
    if document.byline:
        item["author"] = [{"literal": name} for name in document.byline]
    parts = [int(part) for part in _date(document.published) if part]
    if parts:
        item["issued"] = {"date-parts": [parts]}
    elif document.published:
        item["issued"] = {"literal": document.published}
    return item


STYLES: dict[str, Callable[[Row, Sequence[Citation]], str]] = {
    "text": as_text,
    "bibtex": as_bibtex,
    "csl": as_csl,
}
