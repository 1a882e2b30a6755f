"""From settled documents to events, slots and witnesses: the steps in their order.

Every id is a digest of what it names, so it does not depend on the order of the documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportedly.alignment import slots as linking
from reportedly.alignment.answers import Answer, answers
from reportedly.alignment.apart import Story, apart
from reportedly.alignment.claims import aligned, claims, opening, with_quoted
from reportedly.alignment.events import main_event, older_event, part_event, told_noun
from reportedly.alignment.implied import implied, struck
from reportedly.alignment.moments import (
    Moment,
    anniversaries,
    coming,
    dated_apart,
    durations,
    main_day,
    moments,
    told_of,
    yearless,
)
from reportedly.alignment.passages import Passages
from reportedly.alignment.profiles import ordinal
from reportedly.alignment.quotations import repeated
from reportedly.alignment.scopes import known_places, labels, scoped
from reportedly.alignment.terms import acting, called, ruined
from reportedly.alignment.vocabulary import Vocabulary
from reportedly.alignment.witnesses import Answered, call
from reportedly.codec import digest
from reportedly.records import (
    Alignment,
    Corpus,
    DocId,
    Event,
    RuleName,
    Slot,
    SlotId,
    Span,
    TimeRef,
    Witness,
)
from reportedly.stage import Tools

# Which function makes the witnesses of a row of words.
RULES = {
    "called": "alignment.terms.called",
    "acted": "alignment.terms.acting",
    "destroyed": "alignment.terms.ruined",
    "claimed": "alignment.claims.aligned",
    "opens": "alignment.claims.opening",
}


FEWEST_DOCUMENTS = 2  # that tell of a place before it is a part of the event with a name


@dataclass(slots=True, eq=False)
class Draft:
    """What one story gives; grows while its steps run."""

    events: list[Event] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)


def align(corpus: Corpus, tools: Tools) -> Alignment:
    """Return the events, slots and witnesses of a corpus, each sorted by id."""
    return gathered([draft(story) for story in apart(corpus, tools)])


def gathered(drafts: Sequence[Draft]) -> Alignment:
    """Return the drafts of all stories as the stage gives them."""
    return Alignment(
        events=tuple(sorted((e for d in drafts for e in d.events), key=lambda e: e.id)),
        slots=tuple(sorted((s for d in drafts for s in d.slots), key=lambda s: s.id)),
        witnesses=tuple(sorted((w for d in drafts for w in d.witnesses), key=lambda w: w.id)),
    )


def draft(story: Story) -> Draft:
    """Return the events, slots and witnesses of one story."""
    found, day, main = happened(story)
    out = Draft(events=[main])
    add_figures(story, main, out)
    add_moments(found, day, (story, main, out))
    add_words(story, main, out)
    add_openings(story, main, out)
    return out


def happened(story: Story) -> tuple[dict[DocId, list[Moment]], int | None, Event]:
    """Return the dates that a story's documents name, its day as an ordinal, and its event."""
    found = {p.records.document.id: moments(p, story.words) for p in story.read}
    published = {p.records.document.id: ordinal(p.records.document.published) for p in story.read}
    day = main_day(found, published)
    key = min(p.records.document.id for p in story.read)
    return found, day, main_event(story.read, story.words, day=day, key=key)


def add_figures(story: Story, main: Event, out: Draft) -> None:
    """Add the rows of figures and durations, and the older events some of them tell of."""
    every = asked(story, main)
    apart: dict[int | str, Event] = {}
    told = {(a.place, a.span.doc) for a in every if a.place}
    shared = {p for p, count in Counter(p for p, _ in told).items() if count >= FEWEST_DOCUMENTS}
    for group in linking.linked(every, merge=story.merge, links=story.links):
        inside = [every[i] for i in group]
        place = inside[0].place if inside[0].place in shared else None
        event = _event(inside, main, (story, apart, place))
        add_slot(inside, event, (story, out))
    out.events.extend(sorted(apart.values(), key=lambda e: e.id))


