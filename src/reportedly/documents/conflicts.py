"""Say where what is known about a text contradicts itself.

Invariant: a note names every value with where it stood, the one that is used first; nothing is
chosen here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.documents.sheet import key
from reportedly.records import Evidence

# How each place is named in a note, most trusted first.
PLACES = {"given": "you say", "metadata": "its own data say", "dateline": "the dateline says",
          "text": "the text says"}  # fmt: skip
MOST = 4  # values named in one note
LONGEST = 90  # code points of one of them


def conflicts(evidence: tuple[Evidence, ...], language: str) -> tuple[str, ...]:
    """Return one note a field whose values cannot all be right, in a fixed order."""
    return tuple(
        note
        for note in (
            _note("published", _days(evidence)),
            _note("title", _titles(evidence)),
            _note("outlet", _outlets(evidence)),
            _note("byline", _bylines(evidence)),
            _language(evidence, language),
        )
        if note
    )


def _note(field: str, values: Iterable[Evidence]) -> str | None:
    """Return the note on values that differ; None for fewer than two."""
    told = list(values)
    if len(told) < 2:
        return None
    ranked = sorted(told, key=lambda e: list(PLACES).index(e.basis))
    said = [f"{PLACES[e.basis]} {shortened(e.value)}" for e in ranked[:MOST]]
    return f"{field} differs: {'; '.join(said)}"


def shortened(value: str) -> str:
    """Return a value that fits into a note."""
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 3].rstrip()}..."


def _of(evidence: Iterable[Evidence], field: str) -> Iterator[Evidence]:
    return (e for e in evidence if e.field == field and e.basis in PLACES)


def _days(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Return days of which no other is a more precise form: "XXXX-04-13" of "2031-04-13"."""
    kept: list[Evidence] = []
    for item in sorted(_of(evidence, "published"), key=lambda e: e.value.count("X")):
        if not any(_fits(item.value, other.value) for other in kept):
            kept.append(item)
    return kept


def _fits(partial: str, day: str) -> bool:
    """Tell whether an EDTF date may mean another one that says more."""
    pairs = zip(partial, day, strict=False)
    return all(a in ("X", b) or b == "X" for a, b in pairs)


def _titles(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Return headlines that share less than one being part of the other."""
    return _apart(_of(evidence, "title"))


def _outlets(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Return outlets; an agency in the dateline beside a page's own name is a credit."""
    return _apart(e for e in _of(evidence, "outlet") if e.basis in ("given", "metadata"))


def _apart(items: Iterable[Evidence]) -> list[Evidence]:
    kept: list[Evidence] = []
    for item in items:
        mine = key(item.value)
        others = [key(other.value) for other in kept]
        if mine and not any(mine in other or other in mine for other in others):
            kept.append(item)
    return kept


def _bylines(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Return the first name each place gives, when no two places share a name."""
    groups: dict[str, list[Evidence]] = {}
    for item in _of(evidence, "byline"):
        groups.setdefault(item.basis, []).append(item)
    named = [{key(e.value) for e in group} for group in groups.values()]
    shared = any(a & b for i, a in enumerate(named) for b in named[:i])
    return [] if shared else [group[0] for group in groups.values()]


def _language(evidence: tuple[Evidence, ...], language: str) -> str | None:
    said = next((e.value for e in _of(evidence, "language")), "").strip()
    if not said or said.lower().partition("-")[0] == language.partition("-")[0]:
        return None
    return f"language differs: its own data say {said}; the words are {language}"
