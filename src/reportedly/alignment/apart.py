"""The stories that a corpus tells, each ready to be read.

Invariant: every document is in one story; which ones tell it rests on all documents, everything
else in a `Story` on its own documents and the copies between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reportedly.alignment.implied import Singles, singles
from reportedly.alignment.passages import Passages, passages
from reportedly.alignment.profiles import Profile, profiles
from reportedly.alignment.stories import stories
from reportedly.alignment.terms import Wordings, wordings
from reportedly.alignment.vocabulary import Vocabulary, vocabulary
from reportedly.alignment.witnesses import Court, Hall, hall
from reportedly.records import Corpus, DocumentRecords, ReuseLink
from reportedly.stage import Tools

if TYPE_CHECKING:
    from reportedly.alignment.claims import Meaning

MOST_EMBEDDED = 300  # documents; in larger collections claims are aligned by their words alone
Told: TypeAlias = "tuple[list[DocumentRecords], list[ReuseLink]]"  # by documents and copies


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Common:
    """What all stories of a corpus are read with."""

    words: Vocabulary
    wordings: Wordings
    singles: Singles
    hall: Hall
    merge: str
    embed: Meaning | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Story:
    """Documents that tell one story, ready to be read."""

    read: list[Passages]  # sorted by document
    words: Vocabulary
    wordings: Wordings
    singles: Singles
    court: Court
    merge: str
    embed: Meaning | None
    links: tuple[ReuseLink, ...]  # copied passages of two of its documents


def apart(corpus: Corpus, tools: Tools) -> Iterator[Story]:
    """Yield the stories that a corpus tells, in the order of their first documents."""
    every = common(corpus, tools)
    return (story(by, every) for by in told(corpus, profiles(corpus.in_order), tools))


def told(corpus: Corpus, read: list[Profile], tools: Tools) -> list[Told]:
    """Return what each story is told by, in the order of their first documents.

    `read` are the profiles of the documents, in order.
    """
    documents = corpus.in_order
    found: dict[int, list[DocumentRecords]] = defaultdict(list)
    labels = stories(read, tools.lexicon, merge=tools.settings.merge)
    for label, records in zip(labels, documents, strict=True):
        found[label].append(records)
    copied: dict[int, list[ReuseLink]] = defaultdict(list)
    of = {r.document.id: label for label, r in zip(labels, documents, strict=True)}
    for link in corpus.reuse.links:
        if of[link.a.doc] == of[link.b.doc]:
            copied[of[link.a.doc]].append(link)
    return [(inside, copied[label]) for label, inside in sorted(found.items())]


def common(corpus: Corpus, tools: Tools) -> Common:
    """Return what all stories of a corpus are read with."""
    embedded = len(corpus.documents) <= MOST_EMBEDDED
    return shared(tools, hall(corpus, vocabulary(tools.lexicon)), embedded=embedded)


def shared(tools: Tools, of_all: Hall, *, embedded: bool) -> Common:
    """Return what stories are read with, given what their witnesses need."""
    return Common(
        words=vocabulary(tools.lexicon),
        wordings=wordings(tools.lexicon),
        singles=singles(tools.lexicon),
        hall=of_all,
        merge=tools.settings.merge,
        embed=tools.reader.embedder.embed if embedded else None,
    )


def story(by: Told, every: Common) -> Story:
    """Return one story, its documents indexed."""
    inside, links = by
    read = [passages(r) for r in inside]
    return Story(
        read=read,
        words=every.words,
        wordings=every.wordings,
        singles=every.singles,
        court=Court(hall=every.hall, read={p.records.document.id: p for p in read}),
        merge=every.merge,
        embed=every.embed,
        links=tuple(links),
    )
