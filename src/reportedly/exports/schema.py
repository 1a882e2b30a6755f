"""The columns of every table of the interchange format, in order, each with its kind.

Invariant: `rows.TABLES` yields exactly these columns; a test holds them together. Formats that
need types (Parquet, SQLite, an empty CSV's header) take them from here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

# What a cell holds. The second half is nested: lists and objects.
SIMPLE = ("text", "integer", "number", "boolean")
NESTED = (
    "texts", "span", "spans", "passage", "passages", "blocks", "evidence", "roles", "readings",
    "event", "tally",
)  # fmt: skip


def _columns(lines: str) -> Mapping[str, str]:
    """Return name to kind from lines "kind: name name ..."; order is that of the names."""
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        kind, _, names = line.strip().partition(": ")
        found |= dict.fromkeys(names.split(), kind)
    return found


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "documents": _columns("""
        text: id path sha256 media_type text title
        texts: byline
        text: outlet place published published_basis language
        texts: credits
        blocks: blocks
        evidence: evidence
    """),
    "statements": _columns("""
        text: id doc mode basis
        spans: content cue source
        text: speaker parent antecedent
        boolean: denied
        number: confidence
        text: rule made_by
    """),
    "entities": _columns("""
        text: id name kind
        texts: aliases
        roles: roles
        texts: members parts why
        text: rule
    """),
    "mentions": _columns("""
        text: id doc
        integer: start end
        text: entity kind rule
    """),
    "figures": _columns("""
        text: id doc
        integer: start end
        span: number
        number: value low high
        text: approximator
        readings: readings
        text: unit counted
        span: counted_span
        text: predicate
        span: predicate_span
        boolean: negated
        text: change per statement part_of
        boolean: exhaustive
        text: rule
    """),
    "times": _columns("""
        text: id doc
        integer: start end
        text: type timex edtf earliest latest anchor modifier
        boolean: deadline
        text: rule
    """),
    "copies": _columns("""
        text: id
        passage: a b
        number: similarity
        text: direction direction_basis
        boolean: shared_quotation
        texts: changes
        text: rule
    """),
    "origins": _columns("""
        text: id
        passages: passages
    """),
    "rows": _columns("""
        text: id
        event: event
        text: predicate counted unit kind
        number: low high most_repeated
        text: aggregation
        texts: witnesses documents origins
        integer: independent
        tally: speakers
        integer: institutions
        text: label
    """),
    "witnesses": _columns("""
        text: id row doc
        integer: start end
        text: statement figure time
        number: value low high
        text: approximator speaker
        texts: chain
        text: as_of origin rule
    """),
    "relations": _columns("""
        text: id kind row
        texts: witnesses
        text: why
        number: weight
        text: rule
    """),
    "forecasts": _columns("""
        text: id statement due state
        texts: witnesses
        text: rule
    """),
}
