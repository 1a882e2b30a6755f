"""What may not be fetched is never connected to; what may be is kept as a web archive."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests import samples

from reportedly.captures import Found
from reportedly.captures.expand import Place, expand
from reportedly.captures.fetch import Exchange, Rules, fetch
from reportedly.captures.media import WARC
from reportedly.captures.robots import allows
from reportedly.captures.warcwrite import archive, file_name
from reportedly.errors import UnreadableCapture
from reportedly.settings import Settings

HERE = "127.0.0.3"  # an address of this machine that no test address means
ALLOWED = Rules(permitted=frozenset({HERE}), seconds=10)
AT = datetime(2031, 4, 13, 8, 15, tzinfo=UTC)


@dataclass
class Site:
    """A server on this machine: its pages, and what it was asked."""

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"http://{HERE}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            status, headers, body = found.pages.get(self.path, (404, {}, b"none"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer((HERE, 0), Handler)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def knocks() -> Iterator[tuple[int, list[int]]]:
    """A port that listens on every address of this machine, and what was connected to it."""
    try:
        server = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    except (OSError, ValueError):
        server = socket.create_server(("", 0))
    server.settimeout(0.02)
    made: list[int] = []
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                continue
            made.append(1)
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], made
    stop.set()
    thread.join()
    server.close()


HOSTS = (
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1",
    "0177.0.0.1", "017700000001", "0x7f.1", "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.",
    "①②⑦.⓪.⓪.①", "127。0。0。1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1]", "[fc00::1]",
    "[fd12:3456::1]", "[ff02::1]", "[2001:db8::1]", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.1.254", "169.254.169.254", "0xa9fea9fe",
    "2852039166", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "3232235521",
)  # fmt: skip
OTHERS = (
    "file:///etc/passwd", "ftp://{here}/a", "gopher://{here}/_a", "dict://{here}/a", "ws://{here}/",
    "javascript:alert(1)", "data:text/html,a", "//{here}/", "{here}/", "http:///a", "http://",
    "http://user:word@{here}/", "http://example.org@{here}/", "http://{here}\\@example.org/",
    "http://{here}/\r\nHost: x", "http://{here}:99999/", "jar:http://{here}!/a", "ldap://{here}/",
)  # fmt: skip


def test_none_of_seventy_addresses_is_connected_to(knocks: tuple[int, list[int]]) -> None:
    port, made = knocks
    urls = [f"http://{host}:{port}/" for host in HOSTS]
    urls += [other.format(here=f"127.0.0.1:{port}") for other in OTHERS]
    assert len(urls) >= 70

    for url in urls:
        with pytest.raises(UnreadableCapture) as err:
            fetch(url)
        assert err.value.remedy

    time.sleep(0.1)
    assert made == []


def test_no_redirect_leads_to_what_may_not_be_fetched(
    site: Site, knocks: tuple[int, list[int]]
) -> None:
    port, made = knocks
    targets = [f"http://{host}:{port}/" for host in HOSTS]
    targets += [f"file:///etc/passwd?{port}", f"//127.0.0.2:{port}/", f"ftp://127.0.0.1:{port}/"]
    for number, target in enumerate(targets):
        where = target.encode().decode("latin-1")
        site.pages[f"/{number}"] = (302, {"Location": where}, b"")

    reached = 0
    for number in range(len(targets)):
        with pytest.raises(UnreadableCapture) as err:
            fetch(site.url(f"/{number}"), ALLOWED)
        reached += f"/{number}" in site.asked
        assert "public" in f"{err.value}" or "http" in f"{err.value}" or "no host" in f"{err.value}"

    time.sleep(0.1)
    assert reached == len(targets)
    assert made == []


def test_a_page_is_kept_with_request_answer_address_and_time(site: Site) -> None:
    site.pages["/a?b=1"] = (200, {"Content-Type": "text/html; charset=utf-8"}, samples.html())

    exchanges = fetch(site.url("/a?b=1"), ALLOWED)
    data = archive(exchanges, AT)

    place = Place(location="a.warc.gz", media_type=WARC)
    (one,) = expand(io.BytesIO(data), place, size=len(data), settings=Settings())
    assert isinstance(one, Found)
    assert one.data == samples.html()
    assert one.given == (
        ("charset", "utf-8"),
        ("retrieved", "2031-04-13T08:15:00Z"),
        ("url", site.url("/a?b=1")),
    )
    assert file_name(exchanges[-1], AT) == "20310413T081500Z-127.0.0.3.warc.gz"
    words = samples.gunzipped(data)
    assert b"GET /a?b=1 HTTP/1.1" in words
    assert b"WARC-IP-Address: 127.0.0.3" in words


def test_three_redirects_are_followed_and_kept_and_a_fourth_is_not(site: Site) -> None:
    for number in range(4):
        site.pages[f"/{number}"] = (301, {"Location": f"/{number + 1}"}, b"")
    site.pages["/4"] = (200, {"Content-Type": "text/html"}, samples.html())

    found = fetch(site.url("/1"), ALLOWED)

    assert [one.status for one in found] == [301, 301, 301, 200]
    with pytest.raises(UnreadableCapture, match="more than 3 redirects"):
        fetch(site.url("/0"), ALLOWED)


def test_what_robots_txt_closes_is_not_asked_for(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed\n")
    site.pages["/open"] = (200, {}, b"words")
    site.pages["/to"] = (302, {"Location": "/closed/a"}, b"")

    assert fetch(site.url("/open"), ALLOWED)[-1].body == b"words"
    for path in ("/closed/a", "/to"):
        with pytest.raises(UnreadableCapture, match=r"robots\.txt asks"):
            fetch(site.url(path), ALLOWED)
    assert "/closed/a" not in site.asked


def test_a_site_whose_rules_cannot_be_read_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    site.pages["/a"] = (200, {}, b"words")

    with pytest.raises(UnreadableCapture, match=r"robots\.txt answered 503"):
        fetch(site.url("/a"), ALLOWED)
    assert site.asked == ["/robots.txt"]


def test_a_page_that_is_not_there_is_named(site: Site) -> None:
    with pytest.raises(UnreadableCapture, match="the server answered 404"):
        fetch(site.url("/none"), ALLOWED)


def test_a_page_that_is_too_large_is_refused(site: Site) -> None:
    site.pages["/big"] = (200, {}, b"a" * 3_000_000)

    with pytest.raises(UnreadableCapture, match="larger than 1 MB"):
        fetch(site.url("/big"), Rules(permitted=frozenset({HERE}), most=1_048_576))


def test_a_server_that_never_ends_is_cut_off() -> None:
    server = socket.create_server((HERE, 0))

    def drip() -> None:
        connection, _ = server.accept()
        with connection:
            for _ in range(200):
                try:
                    connection.sendall(b"H")
                    threading.Event().wait(0.05)
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    with pytest.raises(UnreadableCapture, match="longer than"):
        fetch(
            f"http://{HERE}:{server.getsockname()[1]}/",
            Rules(permitted=frozenset({HERE}), seconds=1),
        )

    assert time.monotonic() - began < 3
    server.close()


@pytest.mark.parametrize(
    ("robots", "path", "answer"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Reportedly\nDisallow: /x", "/a", True),
        ("User-agent: a\nUser-agent: *\nDisallow: /a # not here", "/a/b", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /%7Ejoe", "/~joe/a", False),
        ("User-agent: *\nDisallow: /" + "*a" * 5000, "/" + "a" * 50_000, False),
        ("Disallow: /\n\x00\xff garbage : :", "/a", True),
    ],
)
def test_robots_txt_is_read_as_the_standard_says(robots: str, path: str, answer: bool) -> None:
    assert allows(robots, f"https://k.example{path}") is answer


def test_an_archive_holds_every_redirect(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (200, {"Content-Type": "text/html"}, samples.html())

    words = samples.gunzipped(archive(fetch(site.url("/a"), ALLOWED), AT))

    assert words.count(b"WARC-Type: request") == words.count(b"WARC-Type: response") == 2


def test_a_name_of_a_file_holds_no_more_than_a_host() -> None:
    odd = Exchange(
        url="https://[::1]:8/../../a", address="::1", request=(), status=200, reason="OK",
        headers=(), body=b"",
    )  # fmt: skip

    assert file_name(odd, AT) == "20310413T081500Z---1.warc.gz"
