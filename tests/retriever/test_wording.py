"""Which words of a question carry meaning."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import terms
from retriever.stems import stems
from retriever.wording import content_terms, content_words


def test_words_that_only_ask_are_left_out() -> None:
    """What is left is what to look for, in order, each once."""
    assert content_terms("How long does the queue keep a queue message?") == [
        "long",
        "queue",
        "keep",
        "message",
    ]


def test_a_question_of_such_words_alone_keeps_them() -> None:
    """Better to look for little than for nothing."""
    assert content_terms("Who are you?") == ["who", "are", "you"]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What does DLQ stand for?", ["dlq"]),
        ("Tell me the meaning of DLQ", ["dlq"]),
        ("what does DLQ mean", ["dlq"]),
        ("Explain queues", ["queues"]),
        ("What is meant by a queue?", ["queue"]),
        ("How is the mean of a sample taken?", ["mean", "sample", "taken"]),
        ("Where does the Christmas tree stand?", ["christmas", "tree", "stand"]),
        ("stand for", ["stand", "for"]),
    ],
)
def test_words_that_only_ask_together(question: str, wanted: list[str]) -> None:
    """Apart, or elsewhere, they may be what a note is about."""
    assert content_terms(question) == wanted


def test_content_words_are_as_they_were_typed() -> None:
    """In order, each once, without the parts of an identifier."""
    assert content_words("How do SQS and sqs changeVisibility?") == ["SQS", "changeVisibility"]


def test_stems_join_the_forms_of_a_word() -> None:
    """As the full-text index does."""
    assert stems("Messages messaging MESSAGE") == {"messag"}


@given(st.text())
@settings(deadline=None)
def test_every_word_taken_is_a_search_term(text: str) -> None:
    """Whatever is asked, and none is lost where there are any."""
    found = content_terms(text)

    assert set(found) <= set(terms(text))
    assert bool(found) == bool(terms(text))
    assert len(found) == len(set(found))
