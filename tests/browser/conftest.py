"""`quoth chat` serving a folder of notes, and Chromium looking at it."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

SQS = """# SQS

Amazon SQS is a managed message queue.

## Standard queue

A standard queue delivers each message at least once.

## FIFO queue

A FIFO queue delivers each message exactly once, in order.
"""
GARDEN = """# Tomatoes

Tomatoes need six hours of sun a day.

# Basil

Basil grows well beside tomatoes.
"""
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
_PATIENCE = 60_000
"""Milliseconds that anything may take to appear."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    address: str
    notes: Path
    home: Path
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rpartition(":")[2])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page over two notes, indexed with the model that only counts words.

    It answers whatever it finds anything for. The tests of a module share it.
    """
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@contextmanager
def serving(base: Path, *options: str) -> Iterator[Served]:
    """`quoth chat` with `options`, over two notes in `base`."""
    notes, home = base / "notes", base / "home"
    (notes / "cloud").mkdir(parents=True)
    (notes / "cloud" / "sqs.md").write_text(SQS, "utf-8")
    (notes / "garden.md").write_text(GARDEN, "utf-8")
    environment = {**os.environ, "QUOTH_HOME": str(home), "QUOTH_SURE": "0"}
    quoth = [sys.executable, "-m", "ui.cli"]
    subprocess.run([*quoth, "index", str(notes), "--model", "hash"], env=environment, check=True)
    port = _free_port()
    with (base / "log").open("w") as log:
        running = subprocess.Popen(
            [*quoth, "chat", str(notes), "--port", str(port), "--no-browser", *options],
            env=environment,
            cwd=base,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(port, running, base / "log")
        yield Served(f"http://127.0.0.1:{port}", notes, home, base / "log")
    finally:
        running.terminate()
        running.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for the whole run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None and os.environ.get("CI"):
        pytest.fail("there is no chromium on the PATH, and nothing else would notice")
    if chromium is None:
        pytest.skip("there is no chromium on the PATH: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_SWITCHES])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[Callable[[str], Page]]:
    """Opens an address of the server in a window of its own; nothing may be asked of others."""
    elsewhere: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(_PATIENCE)
    expect.set_options(timeout=_PATIENCE)
    ours = (served.address, served.address.replace("http", "ws", 1), "data:", "blob:")
    context.on(
        "request",
        lambda request: None if request.url.startswith(ours) else elsewhere.append(request.url),
    )

    def open_address(path: str = "") -> Page:
        page = context.new_page()
        page.goto(f"{served.address}/{path}")
        return page

    yield open_address
    context.close()
    assert elsewhere == []


@pytest.fixture
def page(open_page: Callable[[str], Page]) -> Page:
    """The chat, just opened."""
    return open_page("")


@pytest.fixture
def ask() -> Callable[[Page, str], None]:
    """Types a question, sends it, and waits until its reply is there."""

    def ask_question(page: Page, question: str) -> None:
        replies = page.locator(".reply .receipt")
        before = replies.count()
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")
        expect(page.locator("#stMain").get_by_text(question).first).to_be_visible()
        expect(replies).to_have_count(before + 1)

    return ask_question


def settled(page: Page) -> None:
    """Waits until the page's script has run to its end, so that nothing is drawn anew any more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and running.poll() is None:
        try:
            if _status(port, "/_stcore/health") in (200, 403):  # 403 where a token is needed
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
