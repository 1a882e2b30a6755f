"""Statements about a time after their own: due dates, and later witnesses that may answer.

"Due" and "open" are decided by the last date of the corpus, never by a clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.codec import digest
from reportedly.ledger.reading import Reading, after_next, likeness, says, sentence, whole_event
from reportedly.ledger.relations import Found
from reportedly.records import (
    Corpus,
    Forecast,
    ForecastId,
    ForecastState,
    RelationKind,
    RuleName,
    SlotId,
    TimeRef,
    Witness,
)

ANSWERS = 0.12  # telling words a later sentence shares with a forecast before it may answer it
MOST_ANSWERS = 5
MOST_TOLD = 20  # witnesses of the rows of what is to come, the first to be published


@dataclass(frozen=True, slots=True)
class Due:
    """A witness that stands in a sentence with a due date."""

    witness: Witness
    time: TimeRef
    told: tuple[Witness, ...]  # figures of its own sentence, then the same in other accounts
    answers: tuple[Witness, ...]  # later accounts, the likest first


def last_day(corpus: Corpus) -> str:
    """Return the last day any document was published on, "" when all are undated."""
    return max((r.document.published or "" for r in corpus.documents), default="")


def is_past(time: TimeRef, last: str) -> bool:
    """Tell whether a due date has come by the last day of a corpus."""
    return (time.latest or "9") <= last


def due(read: Reading, corpus: Corpus) -> Iterator[Due]:
    """Yield the date witnesses that lie after their document's own day, with later answers."""
    for slot in sorted(read.inside):
        if read.slots[slot].predicate != "due":
            continue
        for w in read.inside[slot]:
            time = read.times.get(w.time) if w.time else None
            if time is not None:
                beside = _beside(w, time, read)
                again, later = _of_rows(beside, time, read)
                answers = (*_answers(w, time, read), *later)
                yield Due(w, time, (*beside, *again), tuple(dict.fromkeys(answers)))


def _beside(witness: Witness, time: TimeRef, read: Reading) -> tuple[Witness, ...]:
    """Return the figures in the sentence of a due date: what is to come by then.

    Told after that day, the next sentence counts too: "It appeared in November, with 36."
    """
    start, whole = sentence(witness, read)
    end = start + len(whole)
    if _looks_back(witness, time, read):
        end = after_next(witness, end, read)
    return tuple(
        w for w in read.figures_of.get(witness.span.doc, ()) if start <= w.span.start < end
    )


def _of_rows(
    beside: tuple[Witness, ...], time: TimeRef, read: Reading
) -> tuple[list[Witness], list[Witness]]:
    """Return who gives the figures that are to come before the due day, and any number after it."""
    others = [(w, o) for w in beside for o in read.inside[w.slot] if o.span.doc != w.span.doc]
    others.sort(key=lambda pair: (_published(pair[1], read), pair[1].id))
    later = [o for _, o in others if is_past(time, _published(o, read))]
    known = {o.id for o in later}
    again = [o for w, o in others if o.value == w.value and o.id not in known]
    return again[:MOST_TOLD], later[:MOST_TOLD]


def _looks_back(witness: Witness, time: TimeRef, read: Reading) -> bool:
    """Tell whether a witness was published after a due day."""
    return _published(witness, read) > (time.latest or "9")


def _published(witness: Witness, read: Reading) -> str:
    return read.documents[witness.span.doc].document.published or ""


def _answers(witness: Witness, time: TimeRef, read: Reading) -> list[Witness]:
    """Return witnesses published at or after the due day that speak of the same thing."""
    event = whole_event(read.slots[witness.slot], read)
    rows = [s for s in read.of_event.get(event, ()) if read.slots[s].predicate != "due"]
    after = [
        w
        for slot in rows
        for w in read.inside[slot]
        if w.span.doc != witness.span.doc and is_past(time, _published(w, read))
    ]
    alike = [(-likeness(w, witness, read), w.id, w) for w in after]
    later = [found for found in alike if found[0] <= -ANSWERS]
    # Not by the witnesses themselves: two readings of one span can stand under one id.
    nearest = sorted(later, key=lambda found: found[:2])
    return [w for _, _, w in nearest[:MOST_ANSWERS]]


def forecasts(read: Reading, corpus: Corpus, *, last: str) -> tuple[Forecast, ...]:
    """Return the forecasts of statements, sorted by id; what is due by `last` is due."""
    made: dict[str, Forecast] = {}
    for d in due(read, corpus):
        if d.witness.statement is None:
            continue
        key = ForecastId("k" + digest(d.witness.statement.encode(), d.time.id.encode())[:12])
        made[key] = Forecast(
            id=key,
            statement=d.witness.statement,
            due=d.time.edtf or d.time.timex,
            state=ForecastState.DUE if is_past(d.time, last) else ForecastState.OPEN,
            witnesses=tuple(sorted({d.witness.id, *(w.id for w in (*d.told, *d.answers))})),
            rule=RuleName("ledger.forecasts.forecasts"),
        )
    return tuple(made[key] for key in sorted(made))


def promised(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Accounts name a time after their own day; later accounts may answer them."""
    rows: dict[SlotId, list[Due]] = defaultdict(list)
    for d in due(read, corpus):
        rows[d.witness.slot].append(d)
    for slot in sorted(rows):
        first = rows[slot][0]
        told = {w.span.doc for d in rows[slot] for w in (d.witness, *d.told)}
        later = [d.witness for d in rows[slot] if _looks_back(d.witness, d.time, read)]
        later += [w for d in rows[slot] for w in d.answers if w.span.doc not in told]
        tail = f"later {says(later[0], read)}" if later else "no later account answers it"
        yield Found(
            kind=RelationKind.FORECAST,
            row=slot,
            witnesses=tuple(w for d in rows[slot] for w in (d.witness, *d.told, *d.answers)),
            why=(
                f"{says(first.witness, read)} is due {first.time.edtf or first.time.timex}; {tail}."
            ),
            rule="ledger.forecasts.promised",
        )
