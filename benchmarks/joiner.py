"""Fit the weights by which figures are joined into rows, and show how well they do.

Run `python -m benchmarks.joiner`: it reads the 24 training events of `data/corpus`, runs the stages
on them, fits a logistic regression on pairs of figures, and prints pairwise precision, recall and
F1 of rows by threshold, cross-validated over events, then the weights for `alignment/signs.py`.
With `--dev` it also scores the weights in the code on the six development events.

Invariant: nothing is fitted on the development events.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.alignment import signs, slots
from reportedly.alignment.align import asked, happened
from reportedly.alignment.answers import Answer
from reportedly.alignment.apart import apart
from reportedly.engines import load_corpus, run
from reportedly.language import load_reader
from reportedly.lexicon import load_lexicon
from reportedly.settings import Settings
from reportedly.stage import Tools
from reportedly.store import open_store
from reportedly.training.markup import FIELD, TAG

DATA = Path(__file__).parent.parent / "data" / "corpus"
FOLDS = 6  # events are dealt into so many parts
# Least probability of a link between figures of one value, then between values.
THRESHOLDS = ((0.3, 0.19), (0.4, 0.16), (0.4, 0.19), (0.4, 0.22), (0.4, 0.25), (0.5, 0.19))
RIDGE = 1.0  # penalty on the squared weights
Floats = NDArray[np.float64]
Marked = tuple[int, int, str]  # start, end, slot


@dataclass(frozen=True, eq=False)
class Told:
    """One story: its answers, the slot each is marked with, and the signs of its pairs."""

    event: str
    answers: list[Answer]
    marked: list[str | None]
    pairs: list[tuple[int, int]]
    signs: Floats
    certain: set[tuple[int, int]]  # pairs joined whatever their signs


def plain(body: str) -> tuple[dict[str, str], str, list[Marked]]:
    """Return a report's header, its text without markup, and its figures that have a slot."""
    head, _, marked = body.partition("\n---\n")
    pieces: list[str] = []
    length = done = 0
    opened: list[tuple[str, str | None, int]] = []
    found: list[Marked] = []
    for tag in TAG.finditer(marked):
        pieces.append(marked[done : tag.start()])
        length += tag.start() - done
        done = tag.end()
        if not tag["end"]:
            opened.append((tag["name"], dict(FIELD.findall(tag["rest"])).get("slot"), length))
            continue
        name, slot, start = opened.pop()
        if name == "f" and slot:
            found.append((start, length, slot))
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return fields, "".join(pieces) + marked[done:], found


def told(folder: Path) -> Iterator[Told]:
    """Yield the stories of a folder of annotated events."""
    slots_of: dict[str, list[Marked]] = {}
    event_of: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "reports.jsonl"
        with source.open("w", encoding="utf-8", newline="\n") as out:
            for file in sorted(folder.rglob("*.txt")):
                name = file.relative_to(folder).with_suffix("").as_posix()
                fields, text, slots_of[name] = plain(file.read_text(encoding="utf-8"))
                event_of[name] = file.parent.name
                given = {"title": fields.get("title"), "published": fields.get("date")}
                given |= {"id": name, "text": text, "outlet": fields.get("outlet")}
                out.write(json.dumps({k: v for k, v in given.items() if v}) + "\n")
        store = open_store(Path(scratch) / "reports.reportedly", create=True)
        run(store, [str(source)], settings=Settings())
        corpus = load_corpus(store)
    tools = Tools(settings=Settings(), lexicon=load_lexicon(), reader=load_reader())
    name_of = {r.document.id: r.document.path.rsplit("#", 1)[-1] for r in corpus.documents}
    for story in apart(corpus, tools):
        answers = sorted(asked(story, happened(story)[2]), key=lambda a: a.span)
        names = [name_of[a.span.doc] for a in answers]
        marked = [_slot(a, slots_of[n], event_of[n]) for a, n in zip(answers, names, strict=True)]
        if any(marked):
            certain = set(slots.certain(answers, story.links))
            yield _paired(answers, marked, event=event_of[names[0]], certain=certain)


def _slot(answer: Answer, found: list[Marked], event: str) -> str | None:
    number = answer.figure.number if answer.figure else answer.span
    inside = [s for a, b, s in found if a < number.end and number.start < b]
    return f"{event}/{inside[0]}" if inside else None


