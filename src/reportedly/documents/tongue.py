"""Tell the language of a text.

Invariant: a short or unsure text is English, the language this program reads; another language
is named only when the detector is sure.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 1500  # code points; more changes no answer on news texts
SHORT = 150  # code points; below, names alone decide, so more certainty is asked for
SURE, SURE_SHORT = 0.8, 0.99  # the detector's own probability
DEFAULT = "en"
UNKNOWN = "und"  # BCP 47
LATIN = "\u024f"  # the last Latin letter of the blocks that European languages use


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _is_foreign(sample: str) -> bool:
    """Tell whether most letters are not Latin, so that no doubt makes the text English."""
    if sample.isascii():
        return False
    letters = [sign for sign in sample if sign.isalpha()]
    return 2 * sum(sign > LATIN for sign in letters) > len(letters)


def language_of(text: str) -> str:
    """Return the language of a text as BCP 47."""
    sample = text[:SAMPLE]
    code, probability = _identifier().classify(sample)
    if _is_foreign(sample):
        return str(code) if code != DEFAULT else UNKNOWN
    sure = SURE if len(sample) >= SHORT else SURE_SHORT
    return str(code) if float(probability) >= sure else DEFAULT
