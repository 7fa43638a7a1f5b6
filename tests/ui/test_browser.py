"""The chat page in a real browser, served as `quoth chat` serves it."""

import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = pytest.mark.browser

QUESTION = "How often does a standard queue deliver each message?"
QUOTE = "A standard queue delivers each message at least once."
HOSTILE_HEADING = "Payload <script>window.hurt=1</script> :red[hot] $x^2$ a--b -> c :smile:"
HOSTILE_NAME = "evil ![p](evil.example) [l](evil.example) `code` :red[hot] <b>.md"
HOSTILE_TEXT = (
    'The payload <img src=x onerror="window.hurt=1"> and '
    "[link](javascript:window.hurt=1) and ![p](https://evil.example/p.png) stands here."
)
_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SECONDS_TO_START = 90


@pytest.fixture
def address(
    notes: Path, indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Where `quoth chat` serves the notes, one of them hostile; started from another folder."""
    (notes / HOSTILE_NAME).write_text(f"# {HOSTILE_HEADING}\n\n{HOSTILE_TEXT}\n", "utf-8")
    monkeypatch.setenv("QUOTH_SURE", "0")
    port = _free_port()
    command = [sys.executable, "-m", "ui.cli", "chat", str(notes), "--port", str(port)]
    with (tmp_path / "chat.log").open("w") as log:
        running = subprocess.Popen(
            [*command, "--no-browser"], cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(port, running, tmp_path / "chat.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """The page in Chromium, with every address it asks for outside of the server recorded."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no chromium on the PATH: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_SWITCHES])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(address)
        yield page
        browser.close()


def test_a_question_is_answered_with_a_cited_quote(page: Page) -> None:
    """The quote and its lines are on the page, and the browser talks to our server only."""
    elsewhere = _requests_elsewhere(page)

    _ask(page, QUESTION)

    expect(page.get_by_text(QUOTE).first).to_be_visible()
    expect(page.get_by_text("SQS > Standard queue").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"line 7|lines 5-7")).first).to_be_visible()

    _ask(page, 'What is the "capital of Bergamo"?')

    expect(page.get_by_text("Not in your notes")).to_be_visible()
    assert elsewhere == []


def test_a_hostile_note_is_only_text(page: Page) -> None:
    """Its heading, name and words stand there as they are; nothing runs, loads or links."""
    elsewhere = _requests_elsewhere(page)

    _ask(page, "Where stands the payload?")

    reply = page.locator("#stMain")
    for text in (HOSTILE_TEXT, HOSTILE_HEADING, HOSTILE_NAME):
        expect(reply.get_by_text(text).first).to_be_visible()
    assert page.evaluate("window.hurt === undefined")
    assert page.locator("a[href*='evil.example'], a[href^='javascript:']").count() == 0
    assert page.locator("img[src*='evil.example']").count() == 0
    assert elsewhere == []


def test_other_pages_cannot_connect(address: str) -> None:
    """Neither from their own name, nor by pointing that name at this computer."""
    port = int(address.rpartition(":")[2])
    stranger = f"evil.example:{port}"

    assert _handshake(port, host=f"127.0.0.1:{port}", origin=address) == 101
    assert _handshake(port, host=stranger, origin=f"http://{stranger}") == 403
    assert _handshake(port, host=f"127.0.0.1:{port}", origin="http://evil.example") == 403


def _ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_text(question).first).to_be_visible()


def _requests_elsewhere(page: Page) -> list[str]:
    found: list[str] = []
    own = page.url.rstrip("/")
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((own, "data:", "blob:", own.replace("http", "ws", 1)))
            else found.append(request.url)
        ),
    )
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and running.poll() is None:
        try:
            if _status(port, "/_stcore/health") == 200:
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the page did not start: {log.read_text('utf-8')}")


def _status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


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
