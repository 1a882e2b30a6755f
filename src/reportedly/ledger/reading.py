"""What relations need to know of a witness: its words, its sentence, its voice and its time.

Everything a program-written sentence says of a witness goes through here, so loaded words can
reach the screen inside quotation marks only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from reportedly.lexicon import Lexicon
from reportedly.records import (
    Approximator,
    Corpus,
    DocId,
    DocumentRecords,
    Entity,
    EntityId,
    Event,
    EventId,
    Figure,
    FigureId,
    ReuseLink,
    Slot,
    SlotId,
    TimeRef,
    TimeRefId,
    Witness,
)

END = re.compile(r"[.!?][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[^\Wa-z_])|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}")
QUOTED = 90  # code points of a witness's words that a reason shows
AROUND = 400  # code points around a witness in which its sentence is looked for
MAIN = "main_event"
EVERYDAY = ("50", "25", "12", "6")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Indexes over an aligned corpus."""

    lexicon: Lexicon
    documents: dict[DocId, DocumentRecords]
    entities: dict[EntityId, Entity]
    events: dict[EventId, Event]
    slots: dict[SlotId, Slot]
    figures: dict[FigureId, Figure]
    times: dict[TimeRefId, TimeRef]
    inside: dict[SlotId, list[Witness]]
    home: dict[DocId, EventId]  # the event a document mainly tells of
    everyday: frozenset[str]
    anybody: frozenset[str]  # nouns that count anybody
    by_measure: dict[tuple[str, str, str], list[tuple[SlotId, list[Witness]]]]
    of_event: dict[EventId, list[SlotId]]
    figures_of: dict[DocId, list[Witness]]  # witnesses that are figures, by document
    links: dict[frozenset[DocId], list[ReuseLink]]  # copied passages by their two documents
    about: dict[str, frozenset[str]] = field(default_factory=dict)  # by witness, filled on demand


def reading(corpus: Corpus, lexicon: Lexicon) -> Reading:
    """Index a corpus for the relations."""
    inside: dict[SlotId, list[Witness]] = {s.id: [] for s in corpus.alignment.slots}
    by_doc: dict[DocId, list[Witness]] = {}
    for w in corpus.alignment.witnesses:
        inside[w.slot].append(w)
        if w.figure:
            by_doc.setdefault(w.span.doc, []).append(w)
    share = lexicon.groups("background", "share")
    whole = {e.id: e.within or e.id for e in corpus.alignment.events}
    of_event: dict[EventId, list[SlotId]] = {}
    for s in corpus.alignment.slots:
        of_event.setdefault(whole[s.event], []).append(s.id)
    measures: dict[tuple[str, str, str], list[tuple[SlotId, list[Witness]]]] = {}
    for s in corpus.alignment.slots:
        measures.setdefault((whole[s.event], s.predicate, s.unit), []).append((s.id, inside[s.id]))
    links: dict[frozenset[DocId], list[ReuseLink]] = {}
    for link in corpus.reuse.links:
        links.setdefault(frozenset((link.a.doc, link.b.doc)), []).append(link)
    return Reading(
        lexicon=lexicon,
        documents={r.document.id: r for r in corpus.documents},
        entities={e.id: e for e in corpus.entities},
        events={e.id: e for e in corpus.alignment.events},
        slots={s.id: s for s in corpus.alignment.slots},
        figures={f.id: f for r in corpus.documents for f in r.figures},
        times={t.id: t for r in corpus.documents for t in r.times},
        inside=inside,
        home={d: e.id for e in corpus.alignment.events if MAIN in e.rule for d in e.documents},
        everyday=frozenset(word for name in EVERYDAY for word in share[name]),
        anybody=frozenset(lexicon.words("events", "anybody")),
        by_measure=measures,
        of_event=of_event,
        figures_of=by_doc,
        links=links,
    )


def links_of(a: Witness, b: Witness, read: Reading) -> list[ReuseLink]:
    """Return the copied passages of the documents of two witnesses."""
    return read.links.get(frozenset((a.span.doc, b.span.doc)), [])


