"""What containers hold is read, each member under its own name, within limits that are said."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from tests import samples

from reportedly.captures import Found, gather, limits
from reportedly.captures.expand import Place, expand
from reportedly.captures.media import WARC, ZIP
from reportedly.records import Rejection
from reportedly.settings import Settings


def taken(path: Path, settings: Settings | None = None) -> list[Found | Rejection]:
    return list(gather([str(path)], settings or Settings()))


def inner(items: list[Found | Rejection], path: Path) -> list[str]:
    return [item.location.removeprefix(path.as_posix()) for item in items]


def opened(data: bytes, kind: str = ZIP) -> list[Found | Rejection]:
    place = Place(location="a", media_type=kind)
    return list(expand(io.BytesIO(data), place, size=len(data), settings=Settings()))


def test_every_format_gives_documents_and_nothing_is_refused(tmp_path: Path) -> None:
    for name, data in samples.every_format().items():
        (tmp_path / name).write_bytes(data)

    items = taken(tmp_path)

    assert [item for item in items if isinstance(item, Rejection)] == []
    assert inner(items, tmp_path) == [
        "/a.atom#tag:1",
        "/a.csv#7",
        "/a.csv#8",
        "/a.docx",
        "/a.eml",
        "/a.html",
        "/a.jsonl#1",
        "/a.mbox#1",
        "/a.mbox#2",
        "/a.odt",
        "/a.pdf",
        "/a.rss#https://kestrel.example/1",
        "/a.rtf",
        "/a.txt",
        "/a.wacz#archive/data.warc.gz#https://kestrel.example/3",
        "/a.warc#https://kestrel.example/1",
        "/a.warc.gz#https://kestrel.example/2",
        "/a.zip#inner/one.txt",
        "/a.zip#two.docx",
    ]


def test_members_are_kept_byte_for_byte(tmp_path: Path) -> None:
    odd = b"One\r\nline \xff\x00 and another\r\n\xef\xbb\xbf" + samples.FIRST.encode()
    (tmp_path / "a.zip").write_bytes(samples.zipped({"odd.txt": odd, "page": samples.html()}))
    (tmp_path / "b.warc").write_bytes(samples.warc({"https://k.example/": samples.html()}))

    found = [item for item in taken(tmp_path) if isinstance(item, Found)]

    assert [item.data for item in found] == [odd, samples.html(), samples.html()]


def test_a_large_container_is_read_as_a_small_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(samples.zipped({"one.txt": b"One", "two.txt": b"Two"}))
    small = taken(path)

    monkeypatch.setattr("reportedly.captures.apart.SENT", 10)

    assert taken(path) == small


def test_names_that_lead_elsewhere_are_only_labels(tmp_path: Path) -> None:
    names = ["../../etc/a.txt", "/abs/b.txt", "C:\\c.txt", "a\nb\x1b[31m.txt", "e" * 900 + ".txt"]
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(samples.zipped({name: name.encode() for name in names}))
    before = sorted(tmp_path.rglob("*"))

    items = taken(path)

    assert all(isinstance(item, Found) for item in items)
    assert all(item.location.isprintable() and len(item.location) < 500 for item in items)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_inside_an_archive_is_not_followed(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("passwords.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    (one,) = opened(out.getvalue())

    assert isinstance(one, Rejection)
    assert one.reason == "a link, not a file"


def test_what_archivers_add_for_themselves_is_passed_over() -> None:
    data = samples.zipped({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "a.txt": b"Words"})

    assert [item.location for item in opened(data)] == ["a#a.txt"]


def test_a_name_that_comes_twice_gets_its_turn() -> None:
    data = samples.zipped({"a.txt": b"One", "b.txt": b"Two"}).replace(b"b.txt", b"a.txt")

    assert [item.location for item in opened(data)] == ["a#a.txt", "a#a.txt~2"]


def test_a_damaged_member_costs_itself_alone() -> None:
    data = bytearray(samples.zipped({"a.txt": b"Words" * 50, "b.txt": b"Other words"}))
    data[40] ^= 0xFF

    first, second = opened(bytes(data))

    assert isinstance(first, Rejection)
    assert "damaged" in first.reason
    assert isinstance(second, Found)


def test_archives_in_archives_are_read_down_to_the_third() -> None:
    data = samples.zipped({"a.txt": b"Words"})
    for depth in range(1, 5):
        (one,) = opened(data)
        assert isinstance(one, Found if depth < 4 else Rejection)
        assert one.location.count("#") == min(depth, 3)
        data = samples.zipped({"in.zip": data})


def test_an_archive_that_unpacks_to_too_much_is_cut_with_a_reason() -> None:
    parts = {f"{i}.txt": b"a" * 5_000_000 for i in range(10)}

    items = opened(samples.zipped(parts))

    assert sum(len(item.data) for item in items if isinstance(item, Found)) <= limits.HONEST
    assert isinstance(items[-1], Rejection)
    assert "100 times its size" in items[-1].reason


def test_an_archive_of_too_many_members_is_cut_with_a_reason() -> None:
    items = opened(samples.zipped({f"{i}.txt": b"Words" for i in range(limits.MOST_MEMBERS + 5)}))

    assert len(items) == limits.MOST_MEMBERS + 1
    assert isinstance(items[-1], Rejection)
    assert "more than 10,000 members" in items[-1].reason


def test_a_web_archive_that_unpacks_to_too_much_is_cut_with_a_reason() -> None:
    data = samples.warc({f"https://k.example/{i}": b"<html>" + b"a" * 4_000_000 for i in range(5)})

    items = opened(data, WARC)

    assert isinstance(items[-1], Rejection)
    assert "100 times its size" in items[-1].reason


def test_only_pages_of_a_web_archive_are_documents() -> None:
    pages = samples.warc({"https://k.example/": samples.html()})
    pictures = samples.warc({"https://k.example/x": b"\x89PNG...."}, kind="image/png")

    (one,) = opened(pages + pictures, WARC)

    assert isinstance(one, Found)
    assert one.given == (("retrieved", "2031-04-13T10:00:00Z"), ("url", "https://k.example/"))


def test_a_mail_gives_itself_and_what_hangs_on_it(tmp_path: Path) -> None:
    mail, release = samples.mail(), samples.docx()
    mail.add_attachment(
        release, maintype="application", subtype="octet-stream", filename="release.docx"
    )
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())

    items = taken(path)

    assert inner(items, path) == ["", "#release.docx"]
    assert isinstance(items[1], Found)
    assert items[1].data == release


def test_a_mail_in_a_mailbox_stays_as_it_was() -> None:
    mails = [samples.mail(), samples.mail("A second mail", ("From the harbour: nothing.",))]
    place = Place(location="a", media_type="application/mbox")
    data = samples.mailbox(mails)

    items = list(expand(io.BytesIO(data), place, size=len(data), settings=Settings()))

    assert [i.data.strip() for i in items if isinstance(i, Found)] == [
        mail.as_bytes().strip() for mail in mails
    ]
