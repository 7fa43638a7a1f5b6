"""Which words of a question carry meaning, and when a question leans on the one before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import terms
from retriever.stems import stems
from retriever.wording import content_terms, is_follow_up

FIRST = "How long are messages kept in a standard queue?"


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
    "question",
    [
        "And for FIFO queues?",
        "How long can it stay valid?",
        "What is the maximum?",
        "And how often can I make a new one?",
        "Which one?",
        "What about the dead-letter queue limits?",
        "Retention?",
        "Does that hold for topics?",
    ],
)
def test_a_follow_up_leans_on_the_question_before(question: str) -> None:
    """It carries on, points back, or is a stub."""
    assert is_follow_up(question, [FIRST])


@pytest.mark.parametrize(
    "question",
    [
        "How many availability zones does a region have?",
        "Which storage class suits an archive?",
        "Does Lambda run inside a VPC by default?",
        "What is a VPC?",
        "Who was Bergamo's painter?",
        "How many listeners can one load balancer have?",
        "I have an unencrypted volume with data on it, how do I encrypt it?",
        "One zone died and the private machines in the other zone lost internet, why?",
    ],
)
def test_an_independent_question_does_not(question: str) -> None:
    """It names its own subject."""
    assert not is_follow_up(question, [FIRST])


def test_without_history_nothing_is_a_follow_up() -> None:
    """There is nothing to lean on."""
    assert not is_follow_up("And it?", [])


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
