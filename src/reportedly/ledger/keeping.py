"""Keep the ledgers of parts, in several processes where that pays.

Invariant: a part's ledger depends on the part, the last day of all and the program, not on where
it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.codec import decode, encode
from reportedly.ledger.book import kept
from reportedly.records import Alignment, Corpus, DocumentRecords, Entity, Ledger, Reuse
from reportedly.stage import Job, Tools


def all_kept(fresh: Sequence[Corpus], tools: Tools, *, last: str) -> list[Ledger]:
    """Return the ledgers of parts, in no order; `last` is the last day of the whole corpus."""
    spread = tools.spread_over(sum(len(part.documents) for part in fresh))
    if spread is None:
        return [kept(part, tools, last=last) for part in fresh]
    # The largest first, so that no process is left with one at the end.
    order = sorted(fresh, key=lambda part: -len(part.documents))
    return [decode(body, Ledger) for body in spread(work, (_job_of(p, last) for p in order))]


def _job_of(part: Corpus, last: str) -> Job:
    rest = (part.entities, part.reuse, part.alignment, last)
    return (*(encode(r) for r in part.documents), encode(rest))


def work(job: Job, tools: Tools) -> bytes:
    """Return the ledger of a job's part, encoded."""
    *bodies, rest = job
    entities, reuse, alignment, last = decode(
        rest, tuple[tuple[Entity, ...], Reuse, Alignment, str]
    )
    part = Corpus(
        documents=tuple(decode(body, DocumentRecords) for body in bodies),
        entities=entities,
        reuse=reuse,
        alignment=alignment,
    )
    return encode(kept(part, tools, last=last))
