"""Serving the page with Streamlit: to this computer unless told otherwise, and nobody else hears.

Streamlit looks for `config.toml` in the folder it is started from, so the options below are given
to it directly, which also wins over environment variables. `.streamlit/config.toml` says the same
for those who start the page with `streamlit run ui/pages/app.py`.
"""

import errno
import os
import secrets
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from ingest import QuothError

from .addresses import LOCAL, AddressError, host_part, is_local, names_of, shown_address
from .gate import TOKEN, Access, Gate
from .policy import headers
from .terminal import print_lines

TOKEN_VARIABLE = "QUOTH_TOKEN"  # noqa: S105  (the name of the variable)
SHARED_VARIABLE = "QUOTH_SHARED"
PAGE = Path(__file__).with_name("pages") / "app.py"

if TYPE_CHECKING:
    from streamlit import App

Option = str | bool | int | list[str]

OPTIONS: Mapping[str, Option] = {
    "server.address": LOCAL,
    # Without this list any host name is taken, and a web page that rebinds its own name to
    # 127.0.0.1 could read the notes.
    "server.allowedHosts": ["localhost", LOCAL],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "server.headless": True,
    "server.maxUploadSize": 1,
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    "runner.magicEnabled": False,
    "theme.baseFontSize": 16,
    "theme.codeFontSize": "0.875rem",
    "theme.baseRadius": "0.6rem",
    "theme.showWidgetBorder": True,
    "theme.light.primaryColor": "#2f6f6a",
    "theme.light.backgroundColor": "#fcfbf8",
    "theme.light.secondaryBackgroundColor": "#f2efe8",
    "theme.light.textColor": "#101817",
    "theme.light.borderColor": "#ded9cd",
    "theme.light.codeBackgroundColor": "#f6f3ec",
    "theme.light.codeTextColor": "#2c5a56",
    "theme.light.sidebar.backgroundColor": "#f5f2eb",
    "theme.dark.primaryColor": "#33827a",
    "theme.dark.backgroundColor": "#171b1c",
    "theme.dark.secondaryBackgroundColor": "#22292a",
    "theme.dark.textColor": "#e4e8e6",
    "theme.dark.borderColor": "#384143",
    "theme.dark.codeBackgroundColor": "#1f2627",
    "theme.dark.codeTextColor": "#a6d8d1",
    "theme.dark.sidebar.backgroundColor": "#1c2122",
}
"""Every Streamlit option that is not left at its default, but for the port."""


_SHORTEST_TOKEN = 16
_WARNING = """\
Anyone who has the address below, with its token, can read all notes of this index and the chats
about them, delete chats, and start updates. The traffic is not encrypted: whoever can listen on
its way can read all of it, the token included. Serve networks that you trust, and no others.\
"""


class PortTakenError(QuothError):
    """Something else listens on the port."""


class TokenError(QuothError):
    """The token that was set is no safe one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page is served, and what must be known to see it."""

    address: str
    """An IP address of this computer, or the one that means all of them."""
    port: int
    token: str | None

    @property
    def link(self) -> str:
        """What to open."""
        query = f"/?{TOKEN}={self.token}" if self.token else ""
        return f"http://{host_part(shown_address(self.address))}:{self.port}{query}"

    @property
    def options(self) -> dict[str, Option]:
        """Streamlit's options for it."""
        return {
            **OPTIONS,
            "server.address": self.address,
            "server.allowedHosts": sorted(names_of(self.address)),
            "server.port": self.port,
        }


def find_place(address: str, port: int) -> Place:
    """The place for the page, where it can be served.

    Raises:
        AddressError: this computer has no such address.
        PortTakenError: Another program, perhaps another chat, listens on the port.
        TokenError: The token in the environment is too easy to guess, or no part of an address.
    """
    _require_free(address, port)
    token = os.environ.get(TOKEN_VARIABLE)
    if token is not None and not _is_safe(token):
        raise TokenError(
            f"{TOKEN_VARIABLE} must be {_SHORTEST_TOKEN} or more letters, digits, - and _. A good "
            'one comes from: python -c "import secrets; print(secrets.token_urlsafe(24))"'
        )
    if token is None and not is_local(address):
        token = secrets.token_urlsafe(24)
    return Place(address, port, token)


def _is_safe(token: str) -> bool:
    plain = token.replace("-", "").replace("_", "")
    return len(token) >= _SHORTEST_TOKEN and plain.isascii() and plain.isalnum()


def _require_free(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        # As the server does it: a port that was in use a moment ago is free.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise AddressError(
                    f"this computer does not have the address {address}. Give one that it has, or "
                    "0.0.0.0 for all of them, or leave --host out to serve this computer only"
                ) from error
            raise PortTakenError(
                f"cannot listen on {address}:{port} ({error.strerror}). "
                f"Another chat may be open there. Try: quoth chat --port {port + 1}"
            ) from error


def ask_nobody_for_our_address() -> None:
    """Keep Streamlit from asking an outside server for this computer's public address.

    When a web page elsewhere tries to connect, Streamlit compares that page's address with our
    public one, which it gets over plain HTTP: a call to the outside, and whoever answers it could
    let their own page in. With the answers filled in beforehand it neither asks nor lets in any
    page but our own.
    """
    from streamlit import net_util

    net_util._external_ip = net_util._internal_ip = LOCAL


def serve(
    index_folder: Path, place: Place, *, open_browser: bool, reader: str | None = None
) -> None:
    """Serve the page for `index_folder` until the process is told to stop.

    The page is a script that takes no arguments: it learns of the index, and of a reader other
    than the one that ships, from the environment.
    """
    ask_nobody_for_our_address()
    os.environ["QUOTH_INDEX"] = str(index_folder.resolve())
    if reader:
        os.environ["QUOTH_READER"] = reader
    if not is_local(place.address):
        os.environ[SHARED_VARIABLE] = "1"
        print_lines(_WARNING.splitlines(), sys.stderr)
    print_lines([f"Open {place.link} (Ctrl-C stops the server)"], sys.stderr)
    # Both end the server in good order; what remains to be done is to end without a complaint.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        application(place, open_browser=open_browser).run(config=place.options)


def application(place: Place, *, open_browser: bool) -> "App":
    """The page behind the gate."""
    import streamlit as st
    from starlette.middleware import Middleware

    @asynccontextmanager
    async def opened(_: "App") -> AsyncIterator[dict[str, Any]]:
        if open_browser:
            # The socket listens already: a browser that is too early waits a moment.
            Thread(target=webbrowser.open, args=[place.link], daemon=True).start()
        yield {}

    access = Access(names_of(place.address), place.token)
    gate = Middleware(Gate, access=access, headers=headers())
    return st.App(PAGE, middleware=[gate], lifespan=opened)
