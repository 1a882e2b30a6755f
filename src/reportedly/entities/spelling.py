"""How words are compared: folded, in the singular, by sound, and within a slip of the pen.

Invariant: nothing here knows names or titles; every function is a pure one on strings.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

# One slip in a word of 4 letters, two from 8 on: "envy"/"envoy", "ambassdor"/"ambassador"; with
# three, unrelated surnames of the training corpus ("Carmody"/"Karvat") would meet.
SHORTEST_SLIP = 4
SHORTEST_SPELLING = 5  # letters: "Lind" and "Lund" are two families
LONG_WORD = 8
PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d",
     "ə": "a", "’": "'", "‘": "'", "ʼ": "'", "`": "'", ".": None}
)  # fmt: skip
IRREGULAR = {
    "men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife",
    "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "spokespeople": "spokesperson",
    "policemen": "policeman", "fishermen": "fisherman", "chairmen": "chairman",
    "passers-by": "passer-by", "firemen": "fireman", "businessmen": "businessman",
}  # fmt: skip
# Letters that change between transliterations of one name, in this order.
SOUNDS = (
    ("tch", "x"), ("sch", "s"), ("ch", "x"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("zh", "j"),
    ("dzh", "j"), ("dj", "j"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("ck", "k"), ("c", "k"),
    ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("ay", "ai"), ("eo", "io"),
    ("w", "v"), ("q", "k"), ("y", "i"), ("j", "i"), ("z", "s"), ("o", "u"),
    ("e", "i"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word in lower case without accents and full stops: "Pacacı" -> "pacaci"."""
    if word.isascii():
        return word.lower().replace(".", "").replace("`", "'")
    spread = unicodedata.normalize("NFKD", word.lower().translate(PLAIN))
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=16_384)
def singular(word: str) -> str:
    """Return the singular of a folded noun: "ministries" -> "ministry"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_slip(left: str, right: str) -> bool:
    """Tell whether two folded words differ by a slip or two: "ambassdor", "ambassador"."""
    short = min(len(left), len(right))
    if short < SHORTEST_SLIP or left[0] != right[0]:
        return False
    allowed = 2 if short >= LONG_WORD else 1
    return DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return a folded name as transliterations share it: "anghelin", "angelin" -> "angilin".

    Doubled letters count once, a final "e" is mute, an "h" behind a vowel is not heard.
    """
    kept = word.replace("'", "")
    for written, heard in SOUNDS:
        kept = kept.replace(written, heard)
    out = ""
    for letter in kept:
        if not out.endswith(letter):
            out += letter
    return out.rstrip("i") if len(out) > SHORTEST_SLIP else out


def sounds_alike(left: str, right: str) -> bool:
    """Tell whether two folded names are spellings of one: "husayn"/"huseyin"."""
    if left == right:
        return True
    if len(left) < SHORTEST_SLIP or len(right) < SHORTEST_SLIP:
        return False
    one, two = sound(left), sound(right)
    if one == two:
        return True
    long = min(len(left), len(right)) >= SHORTEST_SPELLING
    return long and one[0] == two[0] and skeleton(one) == skeleton(two) and is_slip(one, two)


def differ_in_vowel(left: str, right: str) -> bool:
    """Tell whether two sounded names differ in one vowel at most: "ilsi", "ilsa"."""
    close = DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1
    return close and left[:1] == right[:1] and skeleton(left) == skeleton(right)


@lru_cache(maxsize=65_536)
def skeleton(sounded: str) -> str:
    """Return the consonants of a sounded name; they outlast a transliteration."""
    return "".join(c for c in sounded if c not in "aiuh")
