"""Texts without annotation for a student to read beside its teacher: plain files, and reports whose
words are exchanged for any others.

Invariant: the annotations of what is yielded are empty, and `taught` is false in their windows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from reportedly.language.pieces import WordPieces
from reportedly.training.markup import Annotated
from reportedly.training.windows import Window, windows_of

WORD = re.compile(r"[^\W\d_]{4,}")
OFTEN = 0.25  # share of the words of a report that are exchanged


def read_plain(folder: Path) -> list[Annotated]:
    """Return the plain texts of a folder, sorted by name."""
    return [
        Annotated(name=f.name, text=f.read_text(encoding="utf-8"), attributions=())
        for f in sorted(folder.glob("*.txt"))
    ]


def other_windows(
    texts: Sequence[Annotated],
    plain: Sequence[Annotated],
    *,
    tokenizer: WordPieces,
    random: Random,
    count: int,
) -> list[Window]:
    """Return windows without answers: half of them of plain texts, half of changed reports."""
    words = [w for t in (*texts, *plain) for w in WORD.findall(t.text)]
    changed = [_exchanged(t, words, random) for t in texts]
    found: list[Window] = []
    for some in (plain, changed):
        every = list(windows_of(some, tokenizer, random))
        found += random.sample(every, min(len(every), count // 2))
    return [replace(w, anchors=(), open=(), taught=False) for w in found]


def _exchanged(text: Annotated, words: Sequence[str], random: Random) -> Annotated:
    """Return a report with some of its words exchanged for any others, capitals kept."""
    return replace(text, text="".join(_parts(text.text, words, random)), attributions=())


def _parts(text: str, words: Sequence[str], random: Random) -> Iterator[str]:
    done = 0
    for match in WORD.finditer(text):
        if random.random() < OFTEN:
            new = random.choice(words)
            yield text[done : match.start()]
            yield new.capitalize() if match[0][0].isupper() else new.lower()
            done = match.end()
    yield text[done:]
