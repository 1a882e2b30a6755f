"""Print which attributions are missed, misread or made up, and what their confidence is worth.

Usage: python -m benchmarks.attribution_errors [PATH ...]

PATH is a folder of annotated reports or JSON Lines with "text" and "attributions"; without one our
own development events are read. Contents and sources are compared as sets of words, one to one: a
content is found at a Dice of .5 or more, its source is right when a word is shared or none is given
on either side.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly import analyse
from reportedly.pipeline import load_tools
from reportedly.records import Mode, Span, Statement
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.training.markup import Annotated, Attribution, Range, read_data
from reportedly.training.scores import Triple, dice, matches, pair, triples

OWN = Path(__file__).parent.parent / "data" / "corpus" / "dev-events"
MARKS = re.compile(r"[\"“”]")
TOUCHED = 0.1  # Dice from which a finding counts as an attempt at the content


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by class, and what they are shares of."""

    missed: Counter[str]
    extra: Counter[str]
    band: Counter[int]  # found, by tenths of confidence
    right: Counter[int]  # the same, content and source right
    gold: int


@dataclass(frozen=True, slots=True)
class Read:
    """One text, its attributions and what was found, each by its words."""

    text: Annotated
    gold: dict[Triple, Attribution]
    given: dict[Triple, Statement]
    matched: dict[Triple, Triple]  # contents found, annotated to given
    right: dict[Triple, Triple]  # with the right source


def read(one: Annotated, tools: Tools) -> Read:
    """Compare one text's annotation with every statement but the narrator's."""
    rows = [s for s in analyse(one.text, tools=tools).statements if s.mode is not Mode.NARRATOR]
    gold = {t: a for a in one.attributions for t in triples(one.text, [a])}
    given = {t: r for r in rows for t in triples(one.text, [as_annotated(r)])}
    left, right = list(gold), list(given)

    def pairs(fit: Callable[[Triple, Triple], float]) -> dict[Triple, Triple]:
        return {left[i]: right[j] for i, j in matches(left, right, fit)}

    return Read(one, gold, given, pairs(lambda g, p: dice(g[0], p[0])), pairs(pair))


def _ranges(spans: Sequence[Span]) -> tuple[Range, ...]:
    return tuple((s.start, s.end) for s in spans)


def as_annotated(row: Statement) -> Attribution:
    """Return a statement in the form of the annotation."""
    return Attribution(
        kind=None,
        source=_ranges(row.source),
        cue=_ranges(row.cue),
        content=_ranges(row.content),
    )


def why_missed(one: Annotated, gold: Attribution, near: float) -> str:
    """Return the first class that describes an attribution nobody found."""
    text, first = one.text, min(gold.content)
    if near >= TOUCHED:
        return "content: edges more than half off"
    if text.find("\n") >= first[0]:
        return "not found: in the first line"
    if any(_inside(gold, other) for other in one.attributions if other is not gold):
        return "not found: told inside another's words"
    if MARKS.search(text[max(0, first[0] - 1) : first[0] + 1]):
        return "not found: opens with a quotation mark"
    if not gold.source:
        return "not found: no source in the text"
    if not gold.cue:
        return "not found: no cue in the text"
    return "not found: indirect, with source and cue"


def _inside(inner: Attribution, outer: Attribution) -> bool:
    start, end = min(inner.content)[0], max(e for _, e in inner.content)
    return any(a <= start and end <= b and (a, b) != (start, end) for a, b in outer.content)


def why_source(gold: Triple, given: Triple) -> str:
    """Return the class of a content that was found with another source."""
    if not gold[1]:
        return "source: one given where the text has none"
    if not given[1]:
        return "source: left out"
    return "source: another one"


def errors(found: Read) -> Iterator[tuple[str, str]]:
    """Yield ("missed" or "extra", class) for every error in one text."""
    for g, annotated in found.gold.items():
        if g in found.right:
            continue
        if g in found.matched:
            yield "missed", why_source(g, found.matched[g])
            continue
        near = max((dice(g[0], p[0]) for p in found.given), default=0.0)
        yield "missed", why_missed(found.text, annotated, near)
    for p in found.given.keys() - set(found.matched.values()):
        near = max((dice(g[0], p[0]) for g in found.gold), default=0.0)
        yield "extra", "beside a content" if near >= TOUCHED else f"by {found.given[p].rule}"


def table(texts: Sequence[Annotated], tools: Tools) -> Table:
    """Return the counts over several texts."""
    missed, extra = Counter[str](), Counter[str]()
    band, right = Counter[int](), Counter[int]()
    gold = 0
    for one in texts:
        found = read(one, tools)
        gold += len(found.gold)
        for side, name in errors(found):
            (missed if side == "missed" else extra)[name] += 1
        good = set(found.right.values())
        for triple, row in found.given.items():
            tenth = min(9, int(10 * row.confidence))
            band[tenth] += 1
            right[tenth] += triple in good
    return Table(missed, extra, band, right, gold)


def main() -> None:
    """Print the table of each path."""
    tools = load_tools(Settings())
    for path in [Path(p) for p in sys.argv[1:]] or [OWN]:
        counted = table(list(read_data(path)), tools)
        given = counted.band.total()
        print(f"{path.name}: {counted.gold} annotated, {given} found")
        for title, counts, whole in (
            ("not right", counted.missed, counted.gold),
            ("found in vain", counted.extra, given),
        ):
            print(f"  {title}: {counts.total()} ({counts.total() / whole:.0%})")
            for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
                print(f"    {count:5}  {name}")
        for tenth in sorted(counted.band):
            share = counted.right[tenth] / counted.band[tenth]
            print(f"  confidence from .{tenth}: {counted.band[tenth]} found, {share:.2f} right")


if __name__ == "__main__":
    main()
