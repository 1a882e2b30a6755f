"""Write claims and quotations as schema.org JSON-LD, and drafts of reviews for a person to finish.

Invariant: nothing is rated. A review is a draft without a rating, verdict or author; a claim is
what somebody is credited with, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.exports.naming import bytes_name, day, present, ref, write_json
from reportedly.exports.rows import Cell, Row
from reportedly.records import Corpus, Document, Entity, Mode, Statement
from reportedly.records import Row as LedgerRow
from reportedly.views import Index

CLAIMS, REVIEWS = "claims.jsonld", "claim-review-drafts.jsonld"
CONTEXT = "https://schema.org"
TYPES = {  # a claim's author is a person or an organisation
    "person": "Person",
    "anonymous": "Person",
    "organisation": "Organization",
    "group": "Organization",
}


def write_schema_org(corpus: Corpus, folder: Path, _versions: Mapping[str, str]) -> dict[str, int]:
    """Write `claims.jsonld` and `claim-review-drafts.jsonld`; return nodes by file."""
    index = Index(corpus)
    claimed = _same_claims(index)
    speakers = sorted({e for _, e in index.speakers.items()})
    nodes: list[Cell] = [_article(r.document) for r in corpus.documents]
    nodes += [_speaker(index.entities[e]) for e in speakers if e in index.entities]
    nodes += _claims(index, claimed)
    nodes += _quotations(index)
    drafts = list(_drafts(index, claimed))
    write_json(folder / CLAIMS, {"@context": CONTEXT, "@graph": nodes})
    write_json(folder / REVIEWS, {"@context": CONTEXT, "@graph": drafts})
    return {CLAIMS: len(nodes), REVIEWS: len(drafts)}


def _article(document: Document) -> Row:
    publisher: Row = {"@type": "Organization", "name": document.outlet}
    authors: list[Cell] = [{"@type": "Person", "name": name} for name in document.byline]
    return {
        "@type": "NewsArticle",
        **ref(document.id),
        **present(
            headline=document.title,
            datePublished=day(document.published),
            inLanguage=document.language,
            publisher=publisher if document.outlet else None,
            author=authors,
            identifier=bytes_name(document.capture),
        ),
    }


def _speaker(entity: Entity) -> Row:
    roles: list[Cell] = list(dict.fromkeys(r.role for r in entity.roles))
    return {
        "@type": TYPES.get(entity.kind.value, "CreativeWork"),
        **ref(entity.id),
        "name": entity.name,
        **present(alternateName=list(entity.aliases), description="; ".join(map(str, roles))),
    }


def _same_claims(index: Index) -> dict[tuple[str, str], list[Statement]]:
    """Return credited statements by speaker and words: one speaker's same words are one claim."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for records in index.corpus.documents:
        for s in records.statements:
            if s.mode is not Mode.NARRATOR:
                speaker = index.speakers.get(s.id, "")
                found.setdefault((speaker, _words(index, s).casefold()), []).append(s)
    return found


def _words(index: Index, s: Statement) -> str:
    return " … ".join(index.words(c) for c in s.content)


def _claims(index: Index, claimed: dict[tuple[str, str], list[Statement]]) -> Iterator[Cell]:
    for (speaker, _), them in claimed.items():
        documents = [index.documents[s.doc].document for s in them]
        first = _first(documents)
        known = index.entities.get(index.speakers[them[0].id]) if speaker else None
        role = "author" if known and known.kind.value in TYPES else "isBasedOn"
        yield {
            "@type": "Claim",
            **ref(them[0].id),
            "text": _words(index, them[0]),
            "appearance": [ref(doc) for doc in dict.fromkeys(d.id for d in documents)],
            **({role: ref(speaker)} if known else {}),
            **present(
                firstAppearance=ref(first.id) if first else None,
                datePublished=day(first.published) if first else None,
            ),
        }


def _first(documents: list[Document]) -> Document | None:
    """Return the document published first; None when that is unknown or two share the day."""
    dates = [day(d.published) or "" for d in documents]
    earliest = [d for d, at in zip(documents, dates, strict=True) if at == min(dates)]
    return earliest[0] if all(len(at) == 10 for at in dates) and len(earliest) == 1 else None


def _quotations(index: Index) -> Iterator[Cell]:
    for records in index.corpus.documents:
        for s in records.statements:
            if s.mode not in (Mode.DIRECT, Mode.MIXED):
                continue
            speaker = index.speakers.get(s.id)
            known = index.entities.get(speaker) if speaker else None
            spoken = known and known.kind.value in TYPES
            yield {
                "@type": "Quotation",
                **ref(f"{s.id}-quotation"),
                "text": _words(index, s),
                "isPartOf": ref(s.doc),
                **({"spokenByCharacter": ref(str(speaker))} if spoken else {}),
            }


def _drafts(index: Index, claimed: dict[tuple[str, str], list[Statement]]) -> Iterator[Cell]:
    """Yield a draft for each row that several documents answer and somebody is credited in."""
    names: dict[str, str] = {s.id: them[0].id for them in claimed.values() for s in them}
    for row in index.corpus.ledger.rows:
        claims = [names[s] for s in _answers(index, row) if s in names]
        if row.documents > 1 and claims:
            yield {
                "@type": "ClaimReview",
                **ref(f"{row.id}-review"),
                "creativeWorkStatus": "Draft",
                "claimReviewed": row.label,
                "itemReviewed": [
                    {"@type": "Claim", "@id": f"{CLAIMS}{ref(c)['@id']}"}
                    for c in dict.fromkeys(claims)
                ],
            }


def _answers(index: Index, row: LedgerRow) -> Iterator[str]:
    for w in row.witnesses:
        statement = index.witnesses[w].statement
        if statement is not None:
            yield statement