def _paired(
    answers: list[Answer], marked: list[str | None], *, event: str, certain: set[tuple[int, int]]
) -> Told:
    one, two = np.triu_indices(len(answers), 1)
    every = signs.Pairs(answers, signs.columns(answers), one, two)
    kept = every.those(signs.compatible(every))
    found = dict((*signs.plain(kept), *signs.worded(kept)))
    values = np.column_stack([found[name] for name in signs.WEIGHTS]).astype(float)
    pairs = list(zip(kept.one.tolist(), kept.two.tolist(), strict=True))
    return Told(event, answers, marked, pairs, values, certain)


def fitted(every: Sequence[Told]) -> Floats:
    """Return the bias and weights that tell marked pairs of one slot from all other pairs."""
    rows, labels = [], []
    for story in every:
        marked = story.marked
        kept = [n for n, (i, j) in enumerate(story.pairs) if marked[i] or marked[j]]
        rows.append(story.signs[kept])
        labels += [marked[i] == marked[j] for i, j in (story.pairs[n] for n in kept)]
    values = np.hstack([np.ones((len(labels), 1)), np.vstack(rows)])
    wanted = np.array(labels, float)
    weights = np.zeros(values.shape[1])
    penalty = RIDGE * np.eye(len(weights))
    penalty[0, 0] = 0
    for _ in range(30):
        guessed = _sure(values @ weights)
        slope = values.T @ (guessed - wanted) + penalty @ weights
        bend = (values * (guessed * (1 - guessed))[:, None]).T @ values + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def _sure(total: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -30, 30))), float)


def counted(
    every: Sequence[Told], weights: Floats, least: tuple[float, float]
) -> NDArray[np.int64]:
    """Return how many marked pairs are rightly joined, wrongly joined, and wrongly apart."""
    total = np.zeros(3, np.int64)
    for story in every:
        sure = _sure(weights[0] + story.signs @ weights[1:])
        pairs = sorted(
            (i, j, round(float(p), 9)) for (i, j), p in zip(story.pairs, sure, strict=True)
        )
        kept = [p for p in pairs if p[2] > signs.WEAKEST and p[:2] not in story.certain]
        kept += [(i, j, slots.SURE) for i, j in sorted(story.certain)]
        label = slots.grouped(story.answers, kept, least)
        for i, j in combinations([n for n, m in enumerate(story.marked) if m], 2):
            one, joined = story.marked[i] == story.marked[j], label[i] == label[j]
            total += (one and joined, joined and not one, one and not joined)
    return total


def shown(total: NDArray[np.int64]) -> str:
    """Return precision, recall and F1 of pairs."""
    right, wrong, lost = (float(n) for n in total)
    precision, recall = right / max(right + wrong, 1), right / max(right + lost, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * right / (2 * right + wrong + lost):.3f}"


def crossed(every: Sequence[Told], least: tuple[float, float]) -> NDArray[np.int64]:
    """Return the counts of `counted`, each event joined by weights fitted on others."""
    events = sorted({s.event for s in every})
    total = np.zeros(3, np.int64)
    for fold in range(FOLDS):
        held = set(events[fold::FOLDS])
        weights = fitted([s for s in every if s.event not in held])
        total += counted([s for s in every if s.event in held], weights, least)
    return total


def main(arguments: Sequence[str]) -> None:
    """Print the cross-validated figures and the weights."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.joiner")
    parser.add_argument("--dev", action="store_true", help="score the six development events")
    options = parser.parse_args(arguments)
    every = list(told(DATA / "train"))
    out = sys.stdout.write
    for least in THRESHOLDS:
        out(f"cross-validated, thresholds {least}: {shown(crossed(every, least))}\n")
    weights = fitted(every)
    names = list(signs.WEIGHTS)
    out(f"BIAS = {weights[0]:.2f}\n")
    for name, weight in zip(names, weights[1:], strict=True):
        out(f'    "{name}": {weight:.2f},\n')
    if options.dev:
        used = np.array([signs.BIAS, *(signs.WEIGHTS[n] for n in names)])
        dev = list(told(DATA / "dev-events"))
        for merge, least in slots.LEAST.items():
            for title, found in (("training", every), ("development", dev)):
                total = shown(counted(found, used, least))
                out(f"weights of the code, {merge}, {title}: {total}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
