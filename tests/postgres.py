"""A PostgreSQL server of the tests' own, of the programs that Debian's package brings.

Data, socket and port are private; what the server acknowledges is on disk, as in daily use. It
refuses to run as root, so root starts it as the user `postgres`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from reportedly.store import Address, open_store

PASSWORD = "open:sesame\\/@"  # with every sign that an address or a password file gives a meaning
OWNER = "keeper"
PLACE = Path("/usr/lib/postgresql")  # Debian's; the newest version counts
PATIENCE = 60  # seconds


def programs() -> Path | None:
    """Return the folder of the server's programs; None when there are none."""
    found = [p.parent for p in PLACE.glob("*/bin/initdb")]
    return max(found, key=lambda p: float(p.parent.name), default=None)


@dataclass
class Server:
    """A server that runs, and can be broken off and started again."""

    bin: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    template: str = ""  # name of the database that new ledgers are copies of

    def run(self, *words: str) -> None:
        """Run one of the server's programs to its end."""
        program, *others = words
        subprocess.run(
            [str(self.bin / program), *others], check=True, capture_output=True, **self._as
        )  # type: ignore[call-overload]  # keyword arguments by platform

    @property
    def _as(self) -> dict[str, object]:
        """Return as whom the programs run."""
        plain = {"cwd": self.folder, "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}}
        return plain | (
            {"user": "postgres", "group": "postgres", "extra_groups": ()}
            if os.geteuid() == 0
            else {}
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.run(
            "pg_ctl", "start", "--wait", f"--timeout={PATIENCE}",
            f"--pgdata={self.folder / 'data'}", f"--log={self.folder / 'log'}",
            f"--options=-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
            " -c max_connections=200 -c shared_buffers=32MB",
        )  # fmt: skip

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; "immediate" is what a crash leaves."""
        data = f"--pgdata={self.folder / 'data'}"
        self.run("pg_ctl", "stop", f"--mode={mode}", "--wait", f"--timeout={PATIENCE}", data)

    def address(self, database: str, *, user: str = OWNER, password: str = PASSWORD) -> Address:
        """Return how a database is reached over the loopback."""
        return Address(
            host="127.0.0.1", port=self.port, user=user, database=database, password=password
        )

    def database(self, template: str = "template1") -> Address:
        """Make a database, empty or like another."""
        name = f"t{uuid4().hex[:12]}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def ledger(self) -> Address:
        """Make a database with a new ledger in it."""
        if not self.template:
            new = self.database()
            open_store(new, create=True).engine.dispose()
            self.template = new.database
        return self.database(self.template)

    def ask(self, statement: str, *, database: str = "postgres") -> list[list[object]]:
        """Run one statement as the owner and return its rows."""
        import pg8000.dbapi

        there = pg8000.dbapi.connect(
            OWNER, "127.0.0.1", database=database, port=self.port, password=PASSWORD
        )
        with closing(there) as connection, closing(connection.cursor()) as cursor:
            connection.autocommit = True
            cursor.execute(statement)
            return [list(row) for row in cursor.fetchall()] if cursor.description else []


@contextmanager
def serving() -> Iterator[Server]:
    """Yield a server of one's own; its data are gone afterwards."""
    found = programs()
    assert found is not None
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="reportedly-pg-"))
    server = Server(found, folder, port)
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres", "postgres")
        server.run(
            "initdb", f"--pgdata={folder / 'data'}", f"--username={OWNER}", "--encoding=UTF8",
            "--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "--no-sync",
        )  # fmt: skip
        server.start()
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
