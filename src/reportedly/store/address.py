"""Where a shared ledger is: the address of a PostgreSQL database.

Invariant: whatever is printed of an address has no password in it.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from reportedly.errors import BadSetting

SCHEMES = ("postgresql", "postgres")
PORT = 5432
SOCKETS = "/var/run/postgresql"  # where Debian's server listens on this machine
OPTIONS = ("host", "sslmode", "sslrootcert")
SSL_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
FORM = "postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A database, and as whom to enter it. As text it is without the password."""

    host: str  # a name, or the folder of a socket when it begins with "/"
    port: int = PORT
    user: str
    database: str
    password: str | None = field(default=None, repr=False)
    sslmode: str = "prefer"
    sslrootcert: str = ""

    def __str__(self) -> str:
        user, database = quote(self.user, safe=""), quote(self.database, safe="")
        port = "" if self.port == PORT else f":{self.port}"
        if self.host.startswith("/"):
            return f"postgresql://{user}@{port}/{database}?host={quote(self.host)}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgresql://{user}@{host}{port}/{database}"


def place_of(given: str | Path, environ: Mapping[str, str] = os.environ) -> Path | Address:
    """Return what `--ledger` names: a folder, or the address of a shared ledger.

    A password that is not in the address is looked for in PGPASSWORD, then in the file that
    PGPASSFILE names or ~/.pgpass.

    Raises:
        BadSetting: the address cannot be read; the message does not repeat it.
    """
    text = str(given)
    scheme, mark, _ = text.partition("://")
    if not mark:
        return Path(text)
    if scheme.lower() not in SCHEMES:
        raise BadSetting(f"--ledger: expected a folder or {FORM}, found another kind of address")
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError as err:
        raise BadSetting(f"--ledger: expected {FORM}, found an address with a fault") from err
    _check(options)
    host = options.get("host") or unquote(parts.hostname or "") or _nearest()
    user = unquote(parts.username or "") or environ.get("PGUSER") or getpass.getuser()
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise BadSetting(f"--ledger: expected {FORM}, found no database's name")
    given_password = unquote(parts.password) if parts.password else environ.get("PGPASSWORD")
    return Address(
        host=host,
        port=port,
        user=user,
        database=database,
        password=given_password or _kept(environ, (host, str(port), database, user)),
        sslmode=options.get("sslmode", "prefer"),
        sslrootcert=options.get("sslrootcert", ""),
    )


def _check(options: Mapping[str, str]) -> None:
    for name in options:
        if name not in OPTIONS:
            known = ", ".join(OPTIONS)
            raise BadSetting(f"--ledger: no option of an address is called {name!r}; {known} are")
    mode = options.get("sslmode", "prefer")
    if mode not in SSL_MODES:
        raise BadSetting(f"--ledger: expected sslmode {', '.join(SSL_MODES)}, found {mode!r}")


def _nearest() -> str:
    return SOCKETS if Path(SOCKETS).is_dir() else "localhost"


def _kept(environ: Mapping[str, str], wanted: tuple[str, ...]) -> str | None:
    """Return the password that a PostgreSQL password file has for (host, port, database, user)."""
    file = Path(environ.get("PGPASSFILE") or Path.home() / ".pgpass")
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    host, *others = wanted
    names = (("localhost" if host == SOCKETS else host), *others)
    for line in lines:
        *fields, password = _fields(line)
        if len(fields) == len(names) and all(
            mine in ("*", name) for mine, name in zip(fields, names, strict=True)
        ):
            return password
    return None


def _fields(line: str) -> list[str]:
    """Return the fields of a password file's line: `host:port:database:user:password`."""
    fields, escaped = [""], False
    for sign in "" if line.startswith("#") else line:
        if sign == ":" and not escaped and len(fields) < len(OPTIONS) + 2:
            fields.append("")
        elif sign == "\\" and not escaped:
            escaped = True
            continue
        else:
            fields[-1] += sign
        escaped = False
    return fields
