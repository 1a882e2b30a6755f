"""The command that opens the workbench: `serve`."""

from __future__ import annotations

import getpass
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LedgerOption, ledger_path
from reportedly.cli.printing import console
from reportedly.errors import BadSetting

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from reportedly.web import Config

DEMO = Path("demo.reportedly")


def serve(
    ledger: LedgerOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 = any free port.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    reviewer: Annotated[
        str, typer.Option(envvar="REPORTEDLY_REVIEWER", help="Who decides in this browser.")
    ] = "",
) -> None:
    """Open the ledger in the browser: read, compare, decide. Only this machine can reach it.

    Examples:

        reportedly serve

        reportedly serve --ledger story.reportedly --no-browser
    """
    from reportedly.web import Config, create_app

    root, first = _ledger(ledger)
    listening = _listening("127.0.0.1", port)
    config = Config(
        root=root, port=listening.getsockname()[1], reviewer=reviewer or _user(), names=LOOPBACK
    )
    app = create_app(config)
    if first:
        _take_demo(app)
    _announce(app, config, browser=browser)
    _run(app, listening)


LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def _ledger(given: Path | None) -> tuple[Path, bool]:
    """Return the ledger to open, made if need be, and whether the demo is to be read into it."""
    from reportedly.store import open_store

    root = ledger_path(given)
    first = given is None and not root.exists()
    root = DEMO if first else root
    open_store(root, create=True)
    return root, first


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
    token = app.state.bench.sessions.invite(config.reviewer)
    address = f"{config.scheme}://127.0.0.1:{config.port}/enter?token={token}"
    console(stderr=True).print(f"open once in your browser: {address}", soft_wrap=True)
    console(stderr=True).print("end with Ctrl+C")
    if browser and sys.stderr.isatty():
        import webbrowser

        webbrowser.open(address)


def _run(app: FastAPI, listening: socket.socket) -> None:
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
    )
    server.run(sockets=[listening])


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
