"""The attribution model at run time: who is credited with which words, as code-point ranges.

Two networks: the finder reads a window of word pieces and marks anchors (the first piece of a
cue, or of a content without cue); the linker reads the window once more for each anchor and says
which pieces are its source, cue and content. Invariant: what a window gives depends on the
document alone, and each anchor is read in exactly one window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from reportedly.language.pieces import Ints, Pieces, WordPieces, pieces_of
from reportedly.language.shipped import manifest, session, shipped, word_pieces

Floats = NDArray[np.float32]
Ranges = tuple[tuple[int, int], ...]
Find = Callable[[Ints, Ints], tuple[Floats, Floats]]
Link = Callable[[Floats, Ints, Ints], tuple[Floats, Floats]]

FINDER, LINKER = "attribution-finder.onnx", "attribution-linker.onnx"
LENGTH = 384  # pieces of a window, as in training
SIDE = 48  # pieces of context at a cut, the edge that training leaves open; 64 scores the same
BACK, AHEAD = 72, 96  # pieces the linker sees round an anchor; 99 % of attributions fit
ASK = 0.3  # anchors below this chance are not read at all; at 0.2 nothing more is right
TYPES = ("direct", "indirect", "mixed", "free", "according", "block", "act", "headline")
SOURCE, CUE, CONTENT = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One attribution as the model reads it; ranges are code points, half-open, sorted."""

    type: str  # one of TYPES
    source: Ranges
    cue: Ranges
    content: Ranges  # never empty
    anchor: float  # 0..1: chance that an attribution begins at its anchor
    valid: float  # 0..1: chance that it is one, seen by the linker
    sure: float  # 0..1: mean chance of the words' roles in the content


class Tagger:
    """The shipped attribution model, loaded when it is first used."""

    @property
    def digest(self) -> str:
        """The sha256 of both networks.

        Raises:
            MissingModel: the package holds no model files.
        """
        return " ".join(manifest().get(name, "none") for name in (FINDER, LINKER))

    @property
    def there(self) -> bool:
        """Whether the package ships the model."""
        return shipped(FINDER) and shipped(LINKER)

    @cached_property
    def _networks(self) -> tuple[Find, Link]:
        finder, linker = session(FINDER), session(LINKER)

        def find(ids: Ints, marks: Ints) -> tuple[Floats, Floats]:
            states, anchors = finder.run(None, {"ids": ids[None], "marks": marks[None]})
            return states[0], anchors[0]

        def link(states: Floats, at: Ints, kind: Ints) -> tuple[Floats, Floats]:
            roles, types = linker.run(None, {"states": states, "at": at, "kind": kind})
            return roles, types

        return find, link

    @cached_property
    def _tokenizer(self) -> WordPieces:
        return WordPieces(word_pieces())

    def tag(self, text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Tagged, ...]:
        """Return the attributions in the given code-point ranges, by place of their anchor.

        Raises:
            MissingModel: the weights on disk are not the expected ones.
        """
        pieces = pieces_of(text, self._tokenizer, ranges)
        return tuple(read(pieces, *self._networks))


def read(pieces: Pieces, find: Find, link: Link) -> Iterator[Tagged]:
    """Yield what two networks see in a text."""
    for start, end, low, high in windows(len(pieces)):
        states, logits = find(pieces.ids[start:end], pieces.marks[start:end])
        chances = _sigmoid(logits)
        asked = chances[low - start : high - start]
        at, kind = np.nonzero(asked > ASK)
        if not len(at):
            continue
        at = at + low - start
        roles, types = link(states, at, kind)
        words = _Words(pieces, start, end)
        for n in range(len(at)):
            near = _placed(roles[n], int(at[n]), end - start)
            tagged = words.tagged(near, types[n], anchor=float(chances[at[n], kind[n]]))
            if tagged is not None:
                yield tagged


def _placed(roles: Floats, at: int, length: int) -> Floats:
    """Return the role scores of a whole window; what the linker did not see is outside."""
    whole = np.full((length, roles.shape[1]), -20.0, dtype=np.float32)
    whole[:, 0] = 0.0
    low, high = max(0, at - BACK), min(length, at + AHEAD)
    whole[low:high] = roles[low - at + BACK : high - at + BACK]
    return whole


def windows(total: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield windows [start, end) and, inside them, the pieces [low, high) they answer for.

    As few windows as cover the text with `SIDE` pieces of context at each cut, all of one length.
    """
    count = max(1, ceil((total - 2 * SIDE) / (LENGTH - 2 * SIDE)))
    step = ceil((total - 2 * SIDE) / count)
    for n in range(count):
        start, end = n * step, min(total, (n + 1) * step + 2 * SIDE)
        low, high = start + SIDE * (n > 0), end - SIDE * (n < count - 1)
        if low < high:
            yield start, end, low, high


class _Words:
    """The words of one window: piece-wise scores in, code-point ranges out."""

    def __init__(self, pieces: Pieces, start: int, end: int) -> None:
        heads = np.flatnonzero(pieces.heads[start:end])
        self.firsts = heads if len(heads) and heads[0] == 0 else np.insert(heads, 0, 0)
        lasts = np.append(self.firsts[1:], end - start) - 1
        self.starts = pieces.starts[start:end][self.firsts]
        self.ends = pieces.ends[start:end][lasts]

    def tagged(self, roles: Floats, types: Floats, *, anchor: float) -> Tagged | None:
        """Return one anchor's attribution; None when no word is content."""
        chances = np.exp(roles - roles.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        words = np.add.reduceat(chances, self.firsts, axis=0)
        words /= words.sum(1, keepdims=True)
        best = words.argmax(1)
        content = self._ranges(best == CONTENT)
        if not content:
            return None
        return Tagged(
            type=TYPES[int(types[:-1].argmax())],
            source=self._ranges(best == SOURCE),
            cue=self._ranges(best == CUE),
            content=content,
            anchor=anchor,
            valid=float(_sigmoid(types[-1])),
            sure=float(words[best == CONTENT, CONTENT].mean()),
        )

    def _ranges(self, chosen: NDArray[np.bool_]) -> Ranges:
        """Return the runs of chosen words; a line end inside a run does not cut it."""
        real = self.ends > self.starts
        places = np.flatnonzero(real)
        runs: list[tuple[int, int]] = []
        before = False
        for i in places[chosen[places] | np.append(False, chosen[places][:-1])].tolist():
            if chosen[i] and before:
                runs[-1] = (runs[-1][0], int(self.ends[i]))
            elif chosen[i]:
                runs.append((int(self.starts[i]), int(self.ends[i])))
            before = bool(chosen[i])
        return tuple(runs)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)
