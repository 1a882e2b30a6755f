"""Fetch one page of the public web, when the user asks for it, and keep it as a web archive.

Invariant: nothing is connected to but an address that was checked; a host is looked up once and
the answer pinned, on every redirect anew. Proxies, cookies and passwords are never used.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from reportedly.captures.addresses import CHECK, Address, is_public, resolve
from reportedly.captures.robots import allows
from reportedly.errors import UnreadableCapture

PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset((301, 302, 303, 307, 308))
MOST_REDIRECTS = 3
MEGABYTE = 1_048_576
PIECE = 65_536  # bytes
LONGEST = 2_000  # code points of an address
AGENT = "reportedly"
LATER = "try again later, or save the page with a browser and add the file"
SAVE = "save the page with a browser and add the file"
SAFE = "/:?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What may be fetched.

    Args:
        permitted: addresses that may be reached though they are not public; for tests alone.
    """

    seconds: float = 20.0  # for one page, redirects and robots.txt included
    most: int = 20 * MEGABYTE  # bytes of an answer's body
    permitted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as sent and received."""

    url: str
    address: str  # that was connected to
    request: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes  # the transfer's own chunks undone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """One fetch under way: its rules, when it must be over, and the rules of sites seen so far."""

    rules: Rules
    end: float  # on the monotonic clock
    robots: dict[str, str] = field(default_factory=dict)  # by scheme, host and port

    def left(self) -> float:
        """Return the seconds left.

        Raises:
            UnreadableCapture: there are none.
        """
        left = self.end - time.monotonic()
        if left <= 0:
            raise UnreadableCapture(f"it took longer than {self.rules.seconds:.0f} s", LATER)
        return left


def fetch(url: str, rules: Rules | None = None) -> tuple[Exchange, ...]:
    """Return the exchanges that lead to a page: redirects first, the page last.

    Raises:
        UnreadableCapture: the page may not or could not be fetched, and why.
    """
    rules = rules or Rules()
    visit = _Visit(rules=rules, end=time.monotonic() + rules.seconds)
    made = tuple(_followed(url, visit, polite=True))
    last = made[-1]
    if last.status != http.HTTPStatus.OK:
        raise UnreadableCapture(f"the server answered {last.status} {last.reason[:60]}", SAVE)
    return made


def _followed(url: str, visit: _Visit, *, polite: bool) -> Iterator[Exchange]:
    """Yield the exchanges from an address to where it leads; `polite` asks each site's rules."""
    for _ in range(MOST_REDIRECTS + 1):
        place = _checked(url)
        if polite and not allows(_robots(place, visit), urlunsplit(place)):
            raise UnreadableCapture("the site's robots.txt asks programs not to fetch this", SAVE)
        exchange = _exchange(place, visit)
        yield exchange
        target = dict(exchange.headers).get("location", "")
        if exchange.status not in REDIRECTS or not target:
            return
        url = urljoin(exchange.url, target)
    raise UnreadableCapture(f"it leads through more than {MOST_REDIRECTS} redirects", CHECK)


def _checked(url: str) -> SplitResult:
    """Return the parts of an address of the web.

    Raises:
        UnreadableCapture: it is of another kind, or carries a password.
    """
    plain = url.strip()
    try:
        place = urlsplit(plain)
        port = place.port
        host = (place.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as err:
        raise UnreadableCapture("this is no address of the web", CHECK) from err
    if place.scheme not in PORTS:
        raise UnreadableCapture("only addresses with http or https are fetched", CHECK)
    if not host or len(plain) > LONGEST or any(ord(sign) < 33 for sign in plain):
        raise UnreadableCapture("this is no address of the web", CHECK)
    if place.username is not None or place.password is not None:
        raise UnreadableCapture("addresses with a name or a password are not fetched", CHECK)
    bare = f"[{host}]" if ":" in host else host
    path = quote(place.path or "/", safe=SAFE)
    home = bare if port in (None, PORTS[place.scheme]) else f"{bare}:{port}"
    return SplitResult(place.scheme, home, path, quote(place.query, safe=SAFE), "")


def _robots(place: SplitResult, visit: _Visit) -> str:
    """Return a site's rules for programs; "" when it has none.

    Raises:
        UnreadableCapture: they could not be fetched, so that nobody knows.
    """
    home = f"{place.scheme}://{place.netloc}"
    if home not in visit.robots:
        last = list(_followed(f"{home}/robots.txt", visit, polite=False))[-1]
        if last.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise UnreadableCapture(f"the site's robots.txt answered {last.status}", LATER)
        found = last.status == http.HTTPStatus.OK
        visit.robots[home] = last.body.decode("utf-8", "replace") if found else ""
    return visit.robots[home]


def _exchange(place: SplitResult, visit: _Visit) -> Exchange:
    """Ask one server once, at an address that was checked."""
    host, port = place.hostname or "", place.port or PORTS[place.scheme]
    address = _address(host, port, visit)
    target = f"{place.path}?{place.query}" if place.query else place.path
    request = {
        "Host": place.netloc,
        "User-Agent": f"{AGENT} (reads public pages when a person asks; respects robots.txt)",
        "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    try:
        with _connected(
            host, (str(address), port), visit, secure=place.scheme == "https"
        ) as connection:
            connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            body = _body(answer, visit)
    except (OSError, http.client.HTTPException, ValueError) as err:
        visit.left()
        raise UnreadableCapture(f"the server did not answer: {type(err).__name__}", LATER) from err
    return Exchange(
        url=urlunsplit(place),
        address=str(address),
        request=tuple(request.items()),
        status=answer.status,
        reason=answer.reason,
        headers=tuple((name.lower(), value) for name, value in answer.getheaders()),
        body=body,
    )


def _address(host: str, port: int, visit: _Visit) -> Address:
    """Return the one address that is connected to.

    Raises:
        UnreadableCapture: one of the host's addresses is not public.
    """
    found = resolve(host, port, seconds=visit.left())
    for address in found:
        if not is_public(address) and str(address) not in visit.rules.permitted:
            named = "" if host == str(address) else f"{host} is "
            raise UnreadableCapture(f"{named}{address}, which is not a public address", CHECK)
    if not found:
        raise UnreadableCapture(f"there is no host {host}", CHECK)
    return found[0]


@contextmanager
def _connected(
    host: str, place: tuple[str, int], visit: _Visit, *, secure: bool
) -> Iterator[http.client.HTTPConnection]:
    """Yield a connection to an address; whatever the server does, it ends when time is up."""
    raw = socket.create_connection(place, timeout=visit.left())
    watch = threading.Timer(visit.left(), _cut, (raw,))
    watch.daemon = True
    watch.start()
    connection = http.client.HTTPConnection(host, place[1])
    try:
        secured = (
            ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
        )
        connection.sock = secured
        yield connection
    finally:
        watch.cancel()
        connection.close()
        raw.close()


def _cut(raw: socket.socket) -> None:
    with suppress(OSError):
        raw.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse, visit: _Visit) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read(PIECE):
        visit.left()
        pieces.append(piece)
        size += len(piece)
        if size > visit.rules.most:
            most = visit.rules.most // MEGABYTE
            raise UnreadableCapture(f"the page is larger than {most} MB", SAVE)
    return b"".join(pieces)
