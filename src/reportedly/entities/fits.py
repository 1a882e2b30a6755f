"""How well one name fits another: the same, a spelling of it, a part of it.

Invariant: two names with one surname and different given names never fit.
"""

from __future__ import annotations

from enum import IntEnum

from reportedly.entities.spelling import differ_in_vowel, is_slip, sound, sounds_alike
from reportedly.entities.vocabulary import Vocabulary

SHORTEST_GIVEN = 3  # letters
LEAST_OPENER = 4  # letters of a name that stands for a longer one


class Fit(IntEnum):
    """How surely two names are one; higher is surer."""

    NONE = 0
    GIVEN = 1  # "Marguerite" and "Marguerite Lindqvist"
    PART = 2  # "Mr Voss" and "Henrik Voss-Adebayo"
    SPELLING = 3  # "Angelin" and "Petru Anghelin"
    FAMILY = 4  # "Carmody" and "Dilip Carmody"
    SAME = 5


def person_fit(short: tuple[str, ...], full: tuple[str, ...], words: Vocabulary) -> Fit:
    """Return how well a person's name fits another that has as many words or more."""
    fit = _words_fit(short, full, words)
    if fit is not Fit.NONE or words.sets["particles"].isdisjoint((*short, *full)):
        return fit
    one, two = sorted((_glued(short, words), _glued(full, words)), key=len)
    return _words_fit(one, two, words)


def _glued(name: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    """Write particles and what follows as one: "van der Meer" -> "vandermeer"."""
    out: list[str] = []
    held = ""
    for word in name:
        held += word
        if word not in words.sets["particles"]:
            out.append(held)
            held = ""
    return (*out, held) if held else tuple(out)


def _words_fit(short: tuple[str, ...], full: tuple[str, ...], words: Vocabulary) -> Fit:
    if short == full:
        return Fit.SAME
    if len(short) == len(full):
        alike_all = all_alike(short, full, words) or _slips_in_given(short, full, words)
        return Fit.SPELLING if alike_all else Fit.NONE
    if len(short) > 1 and len(full) > 2 and short[0] == full[0] and short[-1] == full[-1]:
        return Fit.FAMILY
    if short == full[-len(short) :]:
        return Fit.FAMILY
    if all_alike(short, full[-len(short) :], words):
        return Fit.SPELLING
    if len(short) == 1:
        return _single_fit(short[0], full)
    return Fit.PART if _in_order(short, full, words) else Fit.NONE


def _single_fit(word: str, full: tuple[str, ...]) -> Fit:
    if word in full[1:]:
        return Fit.PART
    return Fit.GIVEN if word == full[0] else Fit.NONE


def _slips_in_given(left: tuple[str, ...], right: tuple[str, ...], words: Vocabulary) -> bool:
    """Tell whether only a vowel of the given name differs: "Ilse Marant", "Ilsa Marant"."""
    a, b = left[0], right[0]
    if len(left) < 2 or left[1:] != right[1:] or (a in words.given and b in words.given):
        return False
    return min(len(a), len(b)) >= SHORTEST_GIVEN and differ_in_vowel(sound(a), sound(b))


def _in_order(short: tuple[str, ...], full: tuple[str, ...], words: Vocabulary) -> bool:
    """Tell whether every word of the short name stands in the full one, in order."""
    at = 0
    for word in short:
        while at < len(full) and not alike(word, full[at], words):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def all_alike(left: tuple[str, ...], right: tuple[str, ...], words: Vocabulary) -> bool:
    """Compare two names of one length word by word."""
    return all(alike(a, b, words) for a, b in zip(left, right, strict=True))


def alike(left: str, right: str, words: Vocabulary) -> bool:
    """Tell whether two words of names may be one word: equal, an initial, a spelling, a slip."""
    if left == right:
        return True
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) == 1:
        return long.startswith(short)
    if left in words.given and right in words.given:
        return left in words.variants and words.variants[left] == words.variants.get(right)
    return sounds_alike(left, right) or (len(short) > 4 and is_slip(left, right))


def body_fit(left: tuple[str, ...], right: tuple[str, ...], words: Vocabulary) -> Fit:
    """Return how well two names of bodies fit: "Tarn & Voss" and "Tarn & Voss Group"."""
    one, two = _core(left, words), _core(right, words)
    if one == two:
        return Fit.SAME
    if _acronym(one) == "".join(two) or _acronym(two) == "".join(one):
        return Fit.FAMILY
    if len("".join(one)) > 5 and len(one) == len(two) and all_alike(one, two, words):
        return Fit.SPELLING
    return Fit.PART if _opens_with(one, two, words) or _opens_with(two, one, words) else Fit.NONE


def _opens_with(short: tuple[str, ...], long: tuple[str, ...], words: Vocabulary) -> bool:
    """Tell whether a name opens another and is no common word: "Meridor", "Meridor Tankers"."""
    if len(short) >= len(long) or long[: len(short)] != short or len("".join(short)) < LEAST_OPENER:
        return False
    plain = (words.body, words.role, words.writing)
    return short[0] not in words.countries and not any(read(w) for read in plain for w in short)


def _core(name: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    whole = words.abbreviations.get(name[0], "").split() if len(name) == 1 else name
    kept = tuple(w for w in whole or name if w not in ("&", "the"))
    while len(kept) > 1 and kept[-1] in words.sets["legal_forms"]:
        kept = kept[:-1]
    return kept


def _acronym(name: tuple[str, ...]) -> str:
    return "".join(w[0] for w in name) if len(name) > 1 else ""
