"""Who may talk to the server, and what it gives away: nothing but the page, and that to few."""

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from ui.addresses import own_addresses

from .conftest import Served, serving

pytestmark = pytest.mark.browser

NOTE = "beside tomatoes"
"""Words of a note."""
TRAVERSALS = [
    f"/{folder}{climb}{target}"
    for folder in ("", "static/", "component/ui.component.reply/", "_stcore/bidi-components/x/")
    for climb in (
        *("../" * 12, "%2e%2e/" * 12, "..%2f" * 12, "..%252f" * 12, "..\\" * 12, "..%5c" * 12),
        *("....//" * 12, "..;/" * 12, "%c0%ae%c0%ae/" * 12, "/"),
    )
    for target in ("etc/passwd",)
]
PLACES = [
    *("/app/static/", "/app/static/garden.md", "/app/static/../app.py", "/garden.md"),
    *(
        "/notes/garden.md",
        "/cloud/sqs.md",
        "/quoth.db",
        "/kept/chats.db",
        "/.streamlit/config.toml",
    ),
    *("/media/", "/media/garden.md", "/media/../app.py", "/media/..%2f..%2fquoth.db"),
    *("/component/", "/component/../..", "/component/%2e%2e/%2e%2e/pages/app.py"),
    *("/component/ui.component.reply/../mount.py", "/_stcore/bidi-components/"),
    *("/_stcore/bidi-components/../../app.py", "/_stcore/agent", "/_stcore/agent/"),
    *("/_stcore/agent/mcp", "/_stcore/agent/interact", "/_stcore/agent/openapi.json"),
    *("/_stcore/upload_file/x/y", "/_stcore/metrics", "/_stcore/script-health-check"),
    *("/auth/login", "/oauth2callback", "//etc/passwd", "/%2fetc%2fpasswd", "/static/%00"),
    *("file:///etc/passwd", "http://evil.example/"),
]
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": KEY,
}
STREAM = "/_stcore/stream"


def _ask(served: Served, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """What the server answers, to the byte: its status, and all that it sends."""
    port = served.port
    all_headers = {"Host": f"127.0.0.1:{port}", "Connection": "close"}
    all_headers |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in all_headers.items()), "", ""]
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        while some := connection.recv(65536):
            received += some
            if received.startswith(b"HTTP/1.1 101"):
                break
    return int(received.split()[1]), received


def _connect(served: Served, **headers: str) -> int:
    """What the server answers to one who wants to talk as the page does."""
    return _ask(served, STREAM, "GET", **UPGRADE, **headers)[0]


@pytest.fixture(scope="module")
def shell(served: Served) -> bytes:
    """Streamlit's own page, which is the same for everybody and has nothing in it yet."""
    status, received = _ask(served, "/")
    assert status == 200
    return received.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", [*TRAVERSALS, *PLACES])
def test_no_path_leads_to_a_file(served: Served, shell: bytes, path: str, method: str) -> None:
    """Refused, not found, or the empty page: no byte of a note, or of any file of the machine."""
    status, received = _ask(served, path, method, Content_Length="0")

    body = received.partition(b"\r\n\r\n")[2]
    assert 400 <= status < 500 or not body or body == shell
    assert NOTE.encode() not in received
    assert b"root:" not in received
    assert b"SQLite format" not in received


def test_other_pages_cannot_connect(served: Served) -> None:
    """Neither from their own name, nor by pointing that name at this computer."""
    own = f"127.0.0.1:{served.port}"
    stranger = f"evil.example:{served.port}"

    assert _connect(served, Origin=served.address) == 101
    for host, origin in (
        (stranger, f"http://{stranger}"),
        (stranger, served.address),
        (own, "http://evil.example"),
        (own, f"http://{stranger}"),
        (own, "http://127.0.0.1:3000"),
        (own, f"http://localhost:{served.port}"),
        (own, "null"),
    ):
        assert _connect(served, Host=host, Origin=origin) == 403


@pytest.mark.parametrize("path", ["/", STREAM, "/_stcore/health", "/media/x", "/static/index.html"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "[::1]"])
def test_other_names_get_nothing(served: Served, path: str, host: str) -> None:
    """Whatever they ask for."""
    status, received = _ask(served, path, Host=f"{host}:{served.port}")

    assert status == 403
    assert b"<script" not in received


