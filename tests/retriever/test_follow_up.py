"""When a question leans on the ones before it, and what it takes over from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.follow_up import is_follow_up, topic

FIRST = "How long are messages kept in a standard queue?"


@pytest.mark.parametrize(
    "question",
    [
        "And for FIFO queues?",
        "How long can it stay valid?",
        "What is the maximum?",
        "And how often can I make a new one?",
        "Which one?",
        "What does a red one mean?",
        "What about the dead-letter queue limits?",
        "What if nobody reads?",
        "Retention?",
        "Does that hold for topics?",
        "What did I pay for it?",
        "How do I get them every minute instead?",
        "Are they free if they are in a different region?",
        "Which polarity does that one take?",
        "Is it cold there?",
        "Do I have to encrypt my data again after that?",
        "Does it, too?",
        "And the other ones?",
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
        "When is Diwali?",
        "What does DLQ stand for?",
        "How do I make halloumi?",
        "langar",
        "glycerin what for",
        "Who was Bergamo's painter?",
        "How many listeners can one load balancer have?",
        "What does one need to force a move?",
        "What share of one's money goes away?",
        "I have an unencrypted volume with data on it, how do I encrypt it?",
        "One zone died and the private machines in the other zone lost internet, why?",
        "What does our helper charge and when is she here?",
        "Why do I thin carrots when it gets dark?",
        "What kinds of folds are there?",
        "Why is there no valve in the hall?",
        "How do I see that the bag is full?",
        "Which marker goes on a word that is the subject?",
        "Which variable do I touch before all others?",
        "How much wind is too much for shielding?",
        "What did I charge the lady for her gate?",
        "Which phone should I buy this year?",
        "What if we lose the ACME account key?",
    ],
)
def test_an_independent_question_does_not(question: str) -> None:
    """It names its own subject, or what its pointers stand for."""
    assert not is_follow_up(question, [FIRST])
    assert topic(question, [FIRST]) == ()


def test_without_history_nothing_is_a_follow_up() -> None:
    """There is nothing to lean on."""
    assert not is_follow_up("And it?", [])
    assert not is_follow_up("?", [FIRST])


def test_the_words_that_carry_meaning_are_taken_over() -> None:
    """As they were typed, in their order; those that the question has itself are not repeated."""
    assert topic("And of SQS queues?", ["What is the retention of an SQS Queue?"]) == (
        "retention",
        "Queue",
    )


def test_back_to_the_last_question_that_stands_alone() -> None:
    """Of a chain of follow-ups every one gives its words; what was before it is over."""
    history = ["What is basil?", "How long does a queue keep messages?", "And a FIFO queue?"]

    assert topic("And at most?", history) == ("long", "queue", "keep", "messages", "FIFO")


spoken = st.text(alphabet="aB it?and-", max_size=30)


@given(spoken, st.lists(spoken, max_size=3))
def test_nothing_is_taken_over_without_need(question: str, history: list[str]) -> None:
    """And never from nowhere."""
    carried = topic(question, history)

    assert not carried or is_follow_up(question, history)
    assert all(any(word in earlier for earlier in history) for word in carried)
