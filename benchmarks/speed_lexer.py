"""Measure how many words a second are read for times and numbers on one core, without the parser.

Usage: python benchmarks/speed_lexer.py [FILE ...]

FILE is plain text or JSON lines with a "text" field; without one the bundled reports are read.
Three
passes are timed apart: times (tokens, rules, anchoring), numbers (digits and words with all their
readings, names and dates passed over, units, bounds), and both together. The best of three rounds
counts; loading the lexicon does not.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reportedly import pipeline
from reportedly.figures.bounds import bounded
from reportedly.figures.numbers import lex
from reportedly.figures.rules import counts_nothing
from reportedly.figures.tables import tables
from reportedly.figures.units import measure
from reportedly.lexicon import load_lexicon
from reportedly.records import DocId
from reportedly.times.read import read_times
from reportedly.times.vocabulary import vocabulary

ROUNDS = 3
DEMO = Path(pipeline.__file__).parent / "demo"


def texts(paths: Sequence[Path]) -> list[str]:
    """Return the texts of plain files and JSON lines."""
    found: list[str] = []
    for path in paths:
        raw = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            found += [json.loads(line)["text"] for line in raw.splitlines() if line]
        else:
            found.append(raw)
    return found


def best(task: Callable[[str], object], given: Sequence[str]) -> float:
    """Return the seconds of processor time of the fastest round."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in given:
            task(text)
        rounds.append(time.process_time() - start)
    return min(rounds)


def main(arguments: Sequence[str]) -> None:
    """Print words a second of each pass."""
    given = texts([Path(a) for a in arguments] or sorted(DEMO.glob("*.jsonl")))
    words = sum(len(text.split()) for text in given)
    lexicon = load_lexicon()
    moments, numerals = vocabulary(lexicon), tables(lexicon)

    def read(text: str) -> object:
        return read_times(text, moments, doc=DocId("d"), own_date="2030-01-01")

    def count(text: str) -> object:
        kept = (n for n in lex(text, numerals) if counts_nothing(text, n, numerals) is None)
        return [bounded(text, measure(text, n, numerals), numerals) for n in kept]

    print(f"{words:,} words in {len(given)} texts, one core")
    for name, seconds in (
        ("times", best(read, given)),
        ("numbers", best(count, given)),
        ("both", best(lambda text: (read(text), count(text)), given)),
    ):
        print(f"{name:8} {words / max(seconds, 1e-9):10,.0f} words/s")


if __name__ == "__main__":
    main(sys.argv[1:])
