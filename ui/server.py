"""Serving the page with Streamlit: to this computer only, and without a word to anyone else.

Streamlit looks for `config.toml` in the folder it is started from, so the options below are given
as flags, which also win over environment variables. `.streamlit/config.toml` says the same for
those who start the page with `streamlit run ui/pages/app.py`.
"""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from ingest import QuothError

from .terminal import print_lines

ADDRESS = "127.0.0.1"
PAGE = Path(__file__).with_name("pages") / "app.py"

Option = str | bool | list[str]

OPTIONS: Mapping[str, Option] = {
    "server.address": ADDRESS,
    # Without this list any host name is taken, and a web page that rebinds its own name to
    # 127.0.0.1 could read the notes.
    "server.allowedHosts": ["localhost", ADDRESS],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "server.headless": True,
    "server.maxUploadSize": "1",
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    "runner.magicEnabled": False,
    "theme.baseFontSize": "16",
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


class PortTakenError(QuothError):
    """Something else listens on the port."""


def flags(options: Mapping[str, Option]) -> list[str]:
    """`options` as flags of `streamlit run`; a list becomes one flag for each of its values."""
    return [
        f"--{name}={str(value).lower() if isinstance(value, bool) else value}"
        for name, values in options.items()
        for value in (values if isinstance(values, list) else [values])
    ]


def require_free_port(port: int) -> None:
    """Raise unless the page can be served on `port`.

    Raises:
        PortTakenError: Another program, perhaps another chat, listens on the port.
    """
    with socket.socket() as probe:
        # As the server does it: a port that was in use a moment ago is free.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise PortTakenError(
                f"cannot listen on {ADDRESS}:{port} ({error.strerror}). "
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

    net_util._external_ip = net_util._internal_ip = ADDRESS


def serve(index_folder: Path, port: int, *, open_browser: bool, reader: str | None = None) -> None:
    """Serve the page for `index_folder` until the process is told to stop.

    The page is a script that takes no arguments: it learns of the index, and of a reader other
    than the one that ships, from the environment.
    """
    from streamlit.web import cli

    ask_nobody_for_our_address()
    os.environ["QUOTH_INDEX"] = str(index_folder.resolve())
    if reader:
        os.environ["QUOTH_READER"] = reader
    chosen = {**OPTIONS, "server.port": str(port), "server.headless": not open_browser}
    print_lines([f"Open http://{ADDRESS}:{port} (Ctrl-C stops the server)"], sys.stderr)
    cli.main(["run", str(PAGE), *flags(chosen)], prog_name="streamlit", standalone_mode=False)
