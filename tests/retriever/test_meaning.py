"""With the models that ship, notes are found and read by what they mean.

The margins are wide: training the reader or fitting the weights again must not move them far.
"""

import pytest

from ingest import units
from retriever import Answer, Assistant, NotInNotes

ANSWERED = [
    ("How long are unread messages kept?", "kept for 4 days", "sqs.md"),
    ("How big may a message be?", "256 KB", "sqs.md"),
    ("How much sunlight does a tomato plant want?", "six hours of sun", "garden.md"),
    ("Why should I water tomatoes at the root?", "wet leaves catch blight", "garden.md"),
    ("At what temperature is green tea brewed?", "75 degrees", "tea.txt"),
    ("What is SQS?", "managed message queue", "sqs.md"),
]
ELSEWHERE = ["Who won the football world cup?", "How do I descale a coffee machine?"]


@pytest.mark.parametrize(("question", "answer", "note"), ANSWERED)
def test_a_question_in_other_words_is_answered(
    shipped: Assistant, question: str, answer: str, note: str
) -> None:
    """The answer stands in the first quote or the second, and the first is of the right note."""
    reply = shipped.ask(question, sure=0.5)

    assert isinstance(reply, Answer), reply.reason
    assert any(answer in citation.quote for citation in reply.citations[:2])
    assert reply.citations[0].span.note_id == note
    assert reply.hits[0].passage.span.note_id == note


@pytest.mark.parametrize(("question", "answer", "note"), ANSWERED)
def test_the_reader_points_at_the_line_that_answers(
    shipped: Assistant, question: str, answer: str, note: str
) -> None:
    """Of all that were read its score is the highest, and says that it rather answers than not."""
    passages = shipped.find(question).passages

    best = max(passages, key=lambda one: float(one.units.max(initial=-12)))
    passage = best.match.stored.passage
    unit = units(passage)[int(best.units.argmax())]
    base = passage.span.start
    assert answer in passage.text[unit.start - base : unit.end - base]
    assert best.units.max() > 1


@pytest.mark.parametrize("question", ELSEWHERE)
def test_nothing_answers_what_no_note_speaks_of(shipped: Assistant, question: str) -> None:
    """The reader says so of every line that it is shown."""
    assert all(one.units.max() < 0 for one in shipped.find(question).passages)


@pytest.mark.parametrize("question", [*ELSEWHERE, "消息保留多长时间"])
def test_what_no_note_speaks_of_is_declined(shipped: Assistant, question: str) -> None:
    """With a reason, and what came nearest all the same."""
    reply = shipped.ask(question, sure=0.5)

    assert isinstance(reply, NotInNotes)
    assert reply.reason
    assert reply.hits


@pytest.mark.parametrize(
    ("said", "unsaid"),
    [
        ("How big may a message be?", "How much does a message cost?"),
        ("At what temperature is green tea brewed?", "Who invented green tea?"),
        ("What is SQS?", "Which port does SQS use?"),
    ],
)
def test_what_a_note_speaks_of_but_does_not_say_is_less_likely(
    shipped: Assistant, said: str, unsaid: str
) -> None:
    """Two questions about one thing: what the notes say of it, and what they do not."""
    likely, unlikely = (shipped.ask(question).confidence for question in (said, unsaid))

    assert unlikely < likely - 0.2


def test_a_misspelt_question_is_answered(shipped: Assistant) -> None:
    """And the reply says what was searched."""
    reply = shipped.ask("How long are unraed mesages kept?", sure=0.5)

    assert reply.searched_as == "How long are unread messages kept?"
    assert isinstance(reply, Answer)


def test_a_follow_up_is_answered(shipped: Assistant) -> None:
    """By the subject of the question before."""
    reply = shipped.ask("And how much in one batch?", ["How big may a message be?"], sure=0.5)

    assert isinstance(reply, Answer)
    assert "10 messages" in " ".join(citation.quote for citation in reply.citations)


@pytest.mark.parametrize("question", ["basil \ud83e here", "a\0b basil", "basil " * 5000])
def test_odd_questions_do_not_trouble_the_models(shipped: Assistant, question: str) -> None:
    """Half a surrogate pair, a NUL, and far more words than they read."""
    assert shipped.ask(question).hits
