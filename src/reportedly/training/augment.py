"""Variants of annotated texts: other quotation marks, names, cues and line ends.

Invariant: a variant has the annotated words of the original, names and cues aside, whatever moved.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from random import Random

from reportedly.training.markup import Annotated, Attribution, Range

Edit = tuple[int, int, str]  # code points to replace, half-open, and the new words
QUOTE = re.compile(r"[\"“”]")
STYLES = (("“", "”"), ('"', '"'), ("``", "''"), ("«", "»"), ("“", "”"), ("'", "'"), ("‘", "’"))
CAPITAL = re.compile(r"\b[A-Z][a-zà-ž]{2,}\b")
BLANK = re.compile(r"\n\n+")
OFTEN = 0.6  # share of texts whose marks, and independently names and cues, are changed
VERBAL = frozenset({"direct", "mixed", "indirect"})  # attributions whose cue is a verb


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


def varied(
    texts: Iterable[Annotated], names: Names, random: Random
) -> Iterator[tuple[Annotated, bool]]:
    """Yield each text once, most of them changed, and whether its cues are its own."""
    for text in texts:
        new = text
        if random.random() < OFTEN:
            new = edited(new, _quotes(new.text, random))
        if random.random() < OFTEN:
            new = edited(new, _names(new.text, names, random))
        cues = _cues(new, random) if random.random() < OFTEN else []
        new = edited(new, cues)
        if random.random() < OFTEN / 2:
            new = edited(new, [(m.start(), m.end(), "\n") for m in BLANK.finditer(new.text)])
        yield new, not cues


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


@lru_cache(maxsize=1)
def cue_lists() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return, for every cue that may be exchanged, what may take its place before any reported
    clause, and what may stand beside quotation marks."""
    body = (resources.files("reportedly.training") / "cues.toml").read_text(encoding="utf-8")
    lists = {name: [pair.split("/") for pair in p] for name, p in tomllib.loads(body).items()}
    every: dict[str, tuple[str, ...]] = {}
    spoken: dict[str, tuple[str, ...]] = {}
    for tense in (0, 1):
        speech = tuple(pair[tense] for pair in lists["speech"])
        whole = speech + tuple(pair[tense] for pair in lists["thought"])
        every |= dict.fromkeys(whole, whole)
        spoken |= dict.fromkeys(speech, speech)
    return every, spoken


def _cues(text: Annotated, random: Random) -> list[Edit]:
    """Exchange half of the cues before or beside what they report for others."""
    every, spoken = cue_lists()
    edits: dict[Range, str] = {}
    for told in text.attributions:
        if len(told.cue) != 1 or told.kind not in VERBAL:
            continue
        others = (every if told.kind == "indirect" else spoken).get(text.text[slice(*told.cue[0])])
        before = told.kind != "indirect" or told.cue[0][1] < told.content[0][0]
        if others and before and random.random() < 1 / 2:
            edits[told.cue[0]] = random.choice(others)
    return _apart([(start, end, words) for (start, end), words in sorted(edits.items())])


def _apart(edits: list[Edit]) -> list[Edit]:
    """Return sorted edits without those that overlap the one before."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or kept[-1][1] <= edit[0]:
            kept.append(edit)
    return kept


def _names(text: str, names: Names, random: Random) -> list[Edit]:
    """Give most names of a text another name, the same one wherever it stands."""
    found = [m for m in CAPITAL.finditer(text) if m.group() in names.known]
    present = sorted({m.group() for m in found})
    new = {w: random.choice(names.others) for w in present if random.random() < 0.7}
    return [(m.start(), m.end(), new[m.group()]) for m in found if m.group() in new]
