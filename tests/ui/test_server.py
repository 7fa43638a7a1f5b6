"""How the page is served."""

import os
import socket
import tomllib
from pathlib import Path

import pytest

from index.folders import INDEX_VARIABLE
from retriever.reader.choose import READER_VARIABLE
from ui.server import (
    ADDRESS,
    OPTIONS,
    PAGE,
    PortTakenError,
    ask_nobody_for_our_address,
    flags,
    require_free_port,
    serve,
)


def test_only_this_computer_is_served_and_nobody_else_is_told() -> None:
    """The options that keep the notes private."""
    assert OPTIONS["server.address"] == "127.0.0.1"
    assert OPTIONS["server.allowedHosts"] == ["localhost", "127.0.0.1"]
    assert OPTIONS["server.enableCORS"] is True
    assert OPTIONS["server.enableXsrfProtection"] is True
    assert OPTIONS["server.enableStaticServing"] is False
    assert OPTIONS["server.enableAgentApi"] is False
    assert OPTIONS["client.showErrorDetails"] == "none"
    assert OPTIONS["browser.gatherUsageStats"] is False


def test_streamlit_knows_every_option() -> None:
    """A misspelt option would leave the default in place, or keep the page from starting."""
    from streamlit import config

    assert set(OPTIONS) <= set(config.get_config_options())


def test_the_configuration_file_says_the_same() -> None:
    """`streamlit run ui/pages/app.py` in the checkout is as private as `quoth chat`."""
    file = Path(__file__).parents[2] / ".streamlit" / "config.toml"

    found = _flat(tomllib.loads(file.read_text("utf-8")))

    assert {name: _comparable(value) for name, value in found.items()} == {
        name: _comparable(value) for name, value in OPTIONS.items()
    }


def test_flags_are_words_of_streamlit_run() -> None:
    """Truth values in lower case, a flag for each value of a list."""
    words = flags({"a.b": True, "c": "x", "d": ["y", "z"]})

    assert words == ["--a.b=true", "--c=x", "--d=y", "--d=z"]


def test_nobody_is_asked_for_our_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A foreign page is turned away without a call to the outside."""
    from streamlit import net_util
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    def outside(*_: object, **__: object) -> None:
        pytest.fail("an outside server was asked")

    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_internal_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", outside)

    ask_nobody_for_our_address()

    assert not is_url_from_allowed_origins("http://evil.example:8501")
    assert is_url_from_allowed_origins("http://127.0.0.1:8501")


def test_a_taken_port_is_explained() -> None:
    """The message names the port and the way out."""
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(PortTakenError, match=f"quoth chat --port {port + 1}"):
            require_free_port(port)

    require_free_port(port)


@pytest.mark.parametrize(
    ("option", "reader"), [(None, None), ("none", "none"), ("owner/name", "owner/name")]
)
def test_the_page_learns_of_index_and_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str | None, reader: str | None
) -> None:
    """From the environment of the process that serves it, by the names that are read there."""
    from streamlit import net_util
    from streamlit.web import cli

    found: list[str | None] = []

    def started(*_: object, **__: object) -> None:
        found.extend(os.environ.get(name) for name in (INDEX_VARIABLE, READER_VARIABLE))

    # Given back at the end, for serving is the last thing that a process does.
    for name in (INDEX_VARIABLE, READER_VARIABLE):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_internal_ip", None)
    monkeypatch.setattr(cli, "main", started)

    serve(tmp_path, 8501, open_browser=False, reader=option)

    assert found == [str(tmp_path), reader]


def test_a_reader_of_the_environment_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no option names another."""
    from streamlit.web import cli

    monkeypatch.setenv(INDEX_VARIABLE, "")
    monkeypatch.setenv(READER_VARIABLE, "owner/name")
    monkeypatch.setattr(cli, "main", lambda *_, **__: None)

    serve(tmp_path, 8501, open_browser=False)

    assert os.environ[READER_VARIABLE] == "owner/name"


def test_the_page_is_there() -> None:
    """The script that Streamlit is given exists."""
    assert PAGE.is_file()


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat


def _comparable(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
