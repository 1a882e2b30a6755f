"""The commands on a shared ledger, as a user meets them; the password is never among the words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.test_cli import LOCAL, WIRE
from tests.postgres import PASSWORD, Server


@dataclass(frozen=True)
class Desk:
    """A place to work at, and what was said there."""

    folder: Path
    address: str  # with the password
    said: list[str]

    def reportedly(self, *arguments: str, stdin: str = "", ledger: str = "") -> int:
        """Run the program in a process of its own; keep what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "reportedly", *arguments],
            capture_output=True,
            input=stdin,
            encoding="utf-8",
            check=False,
            cwd=self.folder,
            env={
                **os.environ,
                "REPORTEDLY_LEDGER": ledger or self.address,
                "XDG_STATE_HOME": str(self.folder / "state"),
                "PGPASSFILE": "/nowhere",
            },
        )
        self.said.append(done.stdout + done.stderr)
        return done.returncode


@pytest.fixture(scope="module")
def desk(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    database = server.ledger().database
    secret = quote(PASSWORD, safe="")
    address = f"postgresql://keeper:{secret}@127.0.0.1:{server.port}/{database}"
    made = Desk(tmp_path_factory.mktemp("desk"), address, [])
    lines = "".join(json.dumps(one) + "\n" for one in (WIRE, LOCAL))
    assert made.reportedly("run", "-", "--workers", "1", stdin=lines) == 0, made.said
    return made


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["rows"], 0, "killed"),
        (["verify"], 0, "2 documents checked, whole"),
        (["doctor"], 0, "pg8000"),
        (["settings", "--from", "team.toml"], 0, "eager"),
        (["export", "--out", "out"], 0, "tables: out"),
        (["report"], 0, "report: "),
        (["backup", "safe"], 1, "pg_dump --format=custom --file=safe.dump"),
    ],
)
def test_a_command_works_as_on_a_folder(desk: Desk, words: list[str], code: int, says: str) -> None:
    (desk.folder / "team.toml").write_text('merge = "eager"\n', encoding="utf-8")

    assert desk.reportedly(*words) == code, desk.said[-1]
    assert says in desk.said[-1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("@", "x@"), "does not let keeper in"),
        (("/t", "/none"), "there is no such database"),
        (("127.0.0.1", "nowhere.invalid"), "the server cannot be reached"),
        (("postgresql", "postgrespl"), "another kind of address"),
    ],
)
def test_what_goes_wrong_is_one_sentence(desk: Desk, change: tuple[str, str], says: str) -> None:
    old, new = change
    wrong = new.join(desk.address.rsplit(old, 1))

    assert desk.reportedly("rows", ledger=wrong) == 1
    assert says in desk.said[-1]
    assert desk.said[-1].count("\n") == 1


def test_no_password_is_in_what_was_said_or_written(desk: Desk) -> None:
    assert desk.reportedly("export", "--out", "kept") == 0, desk.said[-1]

    written = [p.read_bytes() for p in desk.folder.rglob("*") if p.is_file()]

    for secret in (PASSWORD, quote(PASSWORD, safe="")):
        assert not [said for said in desk.said if secret in said]
        assert not [data for data in written if secret.encode() in data]
    assert len(written) > 5
