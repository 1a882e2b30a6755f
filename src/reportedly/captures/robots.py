"""What a site's robots.txt allows a program to fetch (RFC 9309).

Invariant: the group that names this program counts, else the group of all; of the rules that fit
an address the longest wins, and of two as long the one that allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

NAME = "reportedly"
LONGEST = 500_000  # code points read of a file, as the standard asks for
SAFE = "/?&=*$%"
Rule = tuple[bool, str]  # allowed, pattern


def allows(robots: str, url: str) -> bool:
    """Tell whether a site's rules let this program fetch an address."""
    groups = dict(_groups(robots[:LONGEST]))
    rules = groups.get(NAME, groups.get("*", []))
    place = urlsplit(url)
    target = _plain(f"{place.path or '/'}?{place.query}" if place.query else place.path or "/")
    fitting = [(len(pattern), allowed) for allowed, pattern in rules if _fits(pattern, target)]
    return max(fitting, default=(0, True))[1]


def _groups(robots: str) -> Iterator[tuple[str, list[Rule]]]:
    """Yield each program's name with its rules; a name's groups are taken together."""
    rules: dict[str, list[Rule]] = {}
    names: list[str] = []
    begun = False  # a rule came since the last name
    for line in robots.splitlines():
        field, mark, rest = line.partition("#")[0].partition(":")
        value, word = rest.strip(), field.strip().lower()
        if word == "user-agent" and mark:
            names = [value.lower()] if begun else [*names, value.lower()]
            begun = False
            rules.setdefault(names[-1], [])
        elif word in ("allow", "disallow") and mark:
            begun = True
            for name in names if value else ():
                rules[name].append((word == "allow", _plain(value)))
    yield from rules.items()


def _plain(path: str) -> str:
    """Return a path in one spelling: `"/%7Ejoe"` and `"/~joe"` are the same."""
    return quote(unquote(path, errors="replace"), safe=SAFE)


def _fits(pattern: str, target: str) -> bool:
    """Tell whether a rule's pattern fits the start of a path; "*" is anything, "$" the end."""
    ended = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    if not target.startswith(parts[0]):
        return False
    if len(parts) == 1:
        return target == parts[0] if ended else True
    return _in_order(parts[1:], target[len(parts[0]) :], ended=ended)


def _in_order(parts: list[str], rest: str, *, ended: bool) -> bool:
    """Tell whether parts stand in a text one after the other; the last at its end if `ended`."""
    for part in parts[:-1]:
        place = rest.find(part)
        if place < 0:
            return False
        rest = rest[place + len(part) :]
    return rest.endswith(parts[-1]) if ended else parts[-1] in rest
