"""Notes that change, and answers that are tested again, as someone does it in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Served, settled

pytestmark = pytest.mark.browser

QUESTION = "How often does a standard queue deliver each message?"
Ask = Callable[[Page, str], None]


def test_an_answer_saved_as_a_test_is_evaluated(page: Page, ask: Ask) -> None:
    """One click on a right answer; the page Evaluate asks it again and keeps the run."""
    ask(page, QUESTION)

    page.locator(".reply .card").first.get_by_role("button", name="Right:").click()
    expect(page.get_by_text("Saved as a test")).to_be_visible()

    _go(page, "Evaluate")
    page.get_by_role("button", name=re.compile("Run")).first.click()

    expect(page.get_by_text(re.compile("1 question: 1 that the notes answer"))).to_be_visible()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("1.00")


def test_a_wrong_answer_can_be_corrected(page: Page, ask: Ask) -> None:
    """By the passage that has the right one, and its words."""
    ask(page, "What is beside tomatoes?")

    page.locator(".reply .card").first.get_by_role("button", name="Wrong:").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Basil grows well").first.click()
    dialog.get_by_label("The words that answer").fill("Basil grows")
    dialog.get_by_role("button", name="Save as a test").click()

    expect(page.get_by_text("Saved as a test")).to_be_visible()
    expect(dialog).to_have_count(0)


def test_an_edited_note_is_answered_from_after_an_update(
    page: Page, ask: Ask, served: Served
) -> None:
    """The page shows what has changed, brings it in, and the next answer has it."""
    (served.notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")

    _go(page, "Notes")
    page.get_by_role("button", name="Look for changes").click()
    expect(page.get_by_text("1 new").first).to_be_visible()
    page.get_by_role("button", name="Bring the index up to date").click()
    expect(page.get_by_text("Brought up to date").first).to_be_visible()
    expect(page.locator(".vault").get_by_role("button", name=re.compile("figs"))).to_be_visible()

    _go(page, "Chat")
    ask(page, "When do figs ripen?")

    expect(page.locator(".reply .card").first).to_contain_text("Figs ripen in August.")


def test_a_note_is_found_in_the_tree_and_opened(page: Page) -> None:
    """By unfolding its folder, or by typing a part of its name."""
    _go(page, "Notes")
    tree = page.locator(".vault")

    tree.get_by_text("cloud").first.click()
    tree.get_by_role("button", name=re.compile("sqs")).click()
    expect(page.locator(".pane .line", has_text="Amazon SQS is a managed")).to_be_visible()

    # Beside the opened note the tree is drawn anew; for a moment the old one stands there, too.
    settled(page)
    expect(tree).to_have_count(1)
    tree.get_by_role("searchbox").fill("gard")
    tree.get_by_role("button", name=re.compile("garden")).click()
    expect(page.locator(".pane .line", has_text="Basil grows well")).to_be_visible()


def test_a_changed_note_is_not_quoted_as_it_was(page: Page, ask: Ask, served: Served) -> None:
    """Before any update: the old words are nowhere in the file, so they are not shown."""
    note = served.notes / "bread.md"
    note.write_text("# Bread\n\nThe dough rests for twelve hours.\n", "utf-8")
    _update(page)
    # What the page says of an earlier update may still stand there.
    expect(page.locator(".vault").get_by_role("button", name="indexed bread.md")).to_be_visible()
    settled(page)
    note.write_text("# Bread\n\nNothing is known of it.\n", "utf-8")

    _go(page, "Chat")
    ask(page, "How long does the dough rest?")

    cards = page.locator(".reply .card")
    assert not any("twelve hours" in text for text in cards.all_inner_texts())
    expect(page.locator(".reply .receipt")).to_contain_text("changed since the last index")


def test_a_folder_that_is_gone_is_said_to_be(page: Page, served: Served) -> None:
    """On the page that needs it; the others go on."""
    away = served.notes.with_name("away")
    served.notes.rename(away)
    try:
        _go(page, "Notes")
        page.get_by_role("button", name="Bring the index up to date").click()
        expect(page.get_by_test_id("stAlert").first).to_be_visible()

        _go(page, "Health")
        expect(page.get_by_text("hash").first).to_be_visible()
    finally:
        away.rename(served.notes)


def _update(page: Page) -> None:
    _go(page, "Notes")
    page.get_by_role("button", name="Bring the index up to date").click()
    expect(page.get_by_text("Brought up to date").first).to_be_visible()


def _go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    title = "Ask your notes" if name == "Chat" else name
    expect(
        page.get_by_role("heading", name=title).or_(page.locator(".reply")).first
    ).to_be_visible()
