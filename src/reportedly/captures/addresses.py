"""Which internet addresses may be reached: public ones alone.

Invariant: what is checked is the address that is connected to, never the name or the way in which
the number was written; an address inside another (mapped, 6to4, Teredo, NAT64) is checked too.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late

from reportedly.errors import UnreadableCapture

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
COMPATIBLE = ipaddress.IPv6Network("::/96")  # an old way to write an IPv4 address as IPv6
CHECK = "check the address; only public pages of the web are fetched"


def resolve(host: str, port: int, *, seconds: float) -> tuple[Address, ...]:
    """Return the addresses of a host in the order in which the system names them.

    Raises:
        UnreadableCapture: the host has none, or the answer took too long.
    """
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        asked = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = asked.result(timeout=seconds)
    except Late as err:
        raise UnreadableCapture(
            f"looking {host} up took longer than {seconds:.0f} s", CHECK
        ) from err
    except (OSError, UnicodeError, ValueError) as err:
        raise UnreadableCapture(f"there is no host {host}", CHECK) from err
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    plain = (str(place[4][0]).partition("%")[0] for place in found)
    return tuple(dict.fromkeys(ipaddress.ip_address(word) for word in plain))


def is_public(address: Address) -> bool:
    """Tell whether an address, and each address inside it, belongs to the public internet."""
    return all(_is_public(one) for one in _inside(address))


def _is_public(address: Address) -> bool:
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_private
        or address.is_unspecified
    )


def _inside(address: Address) -> Iterator[Address]:
    """Yield an address, or the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in (*NAT64, COMPATIBLE)):
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
