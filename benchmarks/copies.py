"""Make invented documents that copy one another, with ground truth, and measure what is found.

Run `python -m benchmarks.copies [--small 2000] [--large 20000]`: it prints, for both sizes, copies
found, document precision, recall and F1, recall by kind of copy, CPU seconds, peak memory, and the
ratio of the two times. The same seed gives the same documents on every machine.

The text is word salad with everyday words between rare ones: good for plumbing, recall by kind of
copy and growth with the number of documents, not for judging quality on real news.

Invariant: two documents are a true pair when they hold FEWEST or more sentences with one root,
whatever edits came between; sharing a quotation or stock lines alone is no copy.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from random import Random

from reportedly.lexicon import Lexicon, load_lexicon
from reportedly.records import (
    Block,
    BlockKind,
    CaptureId,
    Corpus,
    DocId,
    Document,
    DocumentRecords,
    PublishedBasis,
    Span,
)
from reportedly.reuse.find import find
from reportedly.settings import Settings

FEWEST = 2  # sentences of one root that make two documents a true pair
FAMILY = 8  # documents of a family of copies and what merely shares its subject
KINDS = ("reprint", "trimmed", "light", "heavy", "partial", "mosaic", "quote", "apart")
LIGHT, HEAVY = 0.08, 0.35  # share of words that an edited copy replaces
VOCABULARY = 6000
SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el"))
STOCK = (
    "Sign up for our morning letter and never miss a story from your region.",
    "All rights reserved and no part of this text may be published without permission.",
)


@dataclass(frozen=True)
class Sentence:
    """Words, and the number of the sentence they were first written as."""

    root: int
    words: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True)
class Made:
    """One invented document."""

    name: str
    kind: str
    sentences: tuple[Sentence, ...]


class Writer:
    """Writes sentences; each has a root of its own."""

    def __init__(self, seed: int, everyday: Sequence[str]) -> None:
        self.random = Random(seed)  # noqa: S311  # invented text, no secret
        self.everyday = everyday
        self.rare = ["".join(self.random.choices(SYLLABLES, k=3)) for _ in range(VOCABULARY)]
        # Summed once: `choices` given plain weights sums them anew for every word it picks.
        self.weights = list(accumulate(1 / (n + 20) for n in range(VOCABULARY)))
        self.roots = 0

    def word(self, subject: Sequence[str]) -> str:
        """Return an everyday word, one of the family's subject, or a rare one."""
        pick = self.random.random()
        if pick < 0.45:
            return self.random.choice(self.everyday)
        if pick < 0.6:
            return self.random.choice(subject)
        return self.random.choices(self.rare, cum_weights=self.weights)[0]

    def sentence(self, subject: Sequence[str], quoted: bool = False) -> Sentence:
        """Return a new sentence of 9 to 24 words."""
        self.roots += 1
        count = self.random.randint(9, 24)
        return Sentence(self.roots, tuple(self.word(subject) for _ in range(count)), quoted)

    def edited(self, sentence: Sentence, share: float, subject: Sequence[str]) -> Sentence:
        """Return a sentence with a share of its words replaced, dropped or joined by others."""
        out: list[str] = []
        for word in sentence.words:
            pick = self.random.random()
            if pick < share / 2:
                out.append(self.word(subject))
            elif pick < 0.75 * share:
                out += [word, self.word(subject)]
            elif pick >= share:
                out.append(word)
        return Sentence(sentence.root, tuple(out) or sentence.words, sentence.quoted)


def made(count: int, seed: int, lexicon: Lexicon) -> list[Made]:
    """Return `count` invented documents, in families."""
    share = lexicon.groups("background", "share")
    everyday = sorted({w for name in ("50", "25", "12", "6") for w in share[name]})[:400]
    writer = Writer(seed, everyday)
    out: list[Made] = []
    while len(out) < count:
        subject = writer.random.sample(writer.rare, 12)
        quotation = writer.sentence(subject, quoted=True)
        first = _fresh(writer, subject)
        told = [Made("", "original", (*first[:3], quotation, *first[3:]))]
        for _ in range(writer.random.randint(0, FAMILY - 1)):
            kind = writer.random.choice(KINDS)
            told.append(Made("", kind, _copy(kind, told, (writer, subject, quotation))))
        for document in told[: count - len(out)]:
            out.append(Made(f"d{len(out):06d}", document.kind, document.sentences))
    return out


def _fresh(
    writer: Writer, subject: Sequence[str], *, low: int = 8, high: int = 20
) -> list[Sentence]:
    return [writer.sentence(subject) for _ in range(writer.random.randint(low, high))]


