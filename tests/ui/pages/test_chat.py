"""The chat page, run by Streamlit's own test runner over real notes and a real index."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from eval import read_known
from index import kept_folder
from ui.server import PAGE

QUESTION = "How often does a standard queue deliver each message?"
QUOTE = "A standard queue delivers each message at least once."


@pytest.fixture
def page(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as it looks when it is opened, by someone who wants any answer there is."""
    monkeypatch.setenv("QUOTH_SURE", "0")
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def _ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def _replies(page: AppTest) -> list[dict[str, Any]]:
    """What the browser is given for each reply."""
    return [json.loads(element.proto.json) for element in page.get("bidi_component")]


def _press(page: AppTest, label: str) -> AppTest:
    button = next(button for button in page.button if button.label == label)
    return button.click().run()


def _kept(page: AppTest) -> list[Button]:
    """The chats at the side."""
    return [button for button in page.button if (button.key or "").startswith("chat ")]


def _words(page: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*page.markdown, *page.caption))


def test_the_page_opens_with_what_there_is_to_ask(page: AppTest) -> None:
    """How many notes, and questions from their headings."""
    assert not page.exception
    assert "2 notes" in _words(page)
    assert any(button.label.startswith("What ") for button in page.button)


def test_a_question_gets_its_quote_and_citation(page: AppTest) -> None:
    """The quote as the note has it, where it stands, why, and what was searched."""
    _ask(page, QUESTION)

    assert not page.exception
    (reply,) = _replies(page)
    quote = reply["quotes"][0]
    assert "".join(text for text, _ in quote["pieces"]).endswith(QUOTE)
    assert quote["headings"] == "SQS > Standard queue"
    assert quote["where"].startswith("cloud/sqs.md, line")
    assert "standard" in quote["why"]
    assert "Searched 2 notes" in reply["receipt"]


def test_what_the_notes_do_not_answer_is_said(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the nearest passages to look at."""
    monkeypatch.setenv("QUOTH_SURE", "1")
    _ask(page, "What is the capital of Bergamo?")

    (reply,) = _replies(page)
    assert "Bergamo" in reply["declined"]
    assert reply["passages_title"].startswith("Nearest passages")
    assert reply["passages"]


def test_a_bad_setting_is_an_error_message(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the reply; the page goes on."""
    monkeypatch.setenv("QUOTH_SURE", "very")
    _ask(page, QUESTION)

    assert not page.exception
    assert any("must be a number from 0 to 1" in error.value for error in page.error)

    monkeypatch.setenv("QUOTH_SURE", "0")
    _ask(page, QUESTION)

    assert len(_replies(page)) == 1


def test_an_example_is_asked_when_pressed(page: AppTest) -> None:
    """The button's question becomes the first turn."""
    example = next(button for button in page.button if button.label.startswith("What "))

    example.click().run()

    assert not page.exception
    assert len(_replies(page)) == 1


def test_a_question_of_spaces_is_refused_kindly(page: AppTest) -> None:
    """No turn is made of it."""
    _ask(page, "   ")

    assert "empty" in page.warning[0].value
    assert not page.chat_message


def test_words_carried_over_can_be_taken_out(page: AppTest) -> None:
    """The question is asked again in place of the last turn."""
    _ask(page, QUESTION)
    _ask(page, "And a FIFO one?")
    assert "deliver" in [button.label for button in page.button]

    _press(page, "deliver")

    assert not page.exception
    assert "deliver" not in [button.label for button in page.button]
    assert len(_replies(page)) == 2


def test_words_that_were_taken_out_stay_out(page: AppTest) -> None:
    """One after the other; the next question may carry them again."""
    _ask(page, QUESTION)
    _ask(page, "And a FIFO one?")
    _press(page, "deliver")
    _press(page, "message")

    labels = {button.label for button in page.button}
    assert not labels & {"deliver", "message"}

    _ask(page, "And that one?")
    assert "deliver" in [button.label for button in page.button]


def test_a_chat_comes_back_after_a_restart(page: AppTest, indexed: Path) -> None:
    """It is listed at the side with its first question, and can be deleted."""
    _ask(page, QUESTION)
    again = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not _replies(again)

    _kept(again)[0].click().run()
    assert len(_replies(again)) == 1

    _press(again, ":material/delete:")
    assert not _replies(again)
    assert not _kept(again)


def test_a_new_chat_forgets_the_old_one(page: AppTest) -> None:
    """Its questions are no longer the history."""
    _ask(page, QUESTION)
    _press(page, "New chat")
    _ask(page, "And a FIFO one?")

    assert len(_replies(page)) == 1
    assert not any(button.label == "deliver" for button in page.button)


def test_the_address_asks_once(page: AppTest) -> None:
    """`?q=` is for bookmarks."""
    page.query_params["q"] = QUESTION
    page.run()
    page.run()

    assert len(_replies(page)) == 1
    assert "q" not in page.query_params


def test_a_filter_is_part_of_the_question(page: AppTest) -> None:
    """And of the receipt."""
    page.text_input(key="scope note").set_value("garden").run()
    _ask(page, "What is beside tomatoes?")

    (reply,) = _replies(page)
    assert "Searched 1 of 2 notes" in reply["receipt"]
    assert {passage["where"].split(",")[0] for passage in reply["passages"]} == {"garden.md"}


def test_an_index_that_is_gone_is_an_error_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a traceback."""
    monkeypatch.setenv("QUOTH_INDEX", str(tmp_path / "nowhere"))

    page = AppTest.from_file(str(PAGE), default_timeout=60).run()

    assert not page.exception
    assert "no index" in page.error[0].value


def test_chats_that_cannot_be_kept_cost_no_answer(page: AppTest, notes: Path) -> None:
    """What cannot be kept is said; the answer stands."""
    kept = kept_folder(notes)
    kept.parent.mkdir(parents=True, exist_ok=True)
    for file in kept.glob("*"):
        file.unlink()
    kept.rmdir()
    kept.write_text("in the way", "utf-8")

    _ask(page, QUESTION)

    assert not page.exception
    assert len(_replies(page)) == 1
    assert any("cannot be read or kept" in box.value for box in (*page.warning, *page.error))


def test_a_right_answer_is_kept_as_a_test(notes: Path) -> None:
    """The form's other half, the click, is tried in a browser."""
    from eval import Place, Question, keep_question

    place = Place("cloud/sqs.md", 7, 7)
    kept = keep_question(notes, Question("", QUESTION, True, answers=(QUOTE,), gold=(place,)))

    assert [question.question for question in read_known(kept)] == [QUESTION]
