"""The command that opens the workbench: `serve`."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LedgerOption, ledger_place
from reportedly.cli.printing import console
from reportedly.errors import BadSetting

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from reportedly.store import Address
    from reportedly.web import Config

DEMO = Path("demo.reportedly")


def serve(
    ledger: LedgerOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 = any free port.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    reviewer: Annotated[
        str, typer.Option(envvar="REPORTEDLY_REVIEWER", help="Who decides in this browser.")
    ] = "",
    host: Annotated[
        str, typer.Option(help="Another address needs --users, and TLS or --behind-proxy.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="A host name browsers use; as often as needed.")
    ] = None,
    users: Annotated[
        Path | None, typer.Option(help="Who may sign in; see: reportedly user --help")
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="The certificate chain, PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its private key, PEM.")] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy in front ends TLS for these names.")
    ] = False,
) -> None:
    """Open the ledger in the browser: read, compare, decide. Only this machine can reach it.

    Examples:

        reportedly serve

        reportedly serve --ledger story.reportedly --no-browser

        reportedly serve --host 0.0.0.0 --name desk.example.org --users users.txt
        --tls-cert cert.pem --tls-key key.pem
    """
    from reportedly.web import create_app

    way = Way(
        host=host, names=tuple(name or ()), users=users, cert=tls_cert, key=tls_key,
        behind_proxy=behind_proxy,
    )  # fmt: skip
    _check(way)
    root, first = _ledger(ledger)
    listening = _listening(host, port)
    config = _config(way, root, port=listening.getsockname()[1], reviewer=reviewer or _user())
    app = create_app(config)
    if first:
        _take_demo(app)
    _announce(app, config, browser=browser)
    _run(app, listening, way)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the workbench is reached from elsewhere; the defaults: not at all."""

    host: str
    names: tuple[str, ...] = ()
    users: Path | None = None
    cert: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False

    @property
    def encrypted(self) -> bool:
        """Whether browsers speak TLS to it."""
        return self.behind_proxy or self.cert is not None


def _check(way: Way) -> None:
    """Refuse to be reached from elsewhere without users and encryption.

    Raises:
        BadSetting: saying what is missing.
    """
    from reportedly.web.config import is_loopback
    from reportedly.web.users import read_users

    if (way.cert is None) != (way.key is None):
        raise BadSetting("--tls-cert and --tls-key go together")
    if way.users is not None:
        read_users(way.users)
    if is_loopback(way.host) and not way.behind_proxy:
        return
    if way.users is None:
        raise BadSetting(
            f"--host {way.host}: other machines could reach this; name who may sign in "
            "with --users FILE"
        )
    if not way.encrypted:
        raise BadSetting(
            f"--host {way.host}: passwords would travel in the clear; give --tls-cert and "
            "--tls-key, or --behind-proxy when a proxy in front ends TLS"
        )
    if not way.names:
        raise BadSetting(f"--host {way.host}: say under which --name browsers reach it")


def _config(way: Way, root: Path | Address, *, port: int, reviewer: str) -> Config:
    from reportedly.web import Config

    return Config(
        root=root,
        port=port,
        names=way.names or LOOPBACK,
        scheme="https" if way.encrypted else "http",
        bare=way.behind_proxy or port == (443 if way.encrypted else 80),
        users=way.users,
        reviewer=reviewer,
    )


LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def _ledger(given: str | None) -> tuple[Path | Address, bool]:
    """Return the ledger to open, made if need be, and whether the demo is to be read into it."""
    from reportedly.store import open_store

    place = ledger_place(given)
    first = given is None and isinstance(place, Path) and not place.exists()
    place = DEMO if first else place
    open_store(place, create=True).engine.dispose()
    return place, first


def _take_demo(app: FastAPI) -> None:
    folder = Path(str(resources.files("reportedly") / "demo"))
    app.state.bench.clerk.ask(*sorted(str(file) for file in folder.glob("*.jsonl")))


def _listening(host: str, port: int) -> socket.socket:
    """Return a bound socket, so that the port is known before anything is announced.

    Raises:
        BadSetting: the port is taken.
    """
    import socket

    try:
        return socket.create_server((host, port))
    except OSError as err:
        raise BadSetting(
            f"port {port} of {host} cannot be opened ({err.strerror}); choose another with --port"
        ) from err


def _announce(app: FastAPI, config: Config, *, browser: bool) -> None:
    address = f"{config.scheme}://{config.names[0]}" + ("" if config.bare else f":{config.port}")
    if config.users is None:
        address += f"/enter?token={app.state.bench.sessions.invite(config.reviewer)}"
    words = "sign in at" if config.users else "open once in your browser:"
    console(stderr=True).print(f"{words} {address}", soft_wrap=True, markup=False)
    console(stderr=True).print("end with Ctrl+C")
    if browser and config.users is None and sys.stderr.isatty():
        import webbrowser

        webbrowser.open(address)


def _run(app: FastAPI, listening: socket.socket, way: Way) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ssl_certfile=way.cert,
        ssl_keyfile=way.key,
    )
    uvicorn.Server(config).run(sockets=[listening])


def user(
    name: Annotated[str, typer.Argument(help="Who may sign in.")],
    users: Annotated[Path, typer.Option(help="The users file; made if missing.")] = Path(
        "users.txt"
    ),
) -> None:
    """Add a user to a users file, or change the password; asks for it, or reads it from a pipe.

    Example: reportedly user ada --users users.txt
    """
    from reportedly.web.users import hashed, read_users

    if sys.stdin.isatty():
        password = getpass.getpass(f"password of {name}: ")
        if password != getpass.getpass("again: "):
            raise BadSetting("the two passwords differ; nothing was changed")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    line = hashed(name, password)
    known = read_users(users) if users.exists() else {}
    known[name] = line.partition(":")[2]
    text = "".join(f"{who}:{hidden}\n" for who, hidden in known.items())
    part = users.with_name(users.name + ".new")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    part.replace(users)
    console(stderr=True).print(f"{len(known)} may sign in: {users}", soft_wrap=True, markup=False)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
