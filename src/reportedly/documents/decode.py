"""From bytes to text, with the encoding and how it was found.

Invariant: the text has no lone surrogate, so every later encoder accepts it; otherwise it is what
the bytes spell: no trimming, no line end changed. NUL stays.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from reportedly.errors import UnreadableCapture

SAMPLE = 65_536  # bytes shown to the detector: its time grows with the size, its answer does not
BROKEN_SHARE = 0.01  # of the code points: a UTF-8 file cut or pasted stays far below, others above
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "iso8859_2", "mac_roman", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
# The high bytes of English in cp1252: quotation marks, dashes, dots, signs of money and degree.
ENGLISH_1252 = re.compile(rb"[\x00-\x7f\x80\x85\x91-\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb\xe9]*")
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, its encoding, and why that encoding."""

    text: str
    encoding: str
    how: str


def decode(data: bytes, *, markup: bool = False, charset: str = "") -> Decoded:
    """Return the text of bytes in any encoding; `markup` looks for a page's own declaration.

    `charset` is what the server said; it is believed when the bytes are not UTF-8 and fit it.

    Raises:
        UnreadableCapture: the bytes are no text.
    """
    for bom, name in BOMS:
        if data.startswith(bom) and (len(bom) < 4 or _as(data, name) is not None):
            body = data[len(bom) :]
            return Decoded(_whole(body.decode(name, "replace")), name, "byte order mark")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid")
    except UnicodeDecodeError:
        if charset and (told := _as(data, charset)) is not None:
            return Decoded(told, charset, "declared by the server")
        return _guessed(data, markup=markup)


def _whole(text: str) -> str:
    """Join surrogate pairs and replace lone surrogates by U+FFFD, one code point for one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def without_surrogates(text: str) -> str:
    """Return a text that every encoder accepts; a text without surrogates is returned as it is."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _whole(text)
    return text


def _guessed(data: bytes, *, markup: bool) -> Decoded:
    declared = DECLARED.search(data[:4096]) if markup else None
    if declared and (named := _as(data, declared.group(1).decode("ascii"))):
        return Decoded(named, declared.group(1).decode("ascii").lower(), "declared by the page")
    mended = _whole(data.decode("utf-8", "surrogatepass")) if _surrogates_only(data) else None
    if mended is not None:
        return Decoded(mended, "utf-8", "lone surrogates replaced")
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") < BROKEN_SHARE * len(loose) and _has_utf8(data):
        return Decoded(loose, "utf-8", "broken bytes replaced")
    if ENGLISH_1252.fullmatch(data):
        return Decoded(data.decode("cp1252", "replace"), "cp1252", "typical bytes of English")
    best = from_bytes(data[:SAMPLE], cp_isolation=CANDIDATES).best()
    if best is None:
        raise UnreadableCapture(
            "the bytes are text in no known encoding", "save the file as UTF-8 text"
        )
    return Decoded(_whole(data.decode(best.encoding, "replace")), best.encoding, "detected")


def _as(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (LookupError, ValueError):
        return None
    return without_surrogates(text) if isinstance(text, str) else None


def _surrogates_only(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _has_utf8(data: bytes) -> bool:
    return any(ord(sign) > 127 for sign in data.decode("utf-8", "ignore"))