def test_it_listens_to_this_computer_alone(served: Served) -> None:
    """At no address that another one could reach."""
    for address in own_addresses():
        if address != "127.0.0.1":
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((address, served.port), timeout=5)


def test_the_browser_is_told_what_it_may_do(served: Served) -> None:
    """Load nothing from elsewhere, run nothing that stands in the page, show it in no frame."""
    _, received = _ask(served, "/")

    head = received.partition(b"\r\n\r\n")[0].decode().lower()
    policy = re.search(r"content-security-policy: (.*)", head)
    assert policy is not None
    assert "default-src 'self'" in policy[1]
    assert "frame-ancestors 'none'" in policy[1]
    assert "unsafe-eval" not in policy[1]
    assert "'unsafe-inline'" not in policy[1].partition("script-src")[2].partition(";")[0]
    assert "referrer-policy: no-referrer" in head
    assert "x-content-type-options: nosniff" in head


def test_no_page_breaks_the_rules(open_page: Callable[[str], Page]) -> None:
    """What the browser refused would be missing from the page."""
    refused: list[str] = []
    page = open_page("")
    page.on(
        "console",
        lambda message: refused.append(message.text) if "Policy" in message.text else None,
    )
    address = page.url
    for path in ("", "notes", "map", "evaluate", "health"):
        page.goto(f"{address}{path}")
        expect(page.get_by_test_id("stMainBlockContainer").locator("> *").first).to_be_visible()
    assert refused == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page, served to others too."""
    with serving(tmp_path_factory.mktemp("shared"), "--host", "0.0.0.0") as found:
        yield found


def test_others_see_nothing_without_the_token(shared: Served, browser: Browser) -> None:
    """Neither in the page, nor in what the browser is sent."""
    heard: list[str] = []
    page = _window(browser, heard)
    page.goto(f"{_link(shared).partition('?')[0]}?q=Where+does+basil+grow+well%3F")

    expect(page.get_by_text("This page is private")).to_be_visible()
    page.wait_for_timeout(2_000)
    assert NOTE not in page.content()
    assert heard == []
    assert _connect(shared, Origin=shared.address) == 403
    page.context.close()


def test_others_ask_with_the_token(shared: Served, browser: Browser) -> None:
    """It is out of the address at once, and need not be given again on another page."""
    heard: list[str] = []
    page = _window(browser, heard)
    page.goto(f"{_link(shared)}&q=Where+does+basil+grow+well%3F")

    expect(page.locator(".reply .card").first).to_contain_text(NOTE)
    assert "token" not in page.url
    assert heard
    page.goto(_link(shared).partition("?")[0] + "notes")
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.get_by_text("garden.md")).to_be_visible()
    expect(page.get_by_text("Another folder")).to_have_count(0)
    page.context.close()


def test_a_chat_that_was_exported_is_closed_too(shared: Served, browser: Browser) -> None:
    """Its file has a name that nobody guesses, and who knows that name needs the token as well."""
    page = _window(browser, [])
    page.goto(f"{_link(shared)}&q=Where+does+basil+grow+well%3F")
    expect(page.locator(".reply .card").first).to_contain_text(NOTE)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Export as Markdown").click()
    address = begun.value.url
    assert NOTE in Path(begun.value.path()).read_text("utf-8")

    path = "/" + address.split("/", 3)[3]
    assert re.fullmatch(r"/media/[0-9a-f]{32,}\.\w+", path.partition("?")[0]), path
    status, received = _ask(shared, path)
    assert status == 403
    assert NOTE.encode() not in received
    page.context.close()


def _link(shared: Served) -> str:
    found = re.search(r"Open (http://\S+)", shared.log.read_text("utf-8"))
    assert found is not None
    return found[1]


def _window(browser: Browser, heard: list[str]) -> Page:
    """A page of its own; `heard` gets an entry for all that comes over a WebSocket."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page = context.new_page()

    def listen(connection: WebSocket) -> None:
        connection.on("framereceived", lambda content: heard.append(repr(content)))

    page.on("websocket", listen)
    return page
