"""The addresses of this computer."""

import socket

import pytest

from ui.addresses import host_part, is_local, names_of, own_addresses, shown_address


def test_local_addresses() -> None:
    """What only this computer can reach."""
    assert is_local("127.0.0.1")
    assert is_local("::1")
    assert not is_local("0.0.0.0")
    assert not is_local("192.168.1.5")


def test_a_server_is_called_by_its_address() -> None:
    """And, from the computer itself, as always."""
    assert names_of("192.168.1.5") == {"localhost", "127.0.0.1", "192.168.1.5"}


@pytest.mark.parametrize("everything", ["0.0.0.0", "::"])
def test_a_server_at_all_addresses_is_called_by_each(everything: str) -> None:
    """And by this computer's name."""
    found = names_of(everything)

    assert {*own_addresses(), socket.gethostname().lower(), "localhost", "127.0.0.1"} <= found
    assert shown_address(everything) in found
    assert shown_address(everything) not in ("0.0.0.0", "::")


def test_finding_them_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is looked up, and only datagram sockets are made, which are never sent with."""
    made: list[int] = []

    class Probe(socket.socket):
        def __init__(self, family: int, kind: int) -> None:
            made.append(kind)
            super().__init__(family, kind)

        def send(self, *_: object) -> int:
            raise AssertionError

        sendto = send

    def look_up(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", Probe)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "gethostbyname", look_up)

    names_of("0.0.0.0")

    assert set(made) == {socket.SOCK_DGRAM}


@pytest.mark.parametrize(
    ("address", "part"), [("192.168.1.5", "192.168.1.5"), ("fd00::2", "[fd00::2]")]
)
def test_an_address_in_a_link(address: str, part: str) -> None:
    """The newer kind stands in brackets."""
    assert host_part(address) == part
