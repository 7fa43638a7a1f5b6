"""Answer cards, drawn by Streamlit's own test runner."""

from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from retriever import Answer, Citation, Difference, ListShown
from ui.render import reply_view

EVIL = "7 `days` **<b>** :red[x] $y$"


def _draw(view: object) -> None:
    # The runner takes the source of this function alone: nothing above is known in it.
    from typing import cast

    from ui.cards import show_reply
    from ui.render import ReplyView

    show_reply(cast("ReplyView", view))


def _drawn(answer: Answer) -> AppTest:
    return AppTest.from_function(_draw, args=(reply_view(answer),)).run()


def test_a_list_says_how_much_of_it_is_there(answer: Answer) -> None:
    """Under the place of the quote."""
    citation = replace(answer.citations[0], items=ListShown(7, 7))

    page = _drawn(replace(answer, citations=(citation,)))

    assert not page.exception
    assert "7 of 7 items" in [caption.value for caption in page.caption]


def test_quotes_that_differ_are_numbered_and_said_to(
    answer: Answer, cite: Callable[..., Citation]
) -> None:
    """Values from notes are shown as they are: nothing in them is read as Markdown."""
    citation = cite(answer.citations[0].quote)
    differing = replace(
        answer, citations=(citation, citation), differences=(Difference(0, 1, ("4 days", EVIL)),)
    )

    page = _drawn(differing)

    assert not page.exception
    assert [warning.value for warning in page.warning] == [
        f"Your notes differ: `4 days` (quote 1), ``{EVIL}`` (quote 2)."
    ]
    assert "2\\. `SQS > Standard queue` · `cloud/sqs.md`, line 7" in [
        markdown.value for markdown in page.markdown
    ]


def test_an_answer_without_differences_has_no_numbers(answer: Answer) -> None:
    """Nothing would refer to them."""
    page = _drawn(answer)

    assert not page.warning
    assert "`SQS > Standard queue` · `cloud/sqs.md`, line 7" in [
        markdown.value for markdown in page.markdown
    ]
