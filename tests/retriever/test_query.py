"""What is searched for a question."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Encoder, Store
from retriever import EmptyQuestionError
from retriever.query import LONGEST_QUESTION, understand
from retriever.syntax import Scope

FIRST = "How long are unread messages kept?"


@pytest.mark.parametrize(
    "question", ["", " ", "\n\t\u00a0", "?", "...!?", "\0", "🦉", "\ud800", "_", "\u037a", "\uff9e"]
)
def test_a_question_without_a_word_is_refused(
    store: Store, encoder: Encoder, question: str
) -> None:
    """With an example of a question; letters that stand for no word are none."""
    with pytest.raises(EmptyQuestionError, match="what is a queue"):
        understand(store, encoder, question)


def test_white_space_in_a_question_means_nothing(store: Store, encoder: Encoder) -> None:
    """Line breaks and indents included."""
    query = understand(store, encoder, "  How   long\n are\tmessages  kept? ")

    assert query.question == query.searched_as == "How long are messages kept?"


def test_a_misspelt_word_is_searched_as_the_notes_spell_it(store: Store, encoder: Encoder) -> None:
    """The question itself stays as it was typed."""
    query = understand(store, encoder, "Retentoin of a mesage")

    assert query.question == "Retentoin of a mesage"
    assert query.searched_as == "retention of a message"
    assert query.terms == ("retention", "message")


def test_unknown_words_are_told_apart(store: Store, encoder: Encoder) -> None:
    """They count in the coverage all the same: a text cannot cover them."""
    query = understand(store, encoder, "Zookeeper message")

    assert (query.terms, query.unknown) == (("message",), ("zookeeper",))
    assert 0 < query.coverage(frozenset({"messag"})) < 0.5


def test_coverage_is_a_share_of_the_weights(store: Store, encoder: Encoder) -> None:
    """Nothing covers 0, everything covers 1, and the rarer word covers more."""
    query = understand(store, encoder, "tomatoes and basil")

    assert query.coverage(frozenset()) == 0
    assert query.coverage(frozenset({"tomato", "basil", "else"})) == 1
    # 6 passages: log(1 + 6/1) for basil, log(1 + 6/2) for tomatoes.
    assert store.count("passages") == 6
    share = math.log(7) / (math.log(7) + math.log(4))
    assert query.coverage(frozenset({"basil"})) == pytest.approx(share)


def test_a_follow_up_is_searched_with_the_question_before(store: Store, encoder: Encoder) -> None:
    """Visibly, in `searched_as`; of several earlier questions the last one."""
    query = understand(store, encoder, "And read ones?", ["What is basil?", FIRST])

    assert query.question == "And read ones?"
    assert query.searched_as == "long unread messages kept And read ones?"
    assert query.carried == ("long", "unread", "messages", "kept")
    assert "unread" in query.terms


def test_carried_words_can_be_left_out(store: Store, encoder: Encoder) -> None:
    """Whatever their case; the question stays a follow-up."""
    query = understand(store, encoder, "And read ones?", [FIRST], without=("LONG", "unread"))

    assert query.searched_as == "messages kept And read ones?"
    assert query.carried == ("messages", "kept")


def test_filters_are_no_words(store: Store, encoder: Encoder) -> None:
    """They are shown behind what is searched, and those of earlier questions are over."""
    query = understand(store, encoder, 'And "read ones" in:x -basil?', [f"{FIRST} tag:y"])

    assert query.asked == "long unread messages kept And read ones ?"
    assert query.searched_as == f'{query.asked} "read ones" -basil in:x'
    assert query.scope == Scope(folders=("x",), phrases=("read ones",), excluded=("basil",))
    with pytest.raises(EmptyQuestionError):
        understand(store, encoder, "in:x -basil")


def test_words_that_only_ask_are_never_unknown(store: Store, encoder: Encoder) -> None:
    """The notes have neither `meaning` nor `stand`."""
    for question in ("What does SQS stand for?", "Tell me the meaning of SQS"):
        query = understand(store, encoder, question)
        assert (query.terms, query.unknown) == (("sqs",), ())


def test_an_independent_question_is_searched_alone(store: Store, encoder: Encoder) -> None:
    """Whatever was asked before."""
    question = "How many hours of sun do tomatoes need?"

    assert understand(store, encoder, question, [FIRST]).searched_as == question


def test_blank_earlier_questions_are_no_history(store: Store, encoder: Encoder) -> None:
    """The question before them is the one that counts."""
    assert understand(store, encoder, "And it?", [" ", ""]).searched_as == "And it?"
    found = understand(store, encoder, "And it?", [FIRST, "\n"])
    assert found.searched_as == "long unread messages kept And it?"


def test_only_the_start_of_an_endless_question_is_read(store: Store, encoder: Encoder) -> None:
    """The same for the history: a hundred kilobytes take no longer than a page."""
    endless = " ".join(f"word{number}" for number in range(12_000))

    assert len(understand(store, encoder, endless).question) <= LONGEST_QUESTION
    query = understand(store, encoder, "And it?", [endless])
    assert len(query.searched_as) <= 2 * LONGEST_QUESTION
    assert understand(store, encoder, " " * 5000 + "basil").terms == ("basil",)


def test_half_a_surrogate_pair_is_a_question_mark(store: Store, encoder: Encoder) -> None:
    """No file, database or model takes it."""
    assert understand(store, encoder, "basil \ud83e here").question == "basil ? here"


@given(question=st.text(), earlier=st.lists(st.text(), max_size=2))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_understood_or_refused(
    store: Store, encoder: Encoder, question: str, earlier: list[str]
) -> None:
    """Never another error; coverage is a share."""
    try:
        query = understand(store, encoder, question, earlier)
    except EmptyQuestionError:
        return
    assert math.isclose(query.coverage(frozenset(query.weights)), 1)
    query.searched_as.encode()
