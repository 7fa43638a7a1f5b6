"""The chat page, run by Streamlit's own test runner over real notes and a real index."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.page import example_questions
from ui.server import PAGE

QUESTION = "How often does a standard queue deliver each message?"
QUOTE = "A standard queue delivers each message at least once."


@pytest.fixture
def page(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as it looks when it is opened, by someone who wants any answer there is."""
    monkeypatch.setenv("QUOTH_SURE", "0")
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def _texts(page: AppTest) -> list[str]:
    return [str(element.value) for element in (*page.main.text, *page.main.code)]


def _labels(page: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*page.markdown, *page.caption))


def _press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def test_the_page_opens_with_counts_and_examples(page: AppTest) -> None:
    """Notes, passages, files left out, and questions from the notes' headings."""
    assert not page.exception
    assert "2 notes" in _labels(page)
    assert "broken\\.md" in _labels(page) or "`broken.md`" in _labels(page)
    assert "1 file not indexed" in [expander.label for expander in page.expander]
    assert any(button.label.startswith("What ") for button in page.button)


def test_a_question_gets_its_quote_and_citation(page: AppTest) -> None:
    """The quote as the note has it, the citation under it, and what was searched."""
    page.chat_input[0].set_value(QUESTION).run()

    assert not page.exception
    assert QUESTION in _texts(page)
    assert any(QUOTE in text for text in _texts(page))
    assert "`SQS > Standard queue` · `cloud/sqs.md`, line 7" in _labels(page)
    assert "Searched 2 notes" in _labels(page)


def test_what_the_notes_do_not_answer_is_said(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the nearest passages to look at."""
    monkeypatch.setenv("QUOTH_SURE", "1")
    page.chat_input[0].set_value("What is the capital of Bergamo?").run()

    assert not page.exception
    assert "Not in your notes" in _labels(page)
    assert any(expander.label.startswith("Nearest passages") for expander in page.expander)


def test_a_question_that_finds_no_passage_is_declined(page: AppTest) -> None:
    """There is nothing near it to look at."""
    page.chat_input[0].set_value('What is the "capital of Bergamo"?').run()

    assert not page.exception
    assert "Not in your notes" in _labels(page)
    assert not any(expander.label.startswith("Nearest passages") for expander in page.expander)


def test_a_bad_setting_is_an_error_message(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the reply; the page goes on."""
    monkeypatch.setenv("QUOTH_SURE", "very")

    page.chat_input[0].set_value(QUESTION).run()

    assert not page.exception
    assert any("must be a number from 0 to 1" in error.value for error in page.error)


def test_an_example_is_asked_when_pressed(page: AppTest) -> None:
    """The button's question becomes the first turn."""
    example = next(button for button in page.button if button.label.startswith("What "))

    example.click().run()

    assert not page.exception
    assert len(page.chat_message) == 2


def test_a_question_of_spaces_is_refused_kindly(page: AppTest) -> None:
    """No turn is made of it."""
    page.chat_input[0].set_value("   ").run()

    assert "empty" in page.warning[0].value
    assert len(page.chat_message) == 0


def test_earlier_questions_are_the_history(page: AppTest) -> None:
    """In their order; a new chat forgets them."""
    page.chat_input[0].set_value(QUESTION).run()
    page.chat_input[0].set_value("And tomatoes?").run()

    assert [turn.question for turn in page.session_state["turns"]] == [QUESTION, "And tomatoes?"]
    assert len(page.chat_message) == 4

    _press(page, "New chat")

    assert len(page.chat_message) == 0


def test_new_notes_are_found_and_indexed(page: AppTest, notes: Path) -> None:
    """Looking shows what is new, one button brings it in, and it is answered from at once."""
    (notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")

    _press(page, "Look for changes")
    assert "Out of date: 1 new" in _labels(page)

    _press(page, "Bring the index up to date")
    assert not page.exception
    assert "1 new" not in _labels(page)
    assert "added      1\n" in page.sidebar.code[0].value

    page.chat_input[0].set_value("When do figs ripen?").run()
    assert any("Figs ripen in August." in text for text in _texts(page))


def test_an_index_that_is_gone_is_an_error_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a traceback."""
    monkeypatch.setenv("QUOTH_INDEX", str(tmp_path / "nowhere"))

    page = AppTest.from_file(str(PAGE), default_timeout=60).run()

    assert not page.exception
    assert "no index" in page.error[0].value


def test_a_notes_folder_that_is_gone_is_an_error_message(page: AppTest, notes: Path) -> None:
    """Updating says so, and the page goes on."""
    notes.rename(notes.with_name("elsewhere"))

    _press(page, "Bring the index up to date")

    assert not page.exception
    assert "does not exist" in page.error[0].value


def test_examples_are_made_from_headings() -> None:
    """A heading that is a question stays one; what is long or names nothing is left out."""
    paths = [("SQS",), ("SQS", "Standard queue"), ("2024", "11"), ("x" * 80,), ("Why Rust?",)]

    assert example_questions(paths) == [
        "What is SQS?",
        "What do my notes say about SQS: Standard queue?",
        "Why Rust?",
    ]
