"""The database of a shared ledger: how it is entered, and what it says when it cannot go on.

Invariant: a commit is acknowledged when it is on the server's disk, whatever the server's own
default; and no message holds a password or the values of a statement.
"""

from __future__ import annotations

import getpass
import re
import socket
import ssl
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine.interfaces import ExceptionContext

from reportedly.errors import BadLedger, MissingLibrary
from reportedly.store.address import PORT, Address
from reportedly.store.schema import migrate, revision

if TYPE_CHECKING:
    from reportedly.store.driver import Entered

PATIENCE = 10.0  # seconds until a server that does not answer counts as unreachable
OURS = frozenset(("document", "output", "failure", "rejection", "decision"))
KEPT = "what was acknowledged is kept, run again to go on"
# What the server says by code, and what is to be done; the longest beginning counts.
SAID = {
    "28": "the server does not let {user} in; check name and password (PGPASSWORD, ~/.pgpass)",
    "3D000": "there is no such database; make it with: createdb {database}",
    "25006": "it may only be read; use the main server, not a copy",
    "42501": "{user} has no right to do this; ask its owner (see the page on shared ledgers)",
    "53100": f"the server's disk is full; free some space: {KEPT}",
    "53300": "the server has no connection left; raise max_connections or end some",
    "53": f"the server is short of memory or disk: {KEPT}",
    "57014": f"the server ended a statement that took long (statement_timeout): {KEPT}",
    "57": f"the server is stopping or starting: {KEPT}",
    "58": f"the server's disk fails; look into its log: {KEPT}",
    "XX": "the database is damaged; look into the server's log and restore a backup",
    "40": f"two writers stood in each other's way: {KEPT}",
    "08": f"the connection broke: {KEPT}",
}


def connected(address: Address, *, create: bool) -> Engine:
    """Return the engine of a shared ledger, its tables brought to the newest form.

    Raises:
        MissingLibrary: the extra `postgres` is not installed.
        BadLedger: the server cannot be reached or entered, or the database holds no ledger (and
            `create` is off), or something else than a ledger, or a ledger of a newer version.
    """
    if find_spec("pg8000") is None:
        raise MissingLibrary("pg8000", extra="postgres", purpose="a shared ledger")
    engine = create_engine(
        "postgresql+pg8000://",
        creator=partial(_entered, address),
        pool_pre_ping=True,  # a server that was started again meanwhile is no error
        hide_parameters=True,
    )
    event.listen(engine, "handle_error", partial(_say, address))
    _check(engine, address, create=create)
    migrate(engine, None)
    return engine


def _check(engine: Engine, address: Address, *, create: bool) -> None:
    tables = set(inspect(engine).get_table_names())
    if not tables and not create:
        raise BadLedger(
            f"{address} holds no ledger yet; make one with: reportedly run FILES --ledger {address}"
        )
    if tables and (revision(engine) is None or not tables >= OURS):
        raise BadLedger(f"{address} holds something else than a ledger; use a database of its own")


def _entered(address: Address) -> Entered:
    """Return a new connection.

    Raises:
        BadLedger: the server cannot be reached, or does not let the user in.
    """
    from pg8000.dbapi import Error

    from reportedly.store.driver import Entered

    line = _line(address)
    try:
        made = Entered(
            address.user,
            host=address.host,
            database=address.database,
            password=address.password or "",
            sock=line,
            ssl_context=_encryption(address),
            application_name=_who(),
            startup_params={"synchronous_commit": "on"},
        )
    except Error as err:
        line.close()
        raise _unusable(address, err) or BadLedger(f"{address}: {err}") from None
    except ssl.SSLError as err:
        line.close()
        raise BadLedger(
            f"{address}: no encrypted connection ({err.strerror or err}); "
            "check sslmode, sslrootcert and the server's certificate"
        ) from None
    except OSError as err:  # it took the call and hung up
        line.close()
        raise _unreached(address, err) from None
    line.settimeout(None)
    return made


def _line(address: Address) -> socket.socket:
    try:
        if address.host.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(PATIENCE)
            line.connect(f"{address.host}/.s.PGSQL.{address.port or PORT}")
        else:
            line = socket.create_connection((address.host, address.port), PATIENCE)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    except OSError as err:
        raise _unreached(address, err) from err
    return line


def _unreached(address: Address, err: OSError) -> BadLedger:
    return BadLedger(
        f"{address}: the server cannot be reached ({err.strerror or err}); check that it runs "
        "and that host and port are right"
    )


def _encryption(address: Address) -> ssl.SSLContext | bool | None:
    """Return the context for `sslmode`; None: encrypt when the server can."""
    if address.sslmode == "disable" or address.host.startswith("/"):
        return False
    if address.sslmode == "prefer":
        return None
    context = ssl.create_default_context(cafile=address.sslrootcert or None)
    context.check_hostname = address.sslmode == "verify-full"
    if address.sslmode == "require":
        context.verify_mode = ssl.CERT_NONE
    return context


def _who() -> str:
    """Return under which name others see this connection: user and machine, at most 63 bytes."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "reportedly"
    return re.sub(r"[^!-~]", "?", f"{user}@{socket.gethostname()}")[:63]


def _say(address: Address, context: ExceptionContext) -> None:
    """Put what the server says into words.

    Raises:
        BadLedger: the database cannot go on.
    """
    told = _unusable(address, context.original_exception)
    if told is not None and not context.is_pre_ping:
        raise told from context.original_exception


def _unusable(address: Address, err: BaseException) -> BadLedger | None:
    """Return the error for a server that cannot go on; None when the fault is the program's."""
    if "network error" in str(err) or "connection is closed" in str(err):
        return BadLedger(f"{address}: the connection broke: {KEPT}")
    if "refuses SSL" in str(err):
        return BadLedger(f"{address}: the server does not encrypt; mend that, or drop sslmode")
    code, message = code_of(err), ""
    if code == "28P01" and address.password is None:
        return BadLedger(
            f"{address}: the server asks for a password; put it into ~/.pgpass or PGPASSWORD"
        )
    if err.args and isinstance(err.args[0], dict):
        message = f" ({err.args[0].get('M', '')})"
    for length in (5, 2):
        if code[:length] in SAID:
            words = SAID[code[:length]].format(user=address.user, database=address.database)
            return BadLedger(f"{address}: {words}{message}")
    return None


def code_of(err: BaseException) -> str:
    """Return the five characters (SQLSTATE) under which the server files an error; "" = none."""
    said = err.args[0] if err.args else None
    return str(said.get("C", "")) if isinstance(said, dict) else ""
