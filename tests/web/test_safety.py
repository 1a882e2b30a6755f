"""What the gate refuses, and what every answer carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.store import decisions
from reportedly.web.config import is_loopback
from tests.web.addresses import WRITES, addresses
from tests.web.conftest import HOME, PORT, SAME_ORIGIN

HOSTILE_HOSTS = (
    "evil.example",
    f"evil.example:{PORT}",
    f"127.0.0.1.evil.example:{PORT}",
    "127.0.0.1",
    "127.0.0.1:1",
    f"127.0.0.1:{PORT}0",
    f"127.0.0.1:{PORT}@evil.example",
    f"evil.example@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}, evil.example",
    f"127.0.0.1:{PORT}#",
    f"127.0.0.1:{PORT}/",
    f"0.0.0.0:{PORT}",
    f"[::]:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"localhost.:{PORT}",
    f"2130706433:{PORT}",
    f"0x7f.1:{PORT}",
    f"127.1:{PORT}",
    "localhost",
    "",
)
NEEDED = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
LOADED_FROM = {"'none'", "'self'", "data:"}


def policy(text: str) -> dict[str, list[str]]:
    """Return a Content-Security-Policy by directive."""
    parts = [part.split() for part in text.split(";") if part.strip()]
    assert len({name for name, *_ in parts}) == len(parts), "a directive given twice counts once"
    return {name: values for name, *values in parts}


def test_every_answer_carries_a_strict_policy(client: TestClient, app: FastAPI) -> None:
    for address in (*addresses(app), "/nowhere", "/static/workbench.js", "/static/none.js"):
        headers = client.get(address).headers
        found = policy(headers["content-security-policy"])

        assert found["default-src"] == ["'none'"], address
        assert found["frame-ancestors"] == ["'none'"], address
        if "sandbox" not in found:
            assert NEEDED.items() <= found.items(), address
        assert {v for vs in found.values() for v in vs} <= LOADED_FROM, address
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "same-origin", address


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_a_host_that_is_not_ours_is_refused(client: TestClient, app: FastAPI, host: str) -> None:
    for address in addresses(app):
        assert client.get(address, headers={"Host": host}).status_code == 421


def test_two_hosts_are_refused(client: TestClient) -> None:
    ours = HOME.removeprefix("http://")

    answer = client.get("/", headers=[("Host", ours), ("Host", "evil.example")])

    assert answer.status_code == 421


def test_nothing_is_shown_without_a_session(app: FastAPI) -> None:
    stranger = TestClient(app, base_url=HOME, headers=SAME_ORIGIN)

    for address in addresses(app):
        if not address.startswith(("/enter", "/sign-in")):
            assert stranger.get(address).status_code == 401, address


def test_a_guessed_session_is_none(app: FastAPI) -> None:
    cookie = {app.state.bench.config.cookie: "x" * 43}
    stranger = TestClient(app, base_url=HOME, headers=SAME_ORIGIN, cookies=cookie)

    assert stranger.get("/").status_code == 401


def test_every_page_names_an_icon_that_anyone_may_fetch(client: TestClient, app: FastAPI) -> None:
    token = app.state.bench.sessions.invite("ada")
    stranger = TestClient(app, base_url=HOME, headers=SAME_ORIGIN)

    for page in (stranger.get("/enter", params={"token": token}), client.get("/")):
        (icon,) = re.findall(r'<link rel="icon" href="([^"]+)">', page.text)
        assert stranger.get(icon).headers["content-type"].startswith("image/svg+xml")


def test_the_address_that_signs_in_works_once(app: FastAPI) -> None:
    token = app.state.bench.sessions.invite("ada")
    first = TestClient(app, base_url=HOME).get("/enter", params={"token": token})
    second = TestClient(app, base_url=HOME).get("/enter", params={"token": token})

    cookie = first.headers["set-cookie"].lower()
    assert len(token) >= 43
    assert first.status_code == 200
    assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))
    assert second.status_code == 403
    assert "set-cookie" not in second.headers


FOREIGN = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "another port": {"Sec-Fetch-Site": "same-site"},
    "typed": {"Sec-Fetch-Site": "none"},
    "another origin": {"Origin": "https://evil.example"},
    "no scheme": {"Origin": HOME.removeprefix("http://")},
    "another scheme": {"Origin": HOME.replace("http", "https")},
    "a prefix": {"Origin": HOME + ".evil.example"},
    "null origin": {"Origin": "null"},
    "empty origin": {"Origin": ""},
}


@pytest.mark.parametrize("changed", FOREIGN.values(), ids=FOREIGN)
def test_a_write_from_elsewhere_is_refused(
    client: TestClient, app: FastAPI, changed: dict[str, str]
) -> None:
    for address in addresses(app, WRITES):
        answer = client.post(address, headers=SAME_ORIGIN | changed)
        assert answer.status_code == 403, address
    assert decisions.decisions(app.state.bench.store) == ()


@pytest.mark.parametrize("missing", ["Sec-Fetch-Site", "Origin"])
def test_a_write_that_does_not_say_where_from_is_refused(
    client: TestClient, app: FastAPI, missing: str
) -> None:
    bare = TestClient(app, base_url=HOME, cookies=client.cookies)

    for address in addresses(app, WRITES):
        headers = {name: value for name, value in SAME_ORIGIN.items() if name != missing}
        assert bare.post(address, headers=headers).status_code == 403, address


def test_a_write_without_a_session_is_refused(app: FastAPI) -> None:
    stranger = TestClient(app, base_url=HOME, headers=SAME_ORIGIN)

    for address in addresses(app, WRITES):
        if address != "/sign-in":
            assert stranger.post(address).status_code == 401, address


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_write_route_takes_nothing_but_post(
    client: TestClient, app: FastAPI, method: str
) -> None:
    reads = set(addresses(app))
    for address in addresses(app, WRITES):
        if not (method == "GET" and address in reads):
            assert client.request(method, address).status_code in (404, 405), address


def test_a_page_of_another_site_cannot_load_ours(client: TestClient) -> None:
    for site in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        assert client.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize("length", ["99999999999999999999999", "-1", "1e3", "０"])
def test_a_body_of_a_hostile_length_is_refused(client: TestClient, length: str) -> None:
    answer = client.post("/decisions", headers=[(b"Content-Length", length.encode())])

    assert answer.status_code == 413


def test_an_original_is_a_sandboxed_attachment(client: TestClient, app: FastAPI) -> None:
    doc = sorted(app.state.bench.index().documents)[0]

    answer = client.get(f"/documents/{doc}/original")

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in policy(answer.headers["content-security-policy"])
    assert answer.content


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.org", False),
        ("127.0.0.1.example.org", False),
        ("", False),
    ],
)
def test_only_loopback_is_this_machine(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def _dots() -> list[str]:
    up = (
        "../",
        "..%2f",
        "%2e%2e/",
        "%2e%2e%2f",
        "..\\",
        "..%5c",
        "%252e%252e%252f",
        "....//",
        "..%c0%af",
    )
    ends = ("etc/passwd", "reportedly.toml", "ledger.sqlite", "app.py", "originals")
    return [dots * depth + end for dots in up for depth in (1, 2, 4) for end in ends]


TRAVERSALS = [start + path for path in _dots() for start in ("/static/", "/documents/")]


def test_no_path_reaches_the_disk(client: TestClient, ledger: Path) -> None:
    assert len(TRAVERSALS) >= 200
    secrets = [
        b"root:",
        (ledger / "reportedly.toml").read_bytes()[:40],
        b"SQLite format",
        b"import",
    ]

    for path in TRAVERSALS:
        answer = client.get(path, follow_redirects=False)

        assert answer.status_code in (400, 404), path
        assert not any(secret in answer.content for secret in secrets), path
