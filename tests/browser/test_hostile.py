"""Notes that try to be more than text."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Served

pytestmark = pytest.mark.browser

HEADING = "Payload <script>window.hurt=1</script> :red[hot] $x^2$ a--b -> c :smile:"
NAME = "evil ![p](evil.example) [l](evil.example) `code` :red[hot] <b>.md"
TEXT = (
    'The payload <img src=x onerror="window.hurt=1"> and '
    "[link](javascript:window.hurt=1) and ![p](https://evil.example/p.png) stands here."
)
TURNED = "The override \u202eterces\u202c stands here."
ENDLESS = "Endless " + "heading " * 1_250


@pytest.fixture(autouse=True)
def hostile(served: Served) -> None:
    """A note with everything that a page could fall for."""
    note = (
        f"# {HEADING}\n\n{TEXT}\n\n# Override\n\n{TURNED}\n\n# {ENDLESS}\n\nAn endless heading.\n"
    )
    (served.notes / NAME).write_text(note, "utf-8")
    environment = {**os.environ, "QUOTH_HOME": str(served.home)}
    command = [sys.executable, "-m", "ui.cli", "index", str(served.notes)]
    subprocess.run(command, env=environment, check=True)


def test_a_hostile_note_is_only_text(page: Page, ask: Callable[[Page, str], None]) -> None:
    """Its heading, name and words stand there as they are; nothing runs, loads or links."""
    ask(page, "Where stands the payload?")
    page.locator(".reply .card").first.get_by_role("button", name="Open in note").click()

    for text in (TEXT, HEADING, NAME):
        expect(page.locator("#stMain").get_by_text(text).first).to_be_visible()
    expect(page.locator(".pane .line", has_text=TEXT)).to_be_visible()
    _is_unhurt(page)


def test_text_is_not_turned_around(page: Page, ask: Callable[[Page, str], None]) -> None:
    """A right-to-left override is shown, not obeyed."""
    ask(page, "Where stands the override?")

    expect(page.locator(".reply .card").first).to_contain_text("<U+202E>terces<U+202C>")


def test_an_endless_heading_does_not_break_the_page(
    page: Page, ask: Callable[[Page, str], None]
) -> None:
    """Ten thousand characters of it."""
    ask(page, "What is the endless heading?")

    expect(page.locator(".reply .card").first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
    _is_unhurt(page)


@pytest.mark.parametrize("path", ["notes", "map", "evaluate", "health"])
def test_hostile_names_are_only_text_on_every_page(
    open_page: Callable[[str], Page], path: str
) -> None:
    """Wherever names and headings are listed."""
    page = open_page(path)
    expect(page.get_by_test_id("stSidebarNav")).to_be_visible()
    page.wait_for_timeout(3_000)

    assert page.get_by_test_id("stException").count() == 0
    _is_unhurt(page)


def _is_unhurt(page: Page) -> None:
    assert page.evaluate("window.hurt === undefined")
    assert page.locator("a[href*='evil.example'], a[href^='javascript:']").count() == 0
    assert page.locator("img[src*='evil.example']").count() == 0
