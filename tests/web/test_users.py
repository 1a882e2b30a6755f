"""A workbench for several machines: users, passwords, and refusing to start without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.cli.serving import Way, _check
from reportedly.errors import BadSetting
from reportedly.web import Config, create_app
from reportedly.web.sessions import IDLE, Sessions
from reportedly.web.users import admits, hashed, read_users

PASSWORD = "a long enough password"
ORIGIN = "https://desk.example.org"


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("users") / "users.txt"
    file.write_text(f"# reviewers\n{hashed('ada', PASSWORD)}\n", encoding="utf-8")
    return file


def test_a_password_admits_its_user_alone(users: Path) -> None:
    known = read_users(users)

    assert admits(known, "ada", PASSWORD)
    assert not admits(known, "ada", PASSWORD + "x")
    assert not admits(known, "eve", PASSWORD)
    assert PASSWORD not in users.read_text("utf-8")


@pytest.mark.parametrize("line", ["ada", "ada:plain", ":$argon2id$x", "a:b:$argon2id$x", "", "#x"])
def test_a_users_file_of_another_form_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "u.txt").write_text(line, encoding="utf-8")

    with pytest.raises(BadSetting, match="users file"):
        read_users(tmp_path / "u.txt")


def test_other_machines_are_let_in_only_with_users_and_encryption(users: Path) -> None:
    open_to_all = {"host": "0.0.0.0", "names": ("desk.example.org",)}

    for way, missing in [
        (Way(host="0.0.0.0"), "--users"),
        (Way(host="192.168.1.4", behind_proxy=True), "--users"),
        (Way(host="127.0.0.1", behind_proxy=True), "--users"),
        (Way(host="0.0.0.0", users=users), "--behind-proxy"),
        (Way(host="0.0.0.0", users=users, cert=users), "go together"),
        (Way(host="0.0.0.0", users=users, behind_proxy=True), "--name"),
    ]:
        with pytest.raises(BadSetting, match=missing):
            _check(way)
    _check(Way(users=users, behind_proxy=True, **open_to_all))  # type: ignore[arg-type]  # by name
    _check(Way(host="127.0.0.1"))


def test_users_sign_in_with_their_password_and_out(users: Path, ledger: Path) -> None:
    config = Config(
        root=ledger, names=("desk.example.org",), scheme="https", bare=True, users=users
    )
    app = create_app(config)
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN, "Accept": "text/html"}
    client = TestClient(app, base_url=ORIGIN, headers=headers)

    away = client.get("/", follow_redirects=False)
    wrong = client.post("/sign-in", data={"name": "ada", "password": "something else"})
    right = client.post("/sign-in", data={"name": "ada", "password": PASSWORD})
    inside = client.get("/")
    client.post("/sign-out")
    outside = client.get("/", follow_redirects=False)
    app.state.bench.clerk.close()

    assert (away.status_code, away.headers["location"]) == (303, "/sign-in")
    assert wrong.status_code == 403
    assert "secure" in right.headers["set-cookie"].lower()
    assert "signed in as ada" in inside.text
    assert outside.status_code == 303


def test_a_session_left_alone_ends() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    session = sessions.open("ada")

    now[0] = IDLE - 1
    assert sessions.reviewer(session) == "ada"
    now[0] += IDLE + 1
    assert sessions.reviewer(session) is None
