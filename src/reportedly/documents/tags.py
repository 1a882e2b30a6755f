"""Take the attributes from tags that have too many: the parser's time grows with their square.

Invariant: one pass, no sign is looked at twice; a page without such tags is returned as it is.
"""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 500  # of one tag; 90 saved news pages have 40 at most, 40,000 hold the parser 3 s
OPENING = re.compile(r"<(?:!--|(?P<silent>script|style)\b|(?P<name>[a-z][a-z0-9:-]{0,30}))", re.I)
# Possessive: a tag that never ends is given up after one pass, and with it the rest of the page.
REST = re.compile(r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")


def plain_tags(source: str) -> str:
    """Return a page whose tags have at most `MAX_ATTRIBUTES` attributes."""
    if source.count("=") <= MAX_ATTRIBUTES:
        return source
    kept: list[str] = []
    done = at = 0
    while opening := OPENING.search(source, at):
        at = _end(source, opening)
        long = at - opening.start() > 2 * MAX_ATTRIBUTES
        name = long and (opening["name"] or opening["silent"])
        if name and source.count("=", opening.start(), at) > MAX_ATTRIBUTES:
            kept.append(f"{source[done : opening.start()]}<{name}>")
            done = at
        if opening["silent"]:
            at = _behind(source, "</", at)
    return "".join(kept) + source[done:]


def _end(source: str, opening: re.Match[str]) -> int:
    """Return the offset behind a tag or a comment."""
    if opening[0] == "<!--":
        return _behind(source, "-->", opening.end())
    rest = REST.match(source, opening.end())
    return rest.end() if rest else len(source)


def _behind(source: str, mark: str, start: int) -> int:
    found = source.find(mark, start)
    return len(source) if found < 0 else found + len(mark)