def whole_event(slot: Slot, read: Reading) -> EventId:
    """Return the event a slot's event is a part of; its own where it is none's part."""
    return read.events[slot.event].within or slot.event


def text_of(witness: Witness, read: Reading) -> str:
    """Return the witness's words."""
    return witness.span.of(read.documents[witness.span.doc].document.text)


def sentence(witness: Witness, read: Reading) -> tuple[int, str]:
    """Return where the witness's sentence starts, and the sentence."""
    text = read.documents[witness.span.doc].document.text
    low = max(0, witness.span.start - AROUND)
    cuts = [m.end() for m in END.finditer(text, low, witness.span.start)]
    start = cuts[-1] if cuts else low
    return start, text[start : _ended(text, witness.span.end)]


def after_next(witness: Witness, end: int, read: Reading) -> int:
    """Return where the sentence ends that follows one ended at `end`; `end` at a paragraph's."""
    text = read.documents[witness.span.doc].document.text
    begins = END.match(text, end - 1)
    if begins is None or "\n" in begins.group():
        return end
    return _ended(text, begins.end())


def _ended(text: str, inside: int) -> int:
    """Return where the sentence ends that holds an offset, `AROUND` behind it at the latest."""
    after = END.search(text, inside, inside + AROUND)
    return after.start() + 1 if after else inside + AROUND


def about(witness: Witness, read: Reading) -> frozenset[str]:
    """Return the stems of the telling words of the witness's sentence."""
    if witness.id not in read.about:
        words = (m.group().lower() for m in WORD.finditer(sentence(witness, read)[1]))
        read.about[witness.id] = frozenset(
            w[:6] for w in words if len(w) >= 3 and w not in read.everyday
        )
    return read.about[witness.id]


def likeness(a: Witness, b: Witness, read: Reading) -> float:
    """Return the share of telling words two sentences have in common (Jaccard)."""
    left, right = about(a, read), about(b, read)
    return len(left & right) / len(left | right) if left and right else 0.0


def outlet(witness: Witness, read: Reading) -> str:
    """Return the outlet of a witness's document, or its file name."""
    document = read.documents[witness.span.doc].document
    return document.outlet or re.split(r"[/#]", document.path)[-1]


def voice(witness: Witness, read: Reading) -> str:
    """Return "Outlet (Speaker)", or the outlet alone for the narrator."""
    entity = read.entities.get(witness.speaker) if witness.speaker else None
    return f"{outlet(witness, read)} ({entity.name})" if entity else outlet(witness, read)


def quote(witness: Witness, read: Reading) -> str:
    """Return the witness's words in quotation marks, on one line, cut where long."""
    return in_marks(text_of(witness, read))


def in_marks(words: str) -> str:
    """Return words in quotation marks, on one line, cut where long."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= QUOTED else line[: QUOTED - 1] + '…'}”"


def says(witness: Witness, read: Reading) -> str:
    """Return "Outlet (Speaker): “41 people”"."""
    return f"{voice(witness, read)}: {quote(witness, read)}"


def comparable(witness: Witness) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds to compare by: "over N" reaches to 1.25 N, as in the published table."""
    low, high = witness.low, witness.high
    open_above = witness.approximator in (Approximator.OVER, Approximator.AT_LEAST)
    if high is None and open_above and witness.value is not None:
        high = witness.value * Decimal("1.25")
    if low is None and witness.approximator is Approximator.AT_MOST and witness.value is not None:
        low = witness.value * Decimal("0.75")
    return low, high


def overlap(a: Witness, b: Witness) -> bool:
    """Tell whether the comparison intervals of two witnesses share a value."""
    (low_a, high_a), (low_b, high_b) = comparable(a), comparable(b)
    if high_a is not None and low_b is not None and high_a < low_b:
        return False
    return not (high_b is not None and low_a is not None and high_b < low_a)
