"""Every page checked by axe: reachable, named, and readable."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTION = "How often does a standard queue deliver each message?"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "notes", "map", "evaluate", "health"])
def test_no_page_has_a_serious_finding(
    open_page: Callable[[str], Page], path: str, scheme: str
) -> None:
    """Of those that are ours to mend."""
    page = open_page(path)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    expect(page.get_by_test_id("stSidebarNav")).to_be_visible()
    page.wait_for_timeout(2_000)

    assert _findings(page) == []


def test_an_answer_beside_its_note_has_no_serious_finding(
    page: Page, ask: Callable[[Page, str], None]
) -> None:
    """Cards, passages and the opened note."""
    ask(page, QUESTION)
    page.locator(".reply summary").click()
    page.locator(".reply .card").first.get_by_role("button", name="Open in note").click()
    expect(page.locator(".pane .line.cited").first).to_be_visible()

    assert _findings(page) == []


def _findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
