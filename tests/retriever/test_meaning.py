"""With the model that ships, notes are found by what they mean."""

import pytest

from retriever import Answer, Assistant, NotInNotes


@pytest.mark.parametrize(
    ("question", "answer", "note"),
    [
        ("How long are unread messages kept?", "kept for 4 days", "sqs.md"),
        ("How big may a message be?", "256 KB", "sqs.md"),
        ("How much sunlight does a tomato plant want?", "six hours of sun", "garden.md"),
        ("Why should I water tomatoes at the root?", "wet leaves catch blight", "garden.md"),
        ("At what temperature is green tea brewed?", "75 degrees", "tea.txt"),
        ("What is SQS?", "managed message queue", "sqs.md"),
    ],
)
def test_a_question_in_other_words_is_answered(
    reader: Assistant, question: str, answer: str, note: str
) -> None:
    """The answer stands in the first quote."""
    reply = reader.ask(question)

    assert isinstance(reply, Answer), reply.reason
    assert answer in reply.citations[0].quote
    assert reply.citations[0].span.note_id == note


@pytest.mark.parametrize(
    "question",
    ["Who won the football world cup?", "How do I descale a coffee machine?", "消息保留多长时间"],
)
def test_what_no_note_speaks_of_is_declined(reader: Assistant, question: str) -> None:
    """With a reason, and what came nearest all the same."""
    reply = reader.ask(question)

    assert isinstance(reply, NotInNotes)
    assert reply.reason
    assert reply.hits


def test_a_misspelt_question_is_answered(reader: Assistant) -> None:
    """And the reply says what was searched."""
    reply = reader.ask("How long are unraed mesages kept?")

    assert reply.searched_as == "How long are unread messages kept?"
    assert isinstance(reply, Answer)


def test_a_follow_up_is_answered(reader: Assistant) -> None:
    """By the subject of the question before."""
    reply = reader.ask("And how much in one batch?", ["How big may a message be?"])

    assert isinstance(reply, Answer)
    assert "10 messages" in " ".join(citation.quote for citation in reply.citations)


@pytest.mark.parametrize("question", ["basil \ud83e here", "a\0b basil", "basil " * 5000])
def test_odd_questions_do_not_trouble_the_model(reader: Assistant, question: str) -> None:
    """Half a surrogate pair, a NUL, and far more words than it reads."""
    assert reader.ask(question).hits
