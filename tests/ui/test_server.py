"""How the page is served."""

import json
import os
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.folders import INDEX_VARIABLE
from retriever.reader.choose import READER_VARIABLE
from ui.addresses import LOCAL, AddressError
from ui.server import (
    OPTIONS,
    PAGE,
    SHARED_VARIABLE,
    Place,
    PortTakenError,
    TokenError,
    ask_nobody_for_our_address,
    find_place,
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

    assert found == OPTIONS


_SERVER = """
import json, pathlib, sys, uvicorn
from streamlit import config
from ui.server import OPTIONS, find_place, serve

def tell(server, sockets):
    server.started = True
    print(json.dumps({name: config.get_option(name) for name in [*OPTIONS, "server.port"]}))
    print(json.dumps([one.getsockname() for one in sockets]))

uvicorn.Server.run = tell
serve(pathlib.Path(sys.argv[1]), find_place("127.0.0.1", int(sys.argv[2])), open_browser=False)
"""


def test_the_running_server_has_these_options(tmp_path: Path) -> None:
    """Whatever the environment and the files say that Streamlit reads by itself."""
    (tmp_path / ".streamlit").mkdir()
    lines = [
        "[server]",
        "enableStaticServing = true",
        "enableAgentApi = true",
        'address = "0.0.0.0"',
    ]
    lines += ["allowedHosts = []", "enableXsrfProtection = false", "enableCORS = false"]
    lines += ["[browser]", "gatherUsageStats = true", "[client]", 'showErrorDetails = "full"']
    (tmp_path / ".streamlit" / "config.toml").write_text("\n".join(lines), "utf-8")
    loose = {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true",
    }
    port = _free_port()

    done = subprocess.run(
        [sys.executable, "-c", _SERVER, str(tmp_path), str(port)],
        env={**os.environ, **loose, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    options, sockets = map(json.loads, done.stdout.splitlines())
    assert options == {
        **OPTIONS,
        "server.port": port,
        "server.allowedHosts": ["127.0.0.1", "localhost"],
    }
    assert sockets == [["127.0.0.1", port]]


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
        taken.bind((LOCAL, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(PortTakenError, match=f"quoth chat --port {port + 1}"):
            find_place(LOCAL, port)

    assert find_place(LOCAL, port) == Place(LOCAL, port, None)


def test_an_address_of_another_computer_is_explained() -> None:
    """That it is not this one's, and what may be given."""
    with pytest.raises(AddressError, match=r"does not have the address 198\.51\.100\.1"):
        find_place("198.51.100.1", 8501)


def test_others_need_a_token() -> None:
    """A new one each time; this computer needs none."""
    places = [find_place("0.0.0.0", _free_port()) for _ in range(2)]

    tokens = {place.token for place in places if place.token}
    assert len(tokens) == 2
    assert all(len(token) == 32 for token in tokens)
    assert all(place.link.endswith(f"/?token={place.token}") for place in places)
    assert find_place(LOCAL, _free_port()).link.startswith("http://127.0.0.1:")


def test_a_token_of_ones_own_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    """And holds for this computer, too: others may have an account on it."""
    monkeypatch.setenv("QUOTH_TOKEN", "mine-for_many-years")

    assert find_place("0.0.0.0", _free_port()).token == "mine-for_many-years"
    assert find_place(LOCAL, _free_port()).token == "mine-for_many-years"


@pytest.mark.parametrize("token", ["", "short", "with spaces in the token", "ünsafe-in-an-address"])
def test_a_token_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """With the way to a good one."""
    monkeypatch.setenv("QUOTH_TOKEN", token)

    with pytest.raises(TokenError, match="token_urlsafe"):
        find_place(LOCAL, _free_port())


def test_a_place_for_others_is_as_private_in_all_else() -> None:
    """Only the address, and the names it may be called by, are other ones."""
    place = Place("192.168.1.5", 8600, "t")

    differing = {name for name, value in place.options.items() if OPTIONS.get(name) != value}
    assert differing == {"server.address", "server.allowedHosts", "server.port"}
    assert place.options["server.allowedHosts"] == ["127.0.0.1", "192.168.1.5", "localhost"]
    assert place.link == "http://192.168.1.5:8600/?token=t"


@pytest.mark.parametrize(
    ("option", "reader"), [(None, None), ("none", "none"), ("owner/name", "owner/name")]
)
def test_the_page_learns_of_index_and_reader(
    tmp_path: Path, served: list[dict[str, str]], option: str | None, reader: str | None
) -> None:
    """From the environment of the process that serves it, by the names that are read there."""
    serve(tmp_path, Place(LOCAL, 8501, None), open_browser=False, reader=option)

    assert [one.get(INDEX_VARIABLE) for one in served] == [str(tmp_path)]
    assert [one.get(READER_VARIABLE) for one in served] == [reader]
    assert SHARED_VARIABLE not in served[0]


def test_a_reader_of_the_environment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: list[dict[str, str]]
) -> None:
    """Where no option names another."""
    monkeypatch.setenv(READER_VARIABLE, "owner/name")

    serve(tmp_path, Place(LOCAL, 8501, None), open_browser=False)

    assert served[0][READER_VARIABLE] == "owner/name"


def test_serving_others_is_said_in_words(
    tmp_path: Path, served: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """What it means, and the address; and the page knows it, to offer no other folder."""
    serve(tmp_path, Place("192.168.1.5", 8501, "t" * 32), open_browser=False)

    said = capsys.readouterr().err
    assert "can read all notes" in said
    assert "not encrypted" in said
    assert f"Open http://192.168.1.5:8501/?token={'t' * 32} " in said
    assert served[0][SHARED_VARIABLE] == "1"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    """The environments in which the page would have been served."""
    from streamlit import App, net_util

    environments: list[dict[str, str]] = []
    # Given back at the end, for serving is the last thing that a process does.
    for name in (INDEX_VARIABLE, READER_VARIABLE, SHARED_VARIABLE):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_internal_ip", None)
    monkeypatch.setattr(App, "run", lambda *_, **__: environments.append(dict(os.environ)))
    former = signal.getsignal(signal.SIGTERM)
    yield environments
    signal.signal(signal.SIGTERM, former)


def test_the_page_is_there() -> None:
    """The script that Streamlit is given exists."""
    assert PAGE.is_file()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat
