"""Annotated texts, as inline markup or JSON Lines, to one form: `Annotated`.

Invariant: spans are code points of the text without markup, half-open, sorted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.language.tagger import TYPES

Range = tuple[int, int]
TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[scqmftx])(?P<rest>(?: +[a-z]+=(?:\"[^\"]*\"|[^\s\">]+))*)>"
)
FIELD = re.compile(r"([a-z]+)=\"?([^\s\">]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is credited with what, by annotation."""

    kind: str | None  # one of TYPES; None where the data do not say
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One annotated text."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def read_markup(body: str, name: str) -> Annotated:
    """Return the text and attributions of a report: header lines, a line "---", then the body.

    `<s a=1>She</s> <c a=1>said</c> <q a=1 t=indirect sp=x>it rained</q>` is one attribution.
    """
    _, _, marked = body.partition("\n---\n")
    pieces: list[str] = []
    length = done = 0
    opened: list[tuple[str, dict[str, str], int]] = []
    found: dict[str, list[tuple[str, dict[str, str], Range]]] = {}
    for tag in TAG.finditer(marked):
        pieces.append(marked[done : tag.start()])
        length += tag.start() - done
        done = tag.end()
        if not tag["end"]:
            opened.append((tag["name"], dict(FIELD.findall(tag["rest"])), length))
            continue
        part, fields, start = opened.pop()
        if part in "scq":
            found.setdefault(fields["a"], []).append((part, fields, (start, length)))
    text = "".join(pieces) + marked[done:]
    return Annotated(name=name, text=text, attributions=tuple(map(_attribution, found.values())))


def _attribution(parts: list[tuple[str, dict[str, str], Range]]) -> Attribution:
    def spans(name: str) -> tuple[Range, ...]:
        return tuple(sorted(span for part, _, span in parts if part == name))

    kinds = [fields["t"] for part, fields, _ in parts if part == "q" and "t" in fields]
    return Attribution(kind=kinds[0], source=spans("s"), cue=spans("c"), content=spans("q"))


def read_json(line: str) -> Annotated:
    """Return one JSON Lines row: `text` and `attributions` with lists of [start, end]."""
    row = json.loads(line)

    def spans(values: list[list[int]]) -> tuple[Range, ...]:
        return tuple(sorted((a, b) for a, b in values))

    attributions = tuple(
        Attribution(
            kind=a["type"] if a.get("type") in TYPES else None,
            source=spans(a["source"]),
            cue=spans(a["cue"]),
            content=spans(a["content"]),
        )
        for a in row["attributions"]
        if a["content"]
    )
    return Annotated(name=str(row["id"]), text=row["text"], attributions=attributions)


def read_data(path: Path) -> Iterator[Annotated]:
    """Yield every annotated text of a JSON Lines file or of a folder of reports, by name."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from map(read_json, lines)
        return
    for file in sorted(path.rglob("*.txt")):
        name = file.relative_to(path).with_suffix("").as_posix()
        yield read_markup(file.read_text(encoding="utf-8"), name)


def data_digest(texts: list[Annotated]) -> str:
    """Return a hash over texts and annotations, in the given order (hex, sha256)."""
    total = hashlib.sha256()
    for text in texts:
        total.update(repr(text).encode("utf-8"))
    return total.hexdigest()