def _copy(
    kind: str, told: list[Made], how: tuple[Writer, Sequence[str], Sentence]
) -> tuple[Sentence, ...]:
    """Return the sentences of a copy of one kind."""
    writer, subject, quotation = how
    source = list(writer.random.choice(told[:3]).sentences)
    if kind == "reprint":
        return tuple(source)
    if kind == "trimmed":
        return tuple(source[: max(4, int(len(source) * writer.random.uniform(0.4, 0.8)))])
    if kind == "light":
        return tuple(writer.edited(s, LIGHT, subject) for s in source)
    if kind == "heavy":
        edited = [writer.edited(s, HEAVY, subject) for s in source]
        at = writer.random.randrange(len(edited))
        return (*edited[at:], *edited[:at])
    own = _fresh(writer, subject, low=6, high=12)
    if kind == "quote":
        return (*own[:2], quotation, *own[2:])
    if kind in ("partial", "mosaic"):
        for _ in range(1 if kind == "partial" else 3):
            at = writer.random.randrange(max(1, len(source) - 3))
            into = writer.random.randrange(len(own))
            own[into:into] = source[at : at + writer.random.randint(2, 4)]
            source = list(writer.random.choice(told[:3]).sentences)
    return tuple(own)


def record(document: Made) -> DocumentRecords:
    """Return the record of a document that no other stage has read."""
    lines = [STOCK[0]]
    for n, s in enumerate(document.sentences):
        words = " ".join(s.words)
        text = words[:1].upper() + words[1:]
        lines.append(f'"{text}," said {s.words[0].title()}.' if s.quoted else f"{text}.")
        if n % 4 == 3:
            lines.append("")
    text = "\n".join((" ".join(lines)).split("  ")) + "\n" + STOCK[1]
    doc = DocId(document.name)
    day = f"2031-{1 + int(document.name[1:]) % 12:02d}-{1 + int(document.name[1:]) % 28:02d}"
    return DocumentRecords(
        document=Document(
            id=doc,
            capture=CaptureId("0" * 64),
            path=f"{document.name}.txt",
            media_type="text/plain",
            text=text,
            blocks=(Block(span=Span(doc, 0, len(text)), kind=BlockKind.PARAGRAPH),),
            language="en",
            published=day,
            published_basis=PublishedBasis.GIVEN,
        )
    )


def true_pairs(documents: Sequence[Made]) -> set[tuple[str, str]]:
    """Return the pairs that hold FEWEST or more sentences of one root, quotations left out."""
    holders: dict[int, set[str]] = defaultdict(set)
    for document in documents:
        for s in document.sentences:
            if not s.quoted:
                holders[s.root].add(document.name)
    shared = Counter(pair for names in holders.values() for pair in combinations(sorted(names), 2))
    return {pair for pair, count in shared.items() if count >= FEWEST}


@dataclass(frozen=True)
class Measured:
    """What one run gave. `seconds` are CPU seconds of `reuse` alone."""

    documents: int
    links: int
    precision: float
    recall: float
    seconds: float
    by_kind: dict[str, float]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of document pairs."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def measured(count: int, seed: int, lexicon: Lexicon) -> Measured:
    """Make documents, look for copies among them, and compare."""
    documents = made(count, seed, lexicon)
    wanted = true_pairs(documents)
    corpus = Corpus(documents=tuple(record(d) for d in documents))
    began = time.process_time()
    found = find(corpus, lexicon, Settings())
    seconds = time.process_time() - began
    given = {(x.a.doc, x.b.doc) for x in found.links if not x.shared_quotation}
    given_names = {(str(a), str(b)) for a, b in given}
    kind = {d.name: d.kind for d in documents}
    held: dict[str, list[bool]] = defaultdict(list)
    for pair in sorted(wanted):
        held[kind[pair[1]]].append(pair in given_names)
    right = len(given_names & wanted)
    return Measured(
        documents=count,
        links=len(found.links),
        precision=right / max(len(given_names), 1),
        recall=right / max(len(wanted), 1),
        seconds=seconds,
        by_kind={k: sum(v) / len(v) for k, v in sorted(held.items())},
    )


def shown(result: Measured) -> str:
    """Return a line of figures, and one by kind of copy."""
    kinds = "  ".join(f"{k} {v:.3f}" for k, v in result.by_kind.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{result.documents} documents: {result.links} copies found, "
        f"P {result.precision:.3f}  R {result.recall:.3f}  F1 {result.f1:.3f}, "
        f"{result.seconds:.1f} CPU seconds, peak {peak:.0f} MB\n  recall: {kinds}\n"
    )


def main(arguments: Sequence[str]) -> None:
    """Print the figures of both sizes and the ratio of their times."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies")
    parser.add_argument("--small", type=int, default=2000)
    parser.add_argument("--large", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args(arguments)
    lexicon = load_lexicon()
    small = measured(options.small, options.seed, lexicon)
    sys.stdout.write(shown(small))
    large = measured(options.large, options.seed, lexicon)
    ratio = large.seconds / small.seconds
    sys.stdout.write(f"{shown(large)}time ratio {ratio:.1f} for ")
    sys.stdout.write(f"{options.large / options.small:.1f} times the documents\n")


if __name__ == "__main__":
    main(sys.argv[1:])
