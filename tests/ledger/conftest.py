"""A small aligned corpus, built by hand, and the ledger stage run on it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportedly.ledger.reading import Reading, reading
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    Alignment,
    Approximator,
    Block,
    BlockKind,
    CaptureId,
    Corpus,
    DocId,
    Document,
    DocumentRecords,
    Entity,
    EntityId,
    EntityKind,
    Event,
    EventId,
    FigureId,
    OriginId,
    RuleName,
    Slot,
    SlotId,
    Span,
    Witness,
    WitnessId,
)

TEST = RuleName("test")


class Desk:
    """Collects rows and witnesses; each witness stands in a document of its own text."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.slots: dict[str, Slot] = {}
        self.found: list[Witness] = []
        self.speakers: set[str] = set()
        self.kinds: dict[str, EntityKind] = {}  # of speakers that are no persons

    def row(self, name: str, predicate: str, unit: str = "person", place: str | None = None) -> str:
        """Add a row of figures of the one event."""
        self.slots[name] = Slot(
            id=SlotId(name),
            event=EventId("e"),
            predicate=predicate,
            counted="person",
            unit=unit,
            kind="figure",
            place=place,
            rule=TEST,
        )
        return name

    def says(
        self,
        row: str,
        doc: str,
        words: str,
        value: int | None,
        *,
        bounds: tuple[int | None, int | None] | None = None,
        how: Approximator = Approximator.EXACT,
        speaker: str | None = None,
        as_of: str | None = None,
        origin: str | None = None,
        figure: bool = False,
    ) -> Witness:
        """Add a witness whose document goes on with its words."""
        text = self.texts.get(doc, "")
        start = len(text)
        self.texts[doc] = text + words + ". "
        low, high = bounds if bounds is not None else (value, value)
        if speaker:
            self.speakers.add(speaker)
        witness = Witness(
            id=WitnessId(f"w{len(self.found):02d}"),
            slot=SlotId(row),
            span=Span(DocId(doc), start, start + len(words)),
            statement=None,
            figure=FigureId(f"f{len(self.found):02d}") if figure else None,
            time=None,
            value=None if value is None else Decimal(value),
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            approximator=how,
            speaker=EntityId(speaker) if speaker else None,
            chain=(*((speaker,) if speaker else ()), f"outlet:{doc}"),
            as_of=as_of,
            origin=OriginId(origin) if origin else None,
            rule=TEST,
        )
        self.found.append(witness)
        return witness

    def corpus(self) -> Corpus:
        """Return the corpus of everything said so far."""
        documents = tuple(
            DocumentRecords(
                document=Document(
                    id=DocId(doc),
                    capture=CaptureId("0" * 64),
                    path=f"{doc}.txt",
                    media_type="text/plain",
                    text=text,
                    blocks=(Block(span=Span(DocId(doc), 0, len(text)), kind=BlockKind.PARAGRAPH),),
                    language="en",
                    outlet=doc,
                )
            )
            for doc, text in sorted(self.texts.items())
        )
        event = Event(
            id=EventId("e"),
            label="fire, Averin Sound, 2032-05-15",
            date="2032-05-15",
            documents=tuple(r.document.id for r in documents),
            rule=RuleName("alignment.events.main_event"),
        )
        entities = tuple(
            Entity(id=EntityId(s), name=s, kind=self.kinds.get(s, EntityKind.PERSON), rule=TEST)
            for s in sorted(self.speakers)
        )
        slots = tuple(self.slots[key] for key in sorted(self.slots))
        alignment = Alignment(events=(event,), slots=slots, witnesses=tuple(self.found))
        return Corpus(documents=documents, entities=entities, alignment=alignment)

    def reading(self) -> Reading:
        """Return the corpus as relations read it."""
        return reading(self.corpus(), load_lexicon())


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


@pytest.fixture
def kinds() -> Callable[..., list[str]]:
    """Run one rule on a desk and return the kinds it finds, sorted."""

    def run(rule: Callable[..., object], desk: Desk) -> list[str]:
        found = rule(desk.reading(), desk.corpus())
        return sorted(str(f.kind) for f in found)  # type: ignore[attr-defined]  # rules yield Found

    return run
