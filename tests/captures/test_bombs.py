"""Files made to fill a machine or to reach out of it are refused or bounded, and soon."""

from __future__ import annotations

import gzip
import io
import resource
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import samples

from reportedly import pipeline
from reportedly.captures import Found, gather
from reportedly.documents import read
from reportedly.documents.docx import DOCX
from reportedly.errors import UnreadableCapture
from reportedly.readers import isolated, reading_in
from reportedly.settings import Settings

WARC_HEAD = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: a\r\n"
GIGABYTE = 1_073_741_824
MOST_SECONDS = 45
MOST_GROWTH = 50  # mebibytes of this process
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd"><!ENTITY n SYSTEM "http://127.0.0.1:1/">]>'
)


def zeros(size: int = GIGABYTE) -> bytes:
    """Return a gzip file of spaces without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = b" " * 1_048_576
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


def packed(name: str, first: bytes = b"", size: int = GIGABYTE) -> bytes:
    """Return a ZIP file whose one member unpacks to a gigabyte."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        member.write(first)
        for _ in range(size // 1_048_576):
            member.write(b" " * 1_048_576)
    return out.getvalue()


def pdf_bomb() -> bytes:
    """Return a PDF file whose page's content unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    piece = b"BT (a) Tj ET " * 80_000
    body = b"".join(packer.compress(piece) for _ in range(GIGABYTE // len(piece))) + packer.flush()
    plain = samples.pdf([[(60.0, 700.0, 11.0, "x")]])
    head, _, rest = plain.partition(b"<< /Length ")
    tail = rest.partition(b"endstream")[2]
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(body)
    return head + stream + body + b"\nendstream" + tail


def nested_zip() -> bytes:
    """Return archives in archives, sixteen in each, as in the well known 42.zip."""
    data = packed("a.txt", size=50 * 1_048_576)
    for _ in range(4):
        data = samples.zipped({f"{n}.zip": data for n in range(16)})
    return data


def entities(head: str, kind: str) -> bytes:
    """Return a file that uses the entities that its head declares."""
    name = "j" if head is LAUGHS else "o"
    if kind == "rss":
        item = f"<item><title>T</title><description>Before &{name}; after.</description></item>"
        return f'<?xml version="1.0"?>{head}<rss><channel>{item}</channel></rss>'.encode()
    if kind == "html":
        return (
            f'<?xml version="1.0"?>{head}<html><body><p>Before &{name};</p></body></html>'.encode()
        )
    return samples.zipped(
        {
            "word/document.xml": f"{head}<d><p><t>&{name};</t></p></d>".encode(),
            "content.xml": f"{head}<d><p>&{name};</p></d>".encode(),
        }
    )


BOMBS: dict[str, Callable[[], bytes]] = {
    "one.zip": lambda: packed("a.txt"),
    "page.zip": lambda: packed("a.html", b"<html><body><p>"),
    "nested.zip": nested_zip,
    "a.warc.gz": lambda: gzip.compress(WARC_HEAD + b"Content-Length: 1073741824\r\n\r\n") + zeros(),
    "line.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n") + zeros(),
    "a.docx": lambda: packed("word/document.xml", b"<w:document>"),
    "a.odt": lambda: packed("content.xml", b"<office>"),
    "a.pdf": pdf_bomb,
    "laughs.rss": lambda: entities(LAUGHS, "rss"),
    "laughs.html": lambda: entities(LAUGHS, "html"),
    "laughs.docx": lambda: entities(LAUGHS, "docx"),
    "outside.rss": lambda: entities(OUTSIDE, "rss"),
    "outside.html": lambda: entities(OUTSIDE, "html"),
    "outside.docx": lambda: entities(OUTSIDE, "docx"),
    "a.gz": zeros,
}
QUICK = [name for name in BOMBS if name.startswith(("laughs", "outside"))]


def outcome(path: Path) -> list[str]:
    """Read a file as a run does; return its documents' bodies and the reasons why others failed."""
    ended: list[str] = []
    with isolated() as children:
        reader = reading_in(children)
        for item in gather([str(path)], Settings()):
            if not isinstance(item, Found):
                ended.append(item.reason)
                continue
            capture = pipeline.capture_of(item)
            doc = pipeline.doc_id(capture)
            try:
                ended.append(reader(capture, item.data, doc=doc, settings=Settings()).decode())
            except UnreadableCapture as err:
                ended.append(err.reason)
    return ended


def assert_bounded(path: Path) -> None:
    """Read a file, and check what it cost this process."""
    harmless = path.with_name("harmless.zip")
    harmless.write_bytes(samples.zipped({"a.html": samples.html(), "b.txt": b"Words."}))
    outcome(harmless)  # loads what any file needs
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()

    ended = outcome(path)

    took = time.monotonic() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(f"{path.name}: {took:.1f} s, parent grew by {grown} MiB: {ended[-1][:100]}")
    assert took < MOST_SECONDS
    assert grown < MOST_GROWTH
    assert ended
    assert all(ended)
    assert not any("root:" in text or "lollol" in text for text in ended)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in QUICK:
        (folder / name).write_bytes(BOMBS[name]())

    assert_bounded(folder)


@pytest.mark.nightly
@pytest.mark.parametrize("name", sorted(set(BOMBS) - set(QUICK)))
def test_what_unpacks_to_a_gigabyte_costs_little(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    assert path.stat().st_size < 12_000_000

    assert_bounded(path)


def test_a_picture_in_an_office_file_is_never_unpacked() -> None:
    body = samples.docx()
    out = io.BytesIO(body)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG" + b"\x00" * 30_000_000)

    began = time.process_time()
    found = Found(location="a.docx", media_type=DOCX, data=out.getvalue())
    capture = pipeline.capture_of(found)
    doc = read(capture, found.data, doc=pipeline.doc_id(capture), settings=Settings())

    assert doc.title == samples.TITLE
    assert time.process_time() - began < 3