def asked(story: Story, main: Event) -> list[Answer]:
    """Return all figures and durations of a story as answers, before they are joined."""
    by_doc = {p.records.document.id: p for p in story.read}
    every = struck([a for p in story.read for a in _answers(p, story)], story.words)
    places = known_places(story.read, story.words) | labels(every, story.read)
    every = scoped(every, by_doc, places)
    every += [a for p in story.read for a in durations(p, story.words)]
    every += [a for p in story.read for a in anniversaries(p, story.words)]
    year = int(main.date[:4]) if main.date else 0
    return [replace(a, old=True) if a.year and a.year < year - 1 else a for a in every]


def _answers(read: Passages, story: Story) -> list[Answer]:
    given = answers(read, story.words)
    return given + implied(read, given, words=story.singles, vocabulary=story.words)


def _event(
    inside: list[Answer], main: Event, state: tuple[Story, dict[int | str, Event], str | None]
) -> Event:
    """Return the event of a slot: the story's own, its part at one place, or one long before."""
    story, apart, place = state
    year = _other_year(inside, main, story)
    key = year or place
    if key is None or (year is None and not all(a.place == place for a in inside)):
        return main
    documents = {a.span.doc for a in inside} | set(apart[key].documents if key in apart else ())
    if year is not None:
        noun = told_noun([_sentence(a, story) for a in inside], story.words)
        apart[key] = older_event(main, year=year, documents=documents, words=noun or "")
    else:
        apart[key] = part_event(main, place=str(place), documents=documents)
    return apart[key]


def _sentence(answer: Answer, story: Story) -> str:
    """Return the sentence an answer stands in."""
    read = next(p for p in story.read if p.records.document.id == answer.span.doc)
    start, end = read.sentence(answer.span.start)
    return read.text[start:end]


def _other_year(inside: list[Answer], main: Event, story: Story) -> int | None:
    """Return the one year, not the story's own, that most answers of a slot name."""
    years = {a.year for a in inside if a.year}
    stated = sum(a.year is not None for a in inside)
    if 2 * stated < len(inside) or not any(a.predicate or a.guess for a in inside):
        return None
    own = {(p.records.document.published or "")[:4] for p in story.read}
    own.add((main.date or "")[:4])
    if len(years) != 1 or {str(y) for y in years} & own or _future(years, own):
        return None
    return years.pop()


def _future(years: set[int], own: set[str]) -> bool:
    known = [int(y) for y in own if y.isdigit()]
    return bool(known) and min(years) > max(known)


def add_slot(inside: list[Answer], event: Event, state: tuple[Story, Draft]) -> None:
    """Add one slot with its witnesses."""
    story, out = state
    first = min(inside, key=lambda a: a.span)
    predicate = _measure(inside, story.words)
    named = [a for a in inside if not a.bare]  # a bare number only borrows its noun
    counted = _usual([a.counted for a in named or inside])
    if counted in story.words.anybody:
        counted = "person"
    slot = Slot(
        id=SlotId("r" + digest(event.id.encode(), _name(first))[:12]),
        event=event.id,
        predicate=predicate or ("lasted" if first.time else "counted"),
        counted=first.population or counted,
        unit=_usual([a.unit for a in named or inside]),
        kind="time" if first.time else "figure",
        population=first.population,
        place=first.place,
        rule=RuleName("alignment.slots.linked"),
    )
    out.slots.append(slot)
    for a in inside:
        out.witnesses.append(
            call(
                Answered(
                    slot=slot.id,
                    span=a.span,
                    figure=a.figure.id if a.figure else None,
                    time=a.time.id if a.time else None,
                    value=a.value,
                    low=a.low,
                    high=a.high,
                    approximator=a.approximator,
                    rule="alignment.moments.durations" if a.time else "alignment.answers.answers",
                ),
                story.court,
            )
        )


def _name(first: Answer) -> bytes:
    return f"{first.span.doc}:{first.span.start}:{first.span.end}".encode()


