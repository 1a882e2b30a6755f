"""Rows: a slot with its witnesses, summed up, and its three counts of independence."""

from __future__ import annotations

from reportedly.ledger.ranges import bounds, most_repeated, origin_of
from reportedly.records import Entity, EntityId, Event, Row, Slot, Witness

# How a unit is put in a row's label; one not listed stands as it is.
UNITS = {"person": "people", "count": "", "percent": "%", "date": "", "words": ""}


def row(
    slot: Slot,
    witnesses: list[Witness],
    *,
    event: Event,
    aggregation: str,
    patrons: dict[EntityId, str],
) -> Row:
    """Return the row of a slot; `patrons` names the institution each speaker speaks for."""
    low, high = bounds(witnesses, aggregation)
    middle = most_repeated(witnesses)
    if middle is not None:
        low = middle if low is not None and low > middle else low
        high = middle if high is not None and high < middle else high
    speakers = {w.speaker or w.chain[-1] for w in witnesses}
    return Row(
        id=slot.id,
        event=slot.event,
        predicate=slot.predicate,
        counted=slot.counted,
        unit=slot.unit,
        kind=slot.kind,
        low=low,
        high=high,
        most_repeated=middle,
        aggregation=aggregation,
        witnesses=tuple(sorted(w.id for w in witnesses)),
        documents=len({w.span.doc for w in witnesses}),
        # a text that copies one passage and has one of its own is still one text
        origins=min(len({origin_of(w) for w in witnesses}), len({w.span.doc for w in witnesses})),
        speakers=len(speakers),
        institutions=len({_institution(w, patrons) for w in witnesses}),
        label=label(slot, event),
    )


def _institution(witness: Witness, patrons: dict[EntityId, str]) -> str:
    if witness.speaker is None:
        return witness.chain[-1]
    return patrons.get(witness.speaker, witness.speaker)


def patrons(entities: tuple[Entity, ...]) -> dict[EntityId, str]:
    """Return for each speaker the organisation it is listed as a member of."""
    return {
        member: entity.id
        for entity in sorted(entities, key=lambda e: e.id, reverse=True)
        if entity.kind.value in ("organisation", "group")
        for member in entity.members
    }


def label(slot: Slot, event: Event) -> str:
    """Return one plain line: "killed, people: fire, Averin Sound, 2032-05-15"."""
    unit = UNITS.get(slot.unit, slot.unit)
    what = slot.counted if slot.counted not in ("person", "") else unit
    parts = [slot.predicate, what, unit if unit not in (what, "people") else "", slot.place or ""]
    return f"{', '.join(p for p in parts if p)}: {event.label}"
