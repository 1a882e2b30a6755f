"""How a workbench is served: which ledger, under which names, to whom."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from reportedly.store import Address

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
PORT = 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One workbench. The defaults are those of a single reviewer on this machine."""

    root: Path | Address  # the ledger's folder, or where a shared one is
    port: int = PORT
    names: tuple[str, ...] = LOOPBACK_NAMES  # host names a browser may use, without port
    scheme: str = "http"  # "https" behind TLS: cookies are then Secure
    bare: bool = False  # the names are also served without a port, behind a proxy
    users: Path | None = None  # who may sign in; None: whoever holds the one-time URL
    reviewer: str = "reviewer"  # who decides when there is no users file

    @property
    def hosts(self) -> frozenset[str]:
        """The values of the Host header that are served."""
        with_port = {f"{name}:{self.port}" for name in self.names}
        return frozenset(with_port | (set(self.names) if self.bare else set()))

    @property
    def origins(self) -> frozenset[str]:
        """The values of the Origin header from which writes are taken."""
        return frozenset(f"{self.scheme}://{host}" for host in self.hosts)

    @property
    def cookie(self) -> str:
        """The session cookie's name; cookies do not know ports, so the name does."""
        return f"reportedly-{self.port}"


def is_loopback(host: str) -> bool:
    """Tell whether a host to bind is this machine only."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
