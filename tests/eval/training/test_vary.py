"""Questions put in other ways."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eval.training.vary import Habits, shortened, typo, varied

QUESTION = "How long does the queue keep a message?"
NEVER = Habits(key_words=0, typo=0)


def all_ways(habits: Habits) -> set[str]:
    """The ways in which the question is put in a hundred tries."""
    return {varied(QUESTION, habits, np.random.default_rng(seed)) for seed in range(100)}


def test_only_the_question_mark_may_go() -> None:
    """Who makes no typos and does not save words is still not always formal."""
    assert all_ways(NEVER) == {QUESTION, QUESTION.rstrip("?")}


def test_key_words_alone() -> None:
    """The words that carry meaning, as they are written."""
    assert all_ways(Habits(key_words=1, typo=0)) == {"long queue keep message"}


def test_a_question_of_one_key_word_stays() -> None:
    """One word alone is mostly no question any more."""
    habits = Habits(key_words=1, typo=0)

    assert varied("What is SQS?", habits, np.random.default_rng(1)) == "What is SQS?"


def test_one_word_is_misspelt() -> None:
    """At most one word changes."""
    for way in all_ways(Habits(key_words=0, typo=1)):
        pairs = zip(way.split(), QUESTION.split(), strict=True)
        assert sum(one.rstrip("?") != other.rstrip("?") for one, other in pairs) <= 1


@given(st.text(min_size=1, max_size=12), st.integers(0, 200))
def test_a_typo_is_one_slip_inside(word: str, seed: int) -> None:
    """The first letter stays, the length changes by one at most, short words stay whole."""
    found = typo(word, np.random.default_rng(seed))

    assert found[0] == word[0]
    assert abs(len(found) - len(word)) <= 1
    assert found == word or len(word) >= 4


@given(st.text(max_size=40), st.integers(0, 50))
def test_something_is_always_asked(question: str, seed: int) -> None:
    """Whatever the question, no variation empties it."""
    found = varied(question, Habits(0.5, 0.5), np.random.default_rng(seed))

    assert found.strip() or not question.strip()


def test_a_path_is_shortened_to_its_end() -> None:
    """The nearest heading, or nothing."""
    found = {shortened("Cloud > SQS > FIFO", np.random.default_rng(seed)) for seed in range(40)}

    assert found == {"FIFO", ""}
