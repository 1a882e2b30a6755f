"""Addresses are read as PostgreSQL reads them, and never show a password."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadSetting
from reportedly.store import Address, place_of

NOTHING = {"PGPASSFILE": "/nowhere"}


def address(text: str, **environ: str) -> Address:
    found = place_of(text, NOTHING | environ)
    assert isinstance(found, Address)
    return found


@pytest.mark.parametrize("given_", ["story.reportedly", "/a/b", "postgresql", "a:b@c/d"])
def test_what_is_no_address_is_a_folder(given_: str) -> None:
    assert place_of(given_) == Path(given_)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://ana@desk/ferry", "postgresql://ana@desk/ferry"),
        ("postgres://ana:secret@desk:6000/ferry", "postgresql://ana@desk:6000/ferry"),
        ("postgresql://ana:s%40@[::1]/f%2Fy", "postgresql://ana@[::1]/f%2Fy"),
        ("postgresql://ana@/ferry?host=/run/pg", "postgresql://ana@/ferry?host=/run/pg"),
        ("postgresql://ana@desk/ferry?sslmode=verify-full", "postgresql://ana@desk/ferry"),
        ("POSTGRESQL://a%20b@desk/ferry", "postgresql://a%20b@desk/ferry"),
    ],
)
def test_an_address_is_shown_without_its_password(text: str, shown: str) -> None:
    assert str(address(text)) == shown


def test_what_is_left_out_is_filled_in() -> None:
    found = address("postgresql:///ferry", PGUSER="ben")

    assert (found.user, found.port, found.database) == ("ben", 5432, "ferry")
    assert found.host in ("localhost", "/var/run/postgresql")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("postgresql://ana:secret@desk", "no database's name"),
        ("postgresql://ana:secret@desk:port/ferry", "an address with a fault"),
        ("postgresql://ana:secret@[::1/ferry", "an address with a fault"),
        ("postgresql://ana:secret@desk/ferry?sslmode=maybe", "expected sslmode disable, prefer"),
        ("postgresql://ana:secret@desk/ferry?speed=high", "no option of an address is called"),
        ("mysql://ana:secret@desk/ferry", "another kind of address"),
    ],
)
def test_a_faulty_address_is_refused_without_its_password(text: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said) as told:
        place_of(text)

    assert "secret" not in str(told.value)


@given(st.text(min_size=1).filter(lambda t: t.isprintable()))
def test_no_password_is_in_what_is_shown(password: str) -> None:
    found = Address(host="desk", user="ana", database="ferry", password=f"<{password}>")

    assert f"<{password}>" not in f"{found} {found!r}"
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_password_is_taken_from_the_address_then_the_environment_then_the_file(
    tmp_path: Path,
) -> None:
    file = tmp_path / "pgpass"
    file.write_text(
        "# ours\nother:5432:ferry:ana:no\ndesk:*:ferry:ana:with\\:colon:and more\n*:*:*:*:any\n",
        encoding="utf-8",
    )
    kept = {"PGPASSFILE": str(file)}

    for text, environ, password in (
        ("postgresql://ana:given@desk/ferry", {"PGPASSWORD": "env", **kept}, "given"),
        ("postgresql://ana@desk/ferry", {"PGPASSWORD": "env", **kept}, "env"),
        ("postgresql://ana@desk:6000/ferry", kept, "with:colon:and more"),
        ("postgresql://ben@desk/ferry", kept, "any"),
        ("postgresql://ben@desk/ferry", NOTHING, None),
    ):
        found = place_of(text, environ)
        assert isinstance(found, Address)
        assert found.password == password
