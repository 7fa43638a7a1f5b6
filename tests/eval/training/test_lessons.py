"""Examples as tokens, and steps of them."""

from collections import Counter
from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eval.training.examples import Example, Part
from eval.training.lessons import Lesson, lessons_of, packed
from index import BUILT_IN, find_model
from retriever.reader import Reading
from retriever.reader.rows import Words, row

WORDS = Words(find_model(BUILT_IN).tokenizer)


def test_units_are_numbered_through_the_passages() -> None:
    """The second unit of the second passage is the fourth of all."""
    parts = (
        Part(Reading("Queues", ("keeps the order", "loses nothing"))),
        Part(Reading("", ("first", "second")), frozenset({1})),
    )

    (lesson,) = lessons_of(WORDS, [Example("What is kept?", parts)])

    assert (lesson.units, sorted(lesson.gold)) == (4, [3])
    assert lesson.rows == tuple(WORDS.rows("What is kept?", [part.reading for part in parts]))


def test_an_answer_that_has_no_room_teaches_nothing() -> None:
    """A row ends long before the fiftieth unit; it must not teach that nothing answers."""
    reading = Reading("", ("one two three four five six seven eight nine ten",) * 50)
    lost = Example("Where?", (Part(reading, frozenset({49})),))
    kept = Example("Where?", (Part(reading, frozenset({0, 49})),))
    none = Example("Where?", (Part(reading),))

    assert [sorted(one.gold) for one in lessons_of(WORDS, [lost, kept, none])] == [[0], []]


def test_nothing_to_read_teaches_nothing() -> None:
    """Passages may have no units at all."""
    assert lessons_of(WORDS, [Example("Where?", (Part(Reading("Empty", ())),))]) == []


def test_a_long_lesson_is_a_step_of_its_own(lesson: Callable[..., Lesson]) -> None:
    """A lesson is never cut."""
    long = lesson([20])
    assert long.tokens > 40

    steps = list(packed([lesson([1]), long, lesson([1])], np.random.default_rng(1), budget=20))

    assert [long] in steps


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(1, 60), st.integers(0, 9))
def test_every_lesson_is_in_one_step(sizes: list[int], budget: int, seed: int) -> None:
    """None is lost or doubled, and no step of several is over budget."""
    lessons = [
        Lesson((row([number], [], [[7]] * size),), frozenset(), whole=False)
        for number, size in enumerate(sizes)
    ]

    steps = list(packed(lessons, np.random.default_rng(seed), budget))

    assert Counter(one for step in steps for one in step) == Counter(lessons)
    assert all(len(step) == 1 or sum(one.tokens for one in step) <= budget for step in steps)
    assert all(steps)
