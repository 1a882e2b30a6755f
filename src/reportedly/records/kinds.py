"""Ids and closed vocabularies of the records."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

CaptureId = NewType("CaptureId", str)  # sha256 of the bytes, hex
DocId = NewType("DocId", str)
StatementId = NewType("StatementId", str)
MentionId = NewType("MentionId", str)
EntityId = NewType("EntityId", str)
FigureId = NewType("FigureId", str)
TimeRefId = NewType("TimeRefId", str)
LinkId = NewType("LinkId", str)
OriginId = NewType("OriginId", str)
EventId = NewType("EventId", str)
SlotId = NewType("SlotId", str)
WitnessId = NewType("WitnessId", str)
RelationId = NewType("RelationId", str)
ForecastId = NewType("ForecastId", str)
DecisionId = NewType("DecisionId", str)
RuleName = NewType("RuleName", str)  # "figures.numbers.dot_groups": the function that made it


class BlockKind(StrEnum):
    """What part of a page a block of text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    EMBED = "embed"  # a post or caption quoted whole inside the article
    BOILERPLATE = "boilerplate"


class PublishedBasis(StrEnum):
    """Where a document's own date was read."""

    METADATA = "metadata"  # inside the page: meta, JSON-LD, time tags
    DATELINE = "dateline"
    TEXT = "text"
    GIVEN = "given"  # by the user, e.g. a JSON Lines field


class Mode(StrEnum):
    """How the words of a statement are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"  # nobody is credited: the document's own voice


class Basis(StrEnum):
    """Why a statement is credited to its speaker."""

    VERB = "verb"
    ACCORDING_TO = "according_to"
    CONTINUATION = "continuation"  # same quotation or voice, no cue of its own
    HEADING = "heading"  # name and title stand above the passage; also an embedded post
    ACT = "act"  # a reported act: condemned, thanked, called for, denied
    HEADLINE = "headline"  # "Ferry had no licence: minister"
    NONE = "none"


class MentionKind(StrEnum):
    """What kind of words refer to somebody."""

    NAME = "name"
    TITLE = "title"
    PRONOUN = "pronoun"


class EntityKind(StrEnum):
    """What sort of speaker an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class Approximator(StrEnum):
    """How a number is hedged; its interval follows the published table (docs/method.md)."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"  # also nearly, almost
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"  # dozens, hundreds, several


class TimeKind(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Direction(StrEnum):
    """Which of two passages that share wording came first."""

    A_FIRST = "a_first"
    B_FIRST = "b_first"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """How witnesses relate (docs/method.md lists when each holds)."""

    ATTRIBUTION_CONFLICT = "attribution_conflict"
    COPY = "copy"
    LOST_ATTRIBUTION = "lost_attribution"
    DIFFERENT_EVENT = "different_event"
    DIFFERENT_SCOPE = "different_scope"
    UNIT_OR_FORMAT = "unit_or_format"
    ROUNDING_COMPATIBLE = "rounding_compatible"
    VAGUE_COMPATIBLE = "vague_compatible"
    VAGUE_CONFLICT = "vague_conflict"
    SUBSET = "subset"
    PART_WHOLE_FAILS = "part_whole_fails"
    SAME_VALUE_OTHER_PREDICATE = "same_value_other_predicate"
    PREDICATE_NARROWING = "predicate_narrowing"
    DIFFERENT_VALUE = "different_value"
    RUNNING_TOTAL = "running_total"
    DATE_GRANULARITY = "date_granularity"
    DATE_CONFLICT = "date_conflict"
    DERIVED_CHECK = "derived_check"
    FRAMING = "framing"
    POPULATION_DESCRIPTOR = "population_descriptor"
    ACTOR_VARIANCE = "actor_variance"
    FORECAST = "forecast"
    AGREE = "agree"


class ForecastState(StrEnum):
    """Whether the due date lies before the last date of the corpus."""

    OPEN = "open"
    DUE = "due"


class Verdict(StrEnum):
    """What a reviewer did to a machine's proposal; never a verdict on the world."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    UNSURE = "unsure"
