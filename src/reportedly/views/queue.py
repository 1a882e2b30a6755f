"""What a reviewer should look at, one card at a time: the suggestion, why, and how much it matters.

Four kinds of cards: rows whose accounts do not fit together, speakers joined for a weak reason,
statements of low confidence, figures that can be read in several ways.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.records import Decision, Entity, Mode, Span, Verdict
from reportedly.review import CODING
from reportedly.views.desk import Desk, question_of
from reportedly.views.index import Index, around
from reportedly.views.tables import OPEN, plain
from reportedly.views.wordings import relation_words

MOST = 5000  # cards that are kept; nobody reviews more before the ledger changes
SURE = 0.85  # statements of at least this confidence are not asked about: most of them stand
STRONG = ("the same full name",)  # reasons for a join that are not asked about
WEIGHTS = {"row": 0.5, "speaker": 0.35, "statement": 0.2, "figure": 0.25}  # of a kind as such


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button of a card: what is recorded when it is pressed."""

    label: str
    key: str
    verdict: str
    ids: tuple[str, ...]
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to decide."""

    id: str  # of the record
    kind: str  # "row", "speaker", "statement", "figure"
    question: str
    suggestion: str  # what the program proposes
    why: str
    importance: float  # 0..1
    pattern: str  # cards of one pattern were proposed for the same reason
    words: tuple[str, str, str]  # before, the words, after
    address: str  # of the page that shows it whole
    choices: tuple[Choice, ...]


def cards(index: Index) -> tuple[Card, ...]:
    """Return all cards of a ledger, the most important first."""
    desk = Desk(index)
    every = (*_rows(desk), *_speakers(desk), *_statements(desk), *_figures(desk))
    return tuple(heapq.nsmallest(MOST, every, key=lambda c: (-c.importance, c.id)))


def waiting(found: Iterable[Card], desk: Desk) -> tuple[Card, ...]:
    """Return the cards nobody has decided about."""
    return tuple(card for card in found if not desk.decided.get(card.id))


def _yes(label: str, *ids: str) -> Choice:
    return Choice(label=label, key="a", verdict="accept", ids=ids)


def _rows(desk: Desk) -> Iterator[Card]:
    index = desk.index
    for row in index.corpus.ledger.rows:
        open_ = [r for r in index.relations.get(row.id, ()) if r.kind in OPEN]
        if not open_:
            continue
        first = open_[0]
        witness = index.witnesses[first.witnesses[0]]
        others = [w for w in first.witnesses[1:] if len(row.witnesses) > 1]
        choices = [_yes("One question, different answers", row.id)]
        if others:
            apart = Choice(label="Another question", key="s", verdict="different", ids=(others[0],))
            choices.append(apart)
        yield Card(
            id=row.id,
            kind="row",
            question="Do these accounts answer one question?",
            suggestion=question_of(desk, row.id),
            why=first.why.rstrip("."),
            importance=WEIGHTS["row"] + (1 - WEIGHTS["row"]) * first.weight,
            pattern=f"row: {relation_words(first.kind.value)}",
            words=around(index, witness.span, 160),
            address=f"/rows/{row.id}",
            choices=tuple(choices),
        )


def _speakers(desk: Desk) -> Iterator[Card]:
    said = desk.said
    most = max((len(them) for them in said.values()), default=1)
    for entity in desk.index.corpus.entities:
        for why in entity.why:
            reason = why.rpartition(": ")[2]
            if len(entity.parts) < 2 or reason in STRONG or entity.id not in said:
                continue
            card = _joined(desk, entity, (why, reason))
            share = len(said[entity.id]) / most
            if card is not None:
                yield _weighted(card, WEIGHTS["speaker"] + 0.3 * share)
            break


def _joined(desk: Desk, entity: Entity, why: tuple[str, str]) -> Card | None:
    """Return the card about the last part that was joined for a reason, as `why` names it."""
    sentence, reason = why
    part = max((p for p in entity.parts if p in sentence), key=sentence.find, default=None)
    doc = desk.owners.get(part) if part else None
    if part is None or doc is None:
        return None
    mentions = desk.index.documents[doc].cast.mentions
    place = next((m.span for m in mentions if m.entity == part), None)
    if place is None:
        return None
    return Card(
        id=entity.id,
        kind="speaker",
        question="Is this the same speaker?",
        suggestion="; ".join((entity.name, *entity.aliases)),
        why=f"Joined because of {reason}",
        importance=0.0,
        pattern=f"speaker: {reason}",
        words=around(desk.index, place, 160),
        address=f"/speakers/{entity.id}",
        choices=(
            _yes("The same", entity.id),
            Choice(label="Somebody else", key="s", verdict="split", ids=(part,)),
        ),
    )


def _weighted(card: Card, importance: float) -> Card:
    from dataclasses import replace

    return replace(card, importance=min(1.0, round(importance, 4)))


def _statements(desk: Desk) -> Iterator[Card]:
    index = desk.index
    disputed = _disputed(index)
    for statement in index.statements.values():
        if statement.mode is Mode.NARRATOR or statement.confidence >= SURE:
            continue
        speaker = index.speaker_of(statement.id)
        cue = " ".join(index.words(c) for c in statement.cue)
        rule = statement.rule.rpartition(".")[2].replace("_", " ")
        matters = 0.3 if statement.id in disputed else 0.0
        yield Card(
            id=statement.id,
            kind="statement",
            question=f"Are these words credited to {speaker}?",
            suggestion=f"{speaker}{' — ' + cue if cue else ''}",
            why=f"Found by “{rule}”, right in {statement.confidence:.0%} of measured cases",
            importance=round(WEIGHTS["statement"] + matters + 0.4 * (1 - statement.confidence), 4),
            pattern=f"statement: {rule}, {statement.basis.value.replace('_', ' ')}",
            words=around(index, statement.content[0], 160),
            address=_address(statement.content[0]),
            choices=(
                _yes("Yes", statement.id),
                Choice(label="No", key="x", verdict="reject", ids=(statement.id,)),
            ),
        )


def _disputed(index: Index) -> set[str]:
    """Return the statements and figures that answer in rows whose accounts do not fit together."""
    rows = {r.row for r in index.corpus.ledger.relations if r.kind in OPEN}
    found = [w for w in index.witnesses.values() if w.slot in rows]
    return {i for w in found for i in (w.statement, w.figure) if i}


def _figures(desk: Desk) -> Iterator[Card]:
    index = desk.index
    disputed = _disputed(index)
    for figure in index.figures.values():
        values = list(dict.fromkeys(r.value for r in figure.readings if r.value is not None))
        if len(values) < 2:
            continue
        best, *others = values
        rule = figure.readings[0].rule.rpartition(".")[2].replace("_", " ")
        choices = [_yes(plain(best), figure.id)]
        choices += [
            Choice(
                label=plain(value),
                key="",
                verdict="correct",
                ids=(figure.id,),
                changes=(("value", str(value)),),
            )
            for value in others
        ]
        choices.append(Choice(label="No figure", key="x", verdict="reject", ids=(figure.id,)))
        yield Card(
            id=figure.id,
            kind="figure",
            question="Which number do these words give?",
            suggestion=plain(best),
            why=f"Read by “{rule}”; it can also be read as {', '.join(map(plain, others))}",
            importance=WEIGHTS["figure"] + (0.35 if figure.id in disputed else 0.0),
            pattern=f"figure: {rule}",
            words=around(index, figure.span, 160),
            address=_address(figure.span),
            choices=tuple(choices),
        )


def _address(span: Span) -> str:
    return f"/documents/{span.doc}#c{span.start}"


def codings(decisions: Iterable[Decision]) -> dict[tuple[str, ...], dict[str, bool]]:
    """Return, for each thing that was judged, what each reviewer last judged of it.

    True: it stands as proposed; anything else that was decided counts as not.
    """
    found: dict[tuple[str, ...], dict[str, bool]] = {}
    for made in decisions:
        kind = made.kind.removeprefix(CODING)
        if kind in CODED and made.verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT):
            anchor = made.anchors[0]
            unit = (kind, anchor.capture, anchor.exact, str(anchor.start))
            found.setdefault(unit, {})[made.reviewer] = made.verdict is Verdict.ACCEPT
    return found


CODED = ("Statement", "Figure", "TimeRef")  # kinds that two reviewers can judge apart
