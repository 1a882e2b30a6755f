"""From an RTF file to its text.

Invariant: pictures and other embedded data never reach the parser, whose time grows with them.
"""

from __future__ import annotations

import re

from reportedly.documents.page import Field, Page, Piece, one_line, page_of
from reportedly.errors import UnreadableCapture

RTF_TYPES = ("application/rtf", "text/rtf")
REMEDY = "open it in an office program and save it as .docx"
# Long runs of hexadecimal digits are pictures and objects.
DATA = re.compile(r"[0-9a-fA-F]{48,}+")
# The parser looks for a link's address from each such place to the end of the file.
LINK = ("\\fldinst{", "\\fldinst {")
INFO = re.compile(r"\{\\info")
TITLE = re.compile(r"\{\\title ([^{}\\]{1,400})\}")
CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
MOST_GROUPS = 200_000  # a document of 300 pages has 40,000


def read_rtf(data: bytes) -> Page:
    """Return the text of an RTF file, a piece a paragraph.

    Raises:
        UnreadableCapture: the file holds no text or too many groups.
    """
    from striprtf.striprtf import rtf_to_text

    source = DATA.sub("", data.decode("latin-1")).replace(*LINK)
    if source.count("{") > MOST_GROUPS:
        raise UnreadableCapture("the file has too many groups", REMEDY)
    try:
        text = str(rtf_to_text(source, encoding=_encoding(source), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError, UnicodeError, OverflowError) as err:
        raise UnreadableCapture(f"no RTF: {type(err).__name__}", REMEDY) from err
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = enumerate(whole.splitlines(), 1)
    pieces = (Piece(words=one_line(words), locator=f"paragraph={n}") for n, words in lines)
    return page_of(pieces, tuple(_fields(source)))


def _encoding(source: str) -> str:
    page = CODE_PAGE.search(source[:2000])
    return f"cp{page[1]}" if page and page[1] != "65001" else "utf-8" if page else "cp1252"


def _fields(source: str) -> list[Field]:
    start = INFO.search(source)
    if not start:
        return []
    head = source[start.start() : start.start() + 5000]
    title, created = TITLE.search(head), CREATED.search(head)
    found = [("title", one_line(title[1]))] if title else []
    if created:
        found.append(("created", f"{created[1]}-{int(created[2]):02d}-{int(created[3]):02d}"))
    return found
