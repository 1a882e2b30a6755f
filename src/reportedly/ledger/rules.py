"""The rules of relations, in the order of docs/method.md."""

from __future__ import annotations

from reportedly.ledger import (
    across,
    conversions,
    copied,
    credited,
    dates,
    forecasts,
    sums,
    tables,
    values,
    wording,
)
from reportedly.ledger.relations import Rule

RULES: tuple[Rule, ...] = (
    credited.conflicts,
    credited.losses,
    copied.copies,
    across.scopes,
    values.formats,
    conversions.converted,
    values.hedged,
    sums.parts,
    sums.breakdowns,
    sums.misses,
    tables.columns,
    tables.lists,
    tables.shares,
    across.same_value,
    wording.strength,
    values.differences,
    dates.granularity,
    dates.conflicts,
    dates.agreeing,
    dates.lengths,
    dates.anniversaries,
    wording.terms,
    wording.descriptors,
    forecasts.promised,
    values.agreements,
    wording.claims,
)
