"""Variants of annotated texts: other quotation marks, other names, other line ends.

Invariant: the annotated words of a variant are those of the original, whatever moved.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from random import Random

from reportedly.training.markup import Annotated, Attribution, Range

Edit = tuple[int, int, str]  # code points to replace, half-open, and the new words
QUOTE = re.compile(r"[\"“”]")
STYLES = (("“", "”"), ('"', '"'), ("``", "''"), ("«", "»"), ("“", "”"), ("'", "'"), ("‘", "’"))
CAPITAL = re.compile(r"\b[A-Z][a-zà-ž]{2,}\b")
BLANK = re.compile(r"\n\n+")
OFTEN = 0.6  # share of texts whose marks, and independently names, are changed


@dataclass(frozen=True, slots=True)
class Names:
    """Words that only ever stand with a capital, and what may take their place."""

    known: frozenset[str]
    others: tuple[str, ...]


def names_of(texts: Sequence[Annotated]) -> Names:
    """Return the names of a corpus: capitalised words that never stand in lower case."""
    count = Counter(w for t in texts for w in re.findall(r"\w+", t.text))
    known = {w for w in count if CAPITAL.fullmatch(w) and not count[w.lower()]}
    body = (resources.files("reportedly.training") / "names.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(body)
    return Names(frozenset(known), tuple(w for key in sorted(lists) for w in lists[key].split()))


def varied(texts: Iterable[Annotated], names: Names, random: Random) -> Iterator[Annotated]:
    """Yield each text once, most of them changed."""
    for text in texts:
        new = text
        if random.random() < OFTEN:
            new = edited(new, _quotes(new.text, random))
        if random.random() < OFTEN:
            new = edited(new, _names(new.text, names, random))
        if random.random() < OFTEN / 2:
            new = edited(new, [(m.start(), m.end(), "\n") for m in BLANK.finditer(new.text)])
        yield new


def edited(text: Annotated, edits: list[Edit]) -> Annotated:
    """Return the text with replacements made; edits are sorted and do not overlap."""
    parts: list[str] = []
    done = 0
    shifts = [0]
    for start, end, words in edits:
        parts += [text.text[done:start], words]
        done = end
        shifts.append(shifts[-1] + len(words) - (end - start))
    parts.append(text.text[done:])
    starts = [e[0] for e in edits]

    def start_of(at: int) -> int:
        return at + shifts[bisect_right(starts, at - 1)]

    def end_of(at: int) -> int:
        n = bisect_right(starts, at - 1)
        inside = n and at < edits[n - 1][1]
        return edits[n - 1][0] + shifts[n - 1] + len(edits[n - 1][2]) if inside else at + shifts[n]

    def moved(spans: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((start_of(a), end_of(b)) for a, b in spans)

    def attribution(a: Attribution) -> Attribution:
        return replace(a, source=moved(a.source), cue=moved(a.cue), content=moved(a.content))

    new = tuple(map(attribution, text.attributions))
    return replace(text, text="".join(parts), attributions=new)


def _quotes(text: str, random: Random) -> list[Edit]:
    """Turn double quotation marks into another style, by line."""
    left, right = random.choice(STYLES)
    edits: list[Edit] = []
    at = 0
    for line in text.splitlines(keepends=True):
        inside = False
        for found in QUOTE.finditer(line):
            edits.append((at + found.start(), at + found.end(), right if inside else left))
            inside = not inside
        at += len(line)
    return edits


def _names(text: str, names: Names, random: Random) -> list[Edit]:
    """Give most names of a text another name, the same one wherever it stands."""
    found = [m for m in CAPITAL.finditer(text) if m.group() in names.known]
    present = sorted({m.group() for m in found})
    new = {w: random.choice(names.others) for w in present if random.random() < 0.7}
    return [(m.start(), m.end(), new[m.group()]) for m in found if m.group() in new]
