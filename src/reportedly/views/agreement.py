"""How far reviewers agree who judged the same things without seeing each other's judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from reportedly.records import Decision
from reportedly.views.queue import CODED, codings
from reportedly.views.tables import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Krippendorff's alpha (nominal) for one kind of thing."""

    kind: str
    units: int  # judged by two reviewers or more
    reviewers: tuple[str, ...]
    equal: float | None  # share of pairs of judgements that are the same
    alpha: float | None  # None: too little was judged twice


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """Agreement by kind."""

    kinds: tuple[Agreement, ...]
    listing: Listing


def agreement_view(decisions: Iterable[Decision]) -> AgreementView:
    """Return how far reviewers agree on what two or more of them judged."""
    units = {unit: them for unit, them in codings(decisions).items() if len(them) > 1}
    found = tuple(_of(k, [t for u, t in sorted(units.items()) if u[0] == k]) for k in CODED)
    cells = tuple((a.kind, a.units, len(a.reviewers), a.equal, a.alpha) for a in found)
    columns = ("kind", "units", "reviewers", "equal_pairs", "krippendorff_alpha")
    return AgreementView(kinds=found, listing=Listing("agreement", columns, cells))


def _of(kind: str, units: list[dict[str, bool]]) -> Agreement:
    pairs = [a == b for judged in units for a, b in combinations(judged.values(), 2)]
    return Agreement(
        kind=kind,
        units=len(units),
        reviewers=tuple(sorted({name for judged in units for name in judged})),
        equal=round(sum(pairs) / len(pairs), 4) if pairs else None,
        alpha=alpha(units),
    )


def alpha(units: list[dict[str, bool]]) -> float | None:
    """Return Krippendorff's alpha over units, each a judgement by reviewer; None below two units.

    Computed by nltk. Where all judgements are the same there is nothing to expect by chance; the
    library then gives 1.
    """
    if len(units) < 2:
        return None
    from nltk.metrics.agreement import AnnotationTask

    data = [
        (reviewer, str(number), str(judged))
        for number, them in enumerate(units)
        for reviewer, judged in sorted(them.items())
    ]
    return round(float(AnnotationTask(data=data).alpha()), 4)
