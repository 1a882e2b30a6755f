"""Score and time the attribution model alone, without rules.

Run `python -m benchmarks.tagging [PATH ...]`: PATH is a folder of annotated reports or JSON Lines,
without one our own development events are read. For each it prints pair and content F1 at the best
of three thresholds, and the CPU milliseconds that tagging takes for 1,000 words.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from reportedly.language import Tagger
from reportedly.training.markup import read_data
from reportedly.training.scores import measure

LEASTS = (0.3, 0.4, 0.5)  # of the chances of the anchor and of the attribution, multiplied


def main(arguments: Sequence[str]) -> None:
    """Print one line a set."""
    tagger = Tagger()
    tagger.tag("Loaded now, she said.", [(0, 21)])
    for path in map(Path, arguments or ["data/corpus/dev-events"]):
        texts = list(read_data(path))
        began = time.process_time()
        tagged = [tagger.tag(one.text, [(0, len(one.text))]) for one in texts]
        spent = time.process_time() - began
        words = sum(len(one.text.split()) for one in texts)
        scores = [
            measure(
                (one.text, one.attributions, [t for t in found if t.anchor * t.valid >= least])
                for one, found in zip(texts, tagged, strict=True)
            )
            for least in LEASTS
        ]
        best = max(scores, key=lambda found: found["pair F1"])
        sys.stdout.write(
            f"{path.name}: pair F1 {best['pair F1']:.3f}, content F1 {best['content F1']:.3f}, "
            f"{1e6 * spent / words:.0f} ms for 1,000 words\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
