"""Compare reading files of mixed formats with reading the same texts as plain text.

Run `python -m benchmarks.mixed [--files 5000] [--paragraphs 4]`: it writes the invented reports of
`data/corpus` as that many files, once as plain text and once in turn as plain text, HTML, PDF,
DOCX, ODT, RTF and mail, and runs the document stages on each in one process with its confined
child. For both it prints words, words a second of computing (the analysis alone, and with the
child that reads the formats), and the process's memory after each quarter of the files.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from tests import samples

from benchmarks.corpus_stages import reports
from reportedly.engines.local import Progress, RunResult, read_documents, take_in
from reportedly.settings import Settings
from reportedly.store import open_store

WIDTH, LINES = 95, 50  # of a page of a PDF file, in letters and lines
QUARTERS = 4
MEGABYTE = 1_048_576
Paragraphs = tuple[str, ...]


def plain(title: str, paragraphs: Paragraphs) -> bytes:
    """Return a text file."""
    return "\n\n".join((title, *paragraphs)).encode()


def printed(title: str, paragraphs: Paragraphs) -> bytes:
    """Return a PDF file, its lines wrapped and a gap between paragraphs."""
    lines = [(16.0, title), (16.0, "")]
    for words in paragraphs:
        lines += [(10.0, line) for line in (*textwrap.wrap(words, WIDTH), "")]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    return samples.pdf(
        [
            [(60.0, 780.0 - 14 * n, size, words) for n, (size, words) in enumerate(page) if words]
            for page in pages
        ]
    )


def mailed(title: str, paragraphs: Paragraphs) -> bytes:
    """Return a mail."""
    return samples.mail(title, paragraphs).as_bytes()


FORMATS: dict[str, Callable[[str, Paragraphs], bytes]] = {
    "txt": plain,
    "html": samples.html,
    "pdf": printed,
    "docx": samples.docx,
    "odt": samples.odt,
    "rtf": samples.rtf,
    "eml": mailed,
}


def texts(count: int, paragraphs: int) -> Iterator[tuple[str, Paragraphs]]:
    """Yield title and paragraphs of `count` reports; each title once."""
    told: list[tuple[str, Paragraphs]] = []
    for one in reports():
        parts = [" ".join(p.split()) for p in one["text"].split("\n\n") if p.strip()]
        if len(parts) > paragraphs:
            told.append((one["title"], tuple(parts[-paragraphs:])))
    for number, (title, body) in enumerate(islice(cycle(told), count)):
        yield f"{title} {number}", body


@dataclass(slots=True)
class Measured:
    """What one run took."""

    files: int
    words: int = 0
    failed: int = 0
    own: float = 0.0  # seconds of computing of the process that analyses
    reading: float = 0.0  # of its child that reads formats
    memory: list[int] = field(default_factory=list)  # resident bytes after each quarter


def measure(folder: Path, files: int) -> Measured:
    """Run the document stages on the files of a folder."""
    found = Measured(files)
    store = open_store(folder.with_suffix(".reportedly"), create=True)
    settings, result = Settings(workers=1), RunResult()
    take_in(store, [str(folder)], settings=settings, report=lambda _: None, result=result)

    def watch(progress: Progress) -> None:
        if progress.doing == "reading" and progress.done * QUARTERS >= files * (
            len(found.memory) + 1
        ):
            found.memory.append(_resident())

    before, child = _computing(resource.RUSAGE_SELF), _computing(resource.RUSAGE_CHILDREN)
    read_documents(store, settings=settings, report=watch, result=result)
    found.own = _computing(resource.RUSAGE_SELF) - before
    found.reading = _computing(resource.RUSAGE_CHILDREN) - child
    found.words, found.failed = result.words, len(result.failed) + len(result.rejected)
    return found


def _computing(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files, run both and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--paragraphs", type=int, default=4)
    chosen = parser.parse_args(arguments)
    speeds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        every = tuple(FORMATS)
        # the first run loads the models, which the others find loaded
        for name, kinds, files in (
            ("warm-up", every, len(every)),
            ("plain", ("txt",), chosen.files),
            ("mixed", every, chosen.files),
        ):
            folder = Path(place) / name
            folder.mkdir()
            made = texts(files, chosen.paragraphs)
            for number, ((title, body), kind) in enumerate(zip(made, cycle(kinds), strict=False)):
                (folder / f"{number:05d}.{kind}").write_bytes(FORMATS[kind](title, body))
            one = measure(folder, files)
            speeds[name] = one.words / one.own
            memory = ", ".join(f"{size // MEGABYTE}" for size in one.memory)
            print(
                f"{name}: {one.files} files, {one.words} words, {one.failed} not read; "
                f"{speeds[name]:.0f} words a second of analysis, "
                f"{one.words / (one.own + one.reading):.0f} with reading "
                f"({one.reading:.1f} s); memory after each quarter {memory} MB",
                flush=True,
            )
    print(f"analysis of mixed formats at {speeds['mixed'] / speeds['plain']:.1%} of plain text")


if __name__ == "__main__":
    main()
