"""What of a statement's words tells that two reports quote one and the same voice.

Invariant: a passage is letters and digits alone, long enough not to be alike by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST_COPY = 40  # letters and digits: shorter statements are alike by chance
LEAST_QUOTED = 14  # the same inside quotation marks, in reports of one story
LEAST_WORDS = 3
QUOTED = re.compile('["“]([^"“”]+)["”]')


def passages_of(content: str) -> Iterator[str]:
    """Yield a statement's words, how it opens, and what it quotes; the latter two marked."""
    letters = _letters(content)
    if len(letters) >= LEAST_COPY:
        yield letters
        yield f"{letters[:LEAST_COPY]}..."
    for quoted in QUOTED.findall(content):
        inside = _letters(quoted)
        if len(inside) >= LEAST_QUOTED and len(quoted.split()) >= LEAST_WORDS:
            yield f'"{inside}"'


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).lower()
