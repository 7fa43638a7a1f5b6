"""Who may talk to the server."""

import socket

import pytest

from .conftest import Served

pytestmark = pytest.mark.browser


def test_other_pages_cannot_connect(served: Served) -> None:
    """Neither from their own name, nor by pointing that name at this computer."""
    own = f"127.0.0.1:{served.port}"
    stranger = f"evil.example:{served.port}"

    assert _handshake(served.port, host=own, origin=served.address) == 101
    assert _handshake(served.port, host=stranger, origin=f"http://{stranger}") == 403
    assert _handshake(served.port, host=own, origin="http://evil.example") == 403


def _handshake(port: int, *, host: str, origin: str) -> int:
    """The status that the server answers a WebSocket handshake with."""
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request.encode())
        return int(connection.recv(64).split()[1])
