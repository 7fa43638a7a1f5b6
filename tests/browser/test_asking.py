"""A conversation, as someone has it in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTION = "How often does a standard queue deliver each message?"
QUOTE = "A standard queue delivers each message at least once."
Ask = Callable[[Page, str], None]


def test_an_answer_opens_at_its_line(page: Page, ask: Ask) -> None:
    """The quote, its place, and beside it the note with the cited line in sight."""
    ask(page, QUESTION)

    card = page.locator(".reply .card").first
    expect(card).to_contain_text(QUOTE)
    expect(card).to_contain_text("SQS > Standard queue · cloud/sqs.md, line")

    card.get_by_role("button", name="Open in note").click()

    cited = page.locator(".pane .line.cited", has_text=QUOTE)
    expect(cited).to_be_in_viewport()
    expect(cited.locator(".number")).to_have_text("7")
    expect(card).to_be_visible()

    page.get_by_role("button", name="Close").click()

    expect(page.locator(".pane")).to_have_count(0)
    expect(card).to_be_visible()


def test_what_the_notes_lack_is_said(page: Page, ask: Ask) -> None:
    """Never an empty box."""
    ask(page, 'What is the "capital of Bergamo"?')

    expect(page.locator(".card.declined")).to_contain_text("Not in your notes")


def test_what_a_follow_up_carries_can_be_taken_out(page: Page, ask: Ask) -> None:
    """A chip for each word; without it, the question is asked again in the same place."""
    ask(page, QUESTION)
    ask(page, "And a FIFO one?")
    chip = page.locator("#stMain").get_by_role("button", name="deliver")

    chip.click()

    expect(chip).to_have_count(0)
    expect(page.locator(".reply .receipt")).to_have_count(2)


def test_reloading_keeps_the_chat(page: Page, ask: Ask) -> None:
    """It is named in the address, and listed at the side."""
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile("chat="))

    page.reload()

    expect(page.locator(".reply .card").first).to_contain_text(QUOTE)
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".reply")).to_have_count(0)
    page.get_by_test_id("stSidebar").get_by_role("button", name="How often").first.click()
    expect(page.locator(".reply .card").first).to_contain_text(QUOTE)


def test_other_pages_do_not_lose_the_chat(page: Page, ask: Ask) -> None:
    """One comes back to it as it was."""
    ask(page, QUESTION)

    navigation = page.get_by_test_id("stSidebarNav")
    navigation.get_by_role("link", name="Health").click()
    expect(page.locator(".reply")).to_have_count(0)
    navigation.get_by_role("link", name="Chat").click()

    expect(page.locator(".reply .card").first).to_contain_text(QUOTE)


def test_an_address_can_ask(open_page: Callable[[str], Page]) -> None:
    """For bookmarks and a browser's own search field; it asks once."""
    page = open_page("?q=How+much+sun+do+tomatoes+need")

    expect(page.locator(".reply .card").first).to_contain_text("six hours of sun")
    expect(page).not_to_have_url(re.compile("q="))


def test_two_tabs_do_not_disturb_each_other(open_page: Callable[[str], Page], ask: Ask) -> None:
    """Each has its own conversation."""
    one, other = open_page(""), open_page("")

    ask(one, QUESTION)
    ask(other, "How much sun do tomatoes need?")

    expect(one.locator(".reply .card").first).to_contain_text(QUOTE)
    expect(other.locator(".reply .card").first).to_contain_text("six hours of sun")
    expect(one.locator(".reply")).to_have_count(1)
    expect(other.locator(".reply")).to_have_count(1)


def test_a_part_of_the_notes_can_be_asked(page: Page, ask: Ask) -> None:
    """The receipt says how much was searched."""
    page.get_by_text("Ask only in").click()
    page.get_by_label("Note", exact=True).fill("garden")
    page.get_by_label("Note", exact=True).press("Enter")

    page.get_by_test_id("stChatInputTextArea").fill("What is beside tomatoes?")
    page.get_by_test_id("stChatInputTextArea").press("Enter")

    expect(page.locator(".reply .receipt")).to_contain_text("Searched 1 of 2 notes")


def test_an_endless_question_is_cut_and_said_to_be(page: Page) -> None:
    """The page goes on."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("tomatoes " * 11_000)
    box.press("Enter")

    expect(page.get_by_text("The first 2,000 are read.")).to_be_visible()
    expect(page.locator(".reply .card").first).to_contain_text("omatoes")
