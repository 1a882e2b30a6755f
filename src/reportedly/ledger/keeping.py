"""Keep the ledgers of parts, in several processes where that pays.

Invariant: a part's ledger depends on the part's job and on the program, not on where it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.codec import decode, encode
from reportedly.ledger.book import kept
from reportedly.records import Alignment, Cast, Corpus, DocumentRecords, Entity, Ledger, Reuse
from reportedly.stage import Job, Tools


def job_of(part: Corpus, last: str) -> Job:
    """Return all that the ledger of a part is made of; `last` is the last day of the corpus.

    First its documents, of which no rule reads the statements, then its alignment and copies, then
    its speakers and the day.
    """
    return (
        *(encode(replace(r, cast=Cast(), statements=())) for r in part.documents),
        encode((part.alignment, part.reuse)),
        encode((part.entities, last)),
    )


def all_kept(fresh: Sequence[Corpus], tools: Tools, *, last: str) -> list[Ledger]:
    """Return the ledgers of parts, in no order."""
    spread = tools.spread_over(sum(len(part.documents) for part in fresh))
    if spread is None:
        return [kept(part, tools, last=last) for part in fresh]
    # The largest first, so that no process is left with one at the end.
    order = sorted(fresh, key=lambda part: -len(part.documents))
    return [decode(body, Ledger) for body in spread(work, (job_of(p, last) for p in order))]


def work(job: Job, tools: Tools) -> bytes:
    """Return the ledger of a job's part, encoded."""
    *bodies, told, rest = job
    alignment, reuse = decode(told, tuple[Alignment, Reuse])
    entities, last = decode(rest, tuple[tuple[Entity, ...], str])
    part = Corpus(
        documents=tuple(decode(body, DocumentRecords) for body in bodies),
        entities=entities,
        reuse=reuse,
        alignment=alignment,
    )
    return encode(kept(part, tools, last=last))
