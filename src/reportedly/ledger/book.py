"""From slots and witnesses to the ledger: rows, relations, forecasts, each sorted by id."""

from __future__ import annotations

from reportedly.ledger.forecasts import forecasts, last_day
from reportedly.ledger.reading import reading
from reportedly.ledger.relations import relations
from reportedly.ledger.rows import patrons, row
from reportedly.ledger.rules import RULES
from reportedly.records import Corpus, Ledger
from reportedly.stage import Tools


def keep(corpus: Corpus, tools: Tools) -> Ledger:
    """Return the ledger of an aligned corpus."""
    return kept(corpus, tools, last=last_day(corpus))


def kept(corpus: Corpus, tools: Tools, *, last: str) -> Ledger:
    """Return the ledger of a corpus, or of a part of one; `last` is the last day of the whole."""
    read = reading(corpus, tools.lexicon)
    houses = patrons(corpus.entities)
    rows = [
        row(
            s,
            read.inside[s.id],
            event=read.events[s.event],
            aggregation=tools.settings.aggregation,
            patrons=houses,
        )
        for s in corpus.alignment.slots
        if read.inside[s.id]
    ]
    return Ledger(
        rows=tuple(sorted(rows, key=lambda r: r.id)),
        relations=relations(read, corpus, RULES),
        forecasts=forecasts(read, corpus, last=last),
    )
