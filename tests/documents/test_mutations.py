"""Whatever is changed in a file of any format, it is read or refused with a reason."""

from __future__ import annotations

import random
import time
from pathlib import PurePath

import pytest
from tests import samples

from reportedly.captures import Found
from reportedly.captures.expand import CONTAINERS, Place, expand
from reportedly.captures.media import MAIL, kind_of_bytes
from reportedly.documents import read
from reportedly.errors import UnreadableCapture
from reportedly.records import Capture, CaptureId, DocId, Document
from reportedly.settings import Settings

FORMATS = sorted(samples.every_format())
FEW, MANY = 15, 10_000  # inputs a format; FEW in the ordinary run: 240 in all
SLOW = 10  # seconds of one input that count as a hang
XXE = b"<!ENTITY x SYSTEM 'file:///etc/passwd'>"
PIECES = (b"\x00", b"\xff", b"<", b">", b"{", b"}", b"\\", b"(", b")", b"\r\n", b"%", b"=?utf-8?",
          b"PK\x03\x04", b"endobj", b"9" * 30, XXE)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes changed, cut, doubled, moved or set in."""
    body = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not body:
            break
        start = chance.randrange(len(body))
        end = min(len(body), start + chance.choice((1, 1, 2, 8, 64, 512)))
        act = chance.randrange(6)
        if act == 0:
            body[start] ^= 1 << chance.randrange(8)
        elif act == 1:
            del body[start:end]
        elif act == 2:
            body[start:start] = body[start:end] * chance.randint(1, 20)
        elif act == 3:
            body[start:start] = chance.choice(PIECES)
        elif act == 4:
            body[start:end] = chance.randbytes(end - start)
        else:
            del body[start:]
    return bytes(body)


def outcome(name: str, data: bytes) -> int:
    """Read bytes as the program does; return how many documents came of it."""
    kind = kind_of_bytes(PurePath(name), data)
    if kind.media_type is None:
        assert kind.name
        return 0
    found = [Found(location=name, media_type=kind.media_type, data=data)]
    if kind.media_type in CONTAINERS:
        place = Place(location=name, media_type=kind.media_type)
        items = [*expand(samples.stream(data), place, size=len(data), settings=Settings())]
        held = [item for item in items if isinstance(item, Found)]
        found = [*found, *held] if kind.media_type == MAIL else held
        assert all(i.reason and i.remedy for i in items if not isinstance(i, Found))
    ended = [read_or_reason(item) for item in found]
    assert all(e.reason and e.remedy for e in ended if isinstance(e, UnreadableCapture))
    return sum(isinstance(e, Document) for e in ended)


def read_or_reason(item: Found) -> Document | UnreadableCapture:
    capture = Capture(
        id=CaptureId("0" * 64),
        location=item.location,
        media_type=item.media_type,
        size=len(item.data),
        given=item.given,
    )
    try:
        doc = read(capture, item.data, doc=DocId("d"), settings=Settings())
    except UnreadableCapture as err:
        return err
    doc.text.encode("utf-8")
    assert all(block.span.of(doc.text).strip() for block in doc.blocks)
    return doc


def assert_survives(name: str, count: int, seed: int) -> tuple[int, int]:
    """Read mutated files of a format; return how many were read and how many refused."""
    chance = random.Random(f"{name}{seed}")
    data = samples.every_format()[name]
    counts = [0, 0]
    for number in range(count):
        began = time.process_time()
        counts[outcome(name, mutated(data, chance)) == 0] += 1
        assert time.process_time() - began < SLOW, f"{name}: input {number} of seed {seed}"
    return counts[0], counts[1]


@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_file_is_read_or_refused(name: str) -> None:
    assert sum(assert_survives(name, FEW, 1)) == FEW


@pytest.mark.nightly
@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_changed_files_are_read_or_refused(name: str) -> None:
    read_, refused = assert_survives(name, MANY, 2)

    print(f"{name}: {read_} read, {refused} refused")
    assert read_ + refused == MANY
