"""One quantity told in two units side by side: "9,600 tonnes, or about 70,000 barrels"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from reportedly.ledger.reading import Reading, says
from reportedly.ledger.relations import Found
from reportedly.records import Corpus, DocId, RelationKind, SlotId, Witness

# What stands between a quantity and the same in another unit.
BETWEEN = re.compile(
    r"\s?(?:,\s)?(?:of [^\W\d_]{2,20}\s)?"
    r"(?:\(|\[|=|or |that is |i\.e\. |equal to |equivalent to |\(equal to |\(or |\(equivalent to )"
    r"\s?(?:about |some |roughly |around |nearly |almost |over |more than |just over |well over )?"
    r"[$€£¥]?$"
)
FARTHEST = 40  # code points between the two
MEASURES = re.compile(r"[A-Z]{3}|k?m2?|km/h|mph|ha|acre|t|kg|g|l|gal|bbl|m3|ft|mile|mi|day|month")


def converted(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A document gives one quantity in two units: "€1.9bn ($2.1bn)"."""
    pairs: dict[SlotId, list[tuple[Witness, Witness]]] = defaultdict(list)
    for doc in sorted(read.figures_of):
        for a, b in _neighbours(doc, read):
            pairs[a.slot].append((a, b))
    for slot in sorted(pairs):
        first, other = pairs[slot][0]
        yield Found(
            kind=RelationKind.UNIT_OR_FORMAT,
            row=None,
            witnesses=tuple(w for pair in pairs[slot] for w in pair),
            why=f"{says(first, read)} and {says(other, read)}: one quantity in two units.",
            rule="ledger.conversions.converted",
        )


def _neighbours(doc: DocId, read: Reading) -> Iterator[tuple[Witness, Witness]]:
    text = read.documents[doc].document.text
    found = sorted(read.figures_of[doc], key=lambda w: w.span)
    for a, b in pairwise(found):
        one, two = read.slots[a.slot].unit, read.slots[b.slot].unit
        measures = one != two and MEASURES.fullmatch(one) and MEASURES.fullmatch(two)
        gap = text[a.span.end : b.span.start]
        if measures and len(gap) <= FARTHEST and BETWEEN.match(gap):
            yield a, b
