"""What a language model proposes, and what of it is accepted: words that stand in the paragraph.

Invariant: an accepted statement is a span of the document whose words the model copied, at exactly
one place of one paragraph, credited to words that stand in the document too. All else is dropped
and counted by reason. Pure: asking is done elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.agents.finding import places
from reportedly.records import BlockKind, DocumentRecords, Mode, Span

MOST = 50  # proposals read of one answer
LONGEST = 200  # code points of a speaker
READ = (BlockKind.PARAGRAPH, BlockKind.EMBED)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A statement that a model proposed and that stands in the text."""

    span: Span
    speaker: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one answer: the accepted statements, and the dropped ones by reason."""

    accepted: tuple[Accepted, ...]
    dropped: tuple[tuple[str, int], ...]


def paragraphs(records: DocumentRecords) -> Iterator[Span]:
    """Yield the paragraphs of a document that are worth asking about."""
    for block in records.document.blocks:
        if block.kind in READ and block.span.of(records.document.text).strip():
            yield block.span


def outcome(records: DocumentRecords, paragraph: Span, answer: bytes) -> Outcome:
    """Return what is accepted of an answer about one paragraph."""
    proposed = _proposed(answer)
    if proposed is None:
        return Outcome((), (("no answer that can be read", 1),))
    accepted: list[Accepted] = []
    dropped: Counter[str] = Counter()
    if len(proposed) > MOST:
        dropped["more than an answer may hold"] = len(proposed) - MOST
    for one in proposed[:MOST]:
        found = _accepted(records, paragraph, one)
        if isinstance(found, str):
            dropped[found] += 1
        elif any(found.span.overlaps(other.span) for other in accepted):
            dropped["overlaps another"] += 1
        else:
            accepted.append(found)
    return Outcome(tuple(accepted), tuple(sorted(dropped.items())))


def _proposed(answer: bytes) -> list[object] | None:
    """Return the list of proposals in an answer; None when there is none to be read."""
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        found = json.loads(content)["statements"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _accepted(records: DocumentRecords, paragraph: Span, one: object) -> Accepted | str:
    """Return the statement that a proposal names, or why there is none."""
    words = one.get("words") if isinstance(one, dict) else None
    speaker = one.get("speaker") if isinstance(one, dict) else None
    if not isinstance(words, str) or not isinstance(speaker, str):
        return "no words or no speaker"
    text = records.document.text
    found = places(words.strip(), paragraph.of(text))
    if not found:
        return "words that stand nowhere in the paragraph"
    if len(found) > 1:
        return "words that stand at several places"
    named = " ".join(speaker.split())
    if not named or len(named) > LONGEST or not places(speaker.strip(), text):
        return "a speaker who stands nowhere in the text"
    start, end = (paragraph.start + at for at in found[0])
    span = Span(paragraph.doc, start, end)
    return _standing(records, span) or Accepted(span, named)


def _standing(records: DocumentRecords, span: Span) -> str:
    """Return why a span cannot become a statement beside those there are; "" when it can."""
    for s in records.statements:
        if s.mode is not Mode.NARRATOR and any(c.overlaps(span) for c in s.content):
            return "known already"
        if s.content[0] == span:  # a decision about these words would change that statement
            return "stands as the narrator's own statement"
    return ""
