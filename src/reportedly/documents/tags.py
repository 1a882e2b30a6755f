"""Take the attributes from tags that have too many: the parser's time grows with their square.

Invariant: one pass, no sign is looked at twice; a page without such tags is returned as it is.
"""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 500  # of one tag; 90 saved news pages have 40 at most, 40,000 hold the parser 3 s
# The rest of a tag, and of a page behind a tag or a quotation mark that never ends. Possessive
# throughout: one pass over the page in a single search.
REST = r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+(?:>|[\"'][\s\S]*+|\Z)"
TAG = re.compile(
    r"<(?:!--[^-]*+(?:-(?!->)[^-]*+)*+"
    rf"|(?P<silent>script|style)\b(?P<tag>{REST})[^<]*+(?:<(?!/)[^<]*+)*+"
    rf"|(?P<name>[a-z][a-z0-9:-]{{0,30}}){REST})",
    re.I,
)


def plain_tags(source: str) -> str:
    """Return a page whose tags have at most `MAX_ATTRIBUTES` attributes."""
    if source.count("=") <= MAX_ATTRIBUTES:
        return source
    kept: list[str] = []
    done = 0
    for tag in TAG.finditer(source):
        start, end = tag.span()
        if end - start <= 2 * MAX_ATTRIBUTES:
            continue
        name = tag["name"] or tag["silent"]
        end = tag.end("tag") if tag["silent"] else end
        if name and source.count("=", start, end) > MAX_ATTRIBUTES:
            kept.append(f"{source[done:start]}<{name}>")
            done = end
    return "".join(kept) + source[done:]