def _measure(inside: list[Answer], words: Vocabulary) -> str:
    """Return the predicate class of a row: of people's fates before other classes and guesses.

    A guess names the row only when half of its answers make it: one of thirteen must not.
    """
    known = [a.predicate for a in inside if a.predicate]
    if known:
        return _usual([p for p in known if p in words.of_people]) or _usual(known)
    guessed = [a.guess for a in inside if a.guess]
    found = _usual([p for p in guessed if p in words.of_people]) or _usual(guessed)
    return found if 2 * guessed.count(found) >= len(inside) else ""


def _usual(nouns: list[str]) -> str:
    """Return the most frequent noun, the first in the alphabet on a tie."""
    kept = sorted(n for n in nouns if n)
    return max(sorted(set(kept)), key=kept.count) if kept else ""


def add_moments(
    found: dict[DocId, list[Moment]], day: int | None, state: tuple[Story, Event, Draft]
) -> None:
    """Add the row of the main event's date, and one for each other date."""
    used = told_of(day, found) if day is not None else []
    if used:
        add_dates([m.time for m in used], "happened", state)
    for group in dated_apart(found, used):
        add_dates([m.time for m in group], "dated", state)
    for group in coming(state[0].read, state[0].words):
        add_dates([m.time for m in group], "due", state)
    for times in yearless(state[0].read):
        add_dates(times, "dated", state)


def add_dates(group: list[TimeRef], predicate: str, state: tuple[Story, Event, Draft]) -> None:
    """Add one slot of dates with its witnesses."""
    story, event, out = state
    first = min(t.span for t in group)
    slot = Slot(
        id=SlotId(
            "r" + digest(event.id.encode(), predicate.encode(), _spot(first.doc, first.start))[:12]
        ),
        event=event.id,
        predicate=predicate,
        counted="date",
        unit="date",
        kind="time",
        rule=RuleName("alignment.moments.moments"),
    )
    out.slots.append(slot)
    for t in group:
        answered = Answered(slot=slot.id, span=t.span, time=t.id, rule="alignment.moments.moments")
        out.witnesses.append(call(answered, story.court))


def _spot(doc: str, start: int) -> bytes:
    return f"{doc}:{start}".encode()


def add_words(story: Story, main: Event, out: Draft) -> None:
    """Add the rows of wordings, of those who acted, and of claims several accounts make."""
    for predicate, find in (("called", called), ("acted", acting)):
        spans = [s for p in story.read for s in find(p, story.wordings)]
        if spans:
            add_claim(spans, predicate, (story, main, out))
    spans = [s for p in story.read for s in ruined(p, story.wordings)]
    if len({s.doc for s in spans}) >= FEWEST_DOCUMENTS:
        add_claim(spans, "destroyed", (story, main, out))
    found = [c for p in story.read for c in claims(p, story.words)]
    read = {p.records.document.id: p for p in story.read}
    found, same = with_quoted(found, repeated(read, story.links), read)
    for group in aligned(found, merge=story.merge, meaning=story.embed, same=same):
        add_claim([found[i].span for i in group], "claimed", (story, main, out))


def add_openings(story: Story, main: Event, out: Draft) -> None:
    """Add how those documents open that answer no question of the main event: all are told of."""
    slots = {s.id for s in out.slots if s.event == main.id}
    heard = {w.span.doc for w in out.witnesses if w.slot in slots}
    silent = [p for p in story.read if p.records.document.id not in heard]
    spans = [s for p in silent if (s := opening(p)) is not None]
    if spans:
        add_claim(spans, "opens", (story, main, out))


def add_claim(spans: list[Span], predicate: str, state: tuple[Story, Event, Draft]) -> None:
    """Add one slot of words, without numbers, with its witnesses."""
    story, event, out = state
    first = min(spans)
    rule = RULES[predicate]
    slot = Slot(
        id=SlotId(
            "r" + digest(event.id.encode(), predicate.encode(), _spot(first.doc, first.start))[:12]
        ),
        event=event.id,
        predicate=predicate,
        counted="",
        unit="words",
        kind="claim",
        rule=RuleName(rule),
    )
    out.slots.append(slot)
    for span in spans:
        out.witnesses.append(call(Answered(slot=slot.id, span=span, rule=rule), story.court))
