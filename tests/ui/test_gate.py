"""What every request must pass before Streamlit sees it."""

import asyncio
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ui.gate import Access, Gate, Message, Receive, Scope, Send, normal

TOKEN = "a-token_that-nobody-guesses"
OWN = "127.0.0.1:8501"
SECRET = b"all that the notes say"
HEADERS = [(b"content-security-policy", b"default-src 'self'")]


async def _application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    start = {"type": "http.response.start", "status": 200, "headers": [(b"x-own", b"1")]}
    await send(start)
    await send({"type": "http.response.body", "body": SECRET})


def _run(answering: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: the browser of other tests has a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answering).result()


def _asked(  # noqa: PLR0913
    *,
    token: str | None = None,
    kind: str = "http",
    path: str = "/",
    query: str = "",
    headers: Mapping[str, str] | None = None,
    hosts: frozenset[str] = frozenset({"localhost", "127.0.0.1"}),
) -> list[Message]:
    """What the gate sends to one who asks."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    found = {"host": OWN, **(headers or {})}
    scope: dict[str, Any] = {
        "type": kind,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in found.items()],
        "server": ("127.0.0.1", 8501),
    }
    gate = Gate(_application, Access(hosts, token), HEADERS)
    _run(gate(scope, receive, send))
    return sent


def _is_let_through(sent: list[Message]) -> bool:
    return sent[-1].get("body") == SECRET or sent[0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "localhost.:80", "127.0.0.1"],
)
def test_the_names_of_this_server_are_known(host: str) -> None:
    """With any port: it may be forwarded."""
    assert _is_let_through(_asked(headers={"host": host}))


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:port",
        "localhost/evil",
        "localhost?x",
        "localhost#x",
        "[::1",
        "2130706433",
        "0.0.0.0",
        "127.0.0.2",
        "localhost, evil.example",
        "\xff",
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_any_other_name_is_refused(host: str, kind: str) -> None:
    """A stranger's page can point its own name at this computer, and then reads what it gets."""
    sent = _asked(headers={"host": host}, kind=kind)

    assert not _is_let_through(sent)
    assert sent[0].get("status", 403) == 403


def test_two_hosts_are_none() -> None:
    """Who sends two has something in mind."""
    hosts = [(b"host", OWN.encode()), (b"host", b"evil.example")]
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/", "query_string": b"", "headers": hosts}
    gate = Gate(_application, Access(frozenset({"127.0.0.1"})), HEADERS)
    _run(gate(scope, _never, send))
    assert sent[0]["status"] == 403


async def _never() -> Message:
    raise AssertionError


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        (f"http://{OWN}", True),
        ("http://localhost:8501", False),
        ("http://127.0.0.1:3000", False),
        ("http://127.0.0.1", False),
        ("http://evil.example", False),
        ("null", False),
        ("file://", False),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_only_the_page_itself_may_ask(origin: str, is_own: bool, kind: str) -> None:
    """Not a page of another port of this computer either."""
    assert _is_let_through(_asked(headers={"origin": origin}, kind=kind)) is is_own


def test_every_response_says_what_the_browser_may_do() -> None:
    """Those of Streamlit, and those of the gate."""
    for sent in (_asked(), _asked(token=TOKEN), _asked(headers={"host": "evil.example"})):
        assert HEADERS[0] in sent[0]["headers"]
    assert (b"x-own", b"1") in _asked()[0]["headers"]


@pytest.mark.parametrize("query", ["", "token=", "token=wrong", f"Token={TOKEN}", "q=basil"])
@pytest.mark.parametrize("path", ["/", "/media/x", "/_stcore/health", "/static/js/index.js"])
def test_without_the_token_there_is_nothing(path: str, query: str) -> None:
    """Not even the page's own scripts: only the request for the token."""
    sent = _asked(token=TOKEN, path=path, query=query)

    assert sent[0]["status"] == 403
    assert b"This page is private" in sent[1]["body"]
    assert TOKEN.encode() not in sent[1]["body"]


@pytest.mark.parametrize("cookie", ["", "quoth_8501=wrong", f"quoth_8502={TOKEN}", f"x={TOKEN}"])
def test_without_the_token_nothing_can_be_asked(cookie: str) -> None:
    """The page's questions go over a WebSocket, which takes the cookie only."""
    sent = _asked(token=TOKEN, kind="websocket", query=f"token={TOKEN}", headers={"cookie": cookie})

    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_the_token_is_given_once() -> None:
    """Then a cookie has it, which no script can read and no other site's page sends."""
    sent = _asked(token=TOKEN, path="/notes", query=f"q=How%20long%3F&token={TOKEN}")

    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 303
    assert headers[b"location"] == b"/notes?q=How+long%3F"
    cookie = headers[b"set-cookie"].decode()
    assert cookie == f"quoth_8501={TOKEN}; Path=/; HttpOnly; SameSite=Lax"
    for kind in ("http", "websocket"):
        answer = _asked(token=TOKEN, kind=kind, headers={"cookie": f"a=b; {cookie}"})
        assert _is_let_through(answer)


@pytest.mark.parametrize(
    ("path", "place"),
    [("//evil.example/x", b"/evil.example/x"), ("/\\evil.example", b"/%5Cevil.example"),
     ("/a\r\nset-cookie: b", b"/a%0D%0Aset-cookie%3A%20b")],
)  # fmt: skip
def test_the_way_on_leads_nowhere_else(path: str, place: bytes) -> None:
    """Whatever path the token came with."""
    sent = _asked(token=TOKEN, path=path, query=f"token={TOKEN}")

    assert dict(sent[0]["headers"])[b"location"] == place


@pytest.mark.parametrize("path", ["/_stcore/agent/mcp", "/_stcore/metrics", "/app/static/a.md"])
def test_what_the_page_never_asks_for_is_closed(path: str) -> None:
    """What nobody needs need not be guarded."""
    assert _asked(path=path)[0]["status"] == 404


def test_other_scopes_pass() -> None:
    """Such as the start and the end of the server."""
    passed: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])

    gate = Gate(application, Access(frozenset(), TOKEN), HEADERS)
    _run(gate({"type": "lifespan"}, _never, _never))  # type: ignore[arg-type]
    assert passed == ["lifespan"]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("::ffff:192.168.1.5", "192.168.1.5"),
        ("FD00:0:0:0::2", "fd00::2"),
        ("My-Computer.local.", "my-computer.local"),
    ],
)
def test_a_name_has_one_way_of_writing_it(name: str, same: str) -> None:
    """Addresses, too."""
    assert normal(name) == same
