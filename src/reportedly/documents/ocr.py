"""Read a scanned page by the text recogniser tesseract, when the user asked for it.

Invariant: one thread and fixed options, so the same page, program and language data give the same
words; the picture goes in and the words come out through pipes, no file is written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PROGRAM = "tesseract"
OPTIONS = ("stdin", "stdout", "-l", "eng", "--oem", "1", "--psm", "3", "--dpi", "300", "tsv")
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C"}
DOTS = 300  # an inch; what the program's authors advise
POINTS = 72  # of a PDF file, an inch
LONGEST = 5_000  # pixels of a page's longer side; A4 has 3,508
WORD_LEVEL = "5"  # of the program's table: page, block, paragraph, line, word
INSTALL = (
    "install it (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; "
    "Windows: winget install tesseract-ocr.tesseract), then run again with --ocr --retry"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised on a page; `confidence` is the words' mean, 0 to 100."""

    paragraphs: tuple[str, ...]
    confidence: int


def installed() -> str | None:
    """Return the recogniser's name and version; None when it is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    told = _run(program, ("--version",), b"").decode("utf-8", "replace")
    return " ".join(told.split()[:2]) or PROGRAM


def recognise(page: PdfPage) -> Recognised | None:
    """Return the words of a page's picture; None when the program failed or saw no words."""
    program = shutil.which(PROGRAM)
    table = _run(program, OPTIONS, _picture(page)) if program else b""
    rows = [line.split("\t") for line in table.decode("utf-8", "replace").splitlines()]
    words = [row for row in rows if len(row) == 12 and row[0] == WORD_LEVEL and row[11].strip()]
    if not words:
        return None
    mean = sum(float(row[10]) for row in words) / len(words)
    return Recognised(tuple(_paragraphs(words)), round(mean))


def _run(program: str, options: Iterable[str], given: bytes) -> bytes:
    done = subprocess.run(  # noqa: S603  # a fixed program with fixed options
        [program, *options],
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ONE_THREAD},
        check=False,
    )
    return done.stdout if done.returncode == 0 else b""


def _picture(page: PdfPage) -> bytes:
    """Return a page as a grey picture in the PNM format."""
    scale = min(DOTS / POINTS, LONGEST / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        body = bytes(bitmap.buffer)
        lines = (body[at : at + bitmap.width] for at in range(0, len(body), bitmap.stride))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
    finally:
        bitmap.close()


def _paragraphs(words: list[list[str]]) -> Iterator[str]:
    """Yield the program's paragraphs, words divided at a line's end made whole."""
    lines: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in words:
        lines.setdefault((row[2], row[3]), {}).setdefault(row[4], []).append(row[11].strip())
    for paragraph in lines.values():
        whole = ""
        for line in paragraph.values():
            said = " ".join(line)
            divided = whole.endswith("-") and whole[-2:-1].isalpha() and said[:1].islower()
            whole = whole[:-1] + said if divided else f"{whole} {said}".strip()
        yield whole
