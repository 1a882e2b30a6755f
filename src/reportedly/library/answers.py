"""The rows that queries give: flat, typed, with the names a person reads.

Offsets are code points into the document's text, half-open. Every field holds text, a whole
number, a number, yes or no, or None, so that a row is also a line of a table.
"""

from __future__ import annotations

from dataclasses import dataclass

Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question that accounts answer, with what they answer."""

    id: str
    question: str
    event: str
    predicate: str
    counted: str
    unit: str
    kind: str  # "figure", "time" or "claim"
    low: Number | None  # None = open
    most_repeated: Number | None  # None on a tie
    high: Number | None
    aggregation: str  # name of the rule that chose low and high
    witnesses: int
    documents: int
    origins: int  # copies counted once
    speakers: int
    institutions: int
    strongest_relation: str  # "" when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRow:
    """One account's answer to one question."""

    id: str
    row: str
    words: str
    speaker: str
    told_by: str  # names from the speaker outwards, the outlet last
    value: Number | None
    low: Number | None
    high: Number | None
    as_of: str | None  # EDTF
    outlet: str
    published: str | None  # EDTF
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """Words and who is credited with them; "narrator" where nobody is."""

    id: str
    speaker: str
    words: str
    cue: str
    mode: str
    basis: str
    denied: bool
    confidence: float
    outlet: str
    published: str | None
    document: str
    start: int  # of the first content span
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """A speaker under all spellings."""

    id: str
    name: str
    kind: str
    roles: str
    other_spellings: str
    statements: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """How accounts relate, in one sentence."""

    id: str
    kind: str
    why: str
    row: str | None
    question: str | None
    witnesses: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document that was read."""

    id: str
    path: str
    sha256: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    words: int
    statements: int
    figures: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A paragraph in which all words searched for stand."""

    document: str
    start: int
    end: int
    text: str
    outlet: str
    published: str | None
    place: str  # "file:offset"
