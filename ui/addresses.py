"""The addresses of this computer, found without a word to any other."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

from ingest import QuothError

from .gate import normal

LOCAL = "127.0.0.1"
_TABLE = Path("/proc/net/fib_trie")
# Reserved for examples: nobody has them. A route to them is the way to the outside.
_ELSEWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


class AddressError(QuothError):
    """The page cannot be served at the address that was given."""


def is_local(address: str) -> bool:
    """Whether only this computer can reach what is served at `address`."""
    return ip_address(address).is_loopback


def names_of(address: str) -> frozenset[str]:
    """The names and addresses that a server at `address` may be called by."""
    names = {"localhost", LOCAL, normal(address)}
    if ip_address(address).is_unspecified:
        own = socket.gethostname().lower()
        names |= {own, f"{own.partition('.')[0]}.local", "::1", *own_addresses()}
    return frozenset(names)


def shown_address(address: str) -> str:
    """The address to give to others, where the server listens at `address`."""
    if not ip_address(address).is_unspecified:
        return address
    return next((one for one in own_addresses() if not is_local(one)), LOCAL)


def own_addresses() -> list[str]:
    """What is known of this computer's addresses, the one that others are likely to use first."""
    return list(dict.fromkeys([*_towards_outside(), *_of_all_networks()]))


def host_part(address: str) -> str:
    """`address` as it stands in a link."""
    return f"[{address}]" if ":" in address else address


def _towards_outside() -> Iterator[str]:
    for family, elsewhere in _ELSEWHERE:
        try:
            # Connecting a datagram socket chooses a route and sends nothing.
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((elsewhere, 9))
                yield normal(probe.getsockname()[0])
        except OSError:
            continue


def _of_all_networks() -> Iterator[str]:
    """Where the system is Linux: it lists an address, and below it what that is."""
    try:
        lines = _TABLE.read_text("ascii").splitlines()
    except OSError:
        return
    for line, below in pairwise(lines):
        if "/32 host LOCAL" in below:
            yield line.split()[-1]
