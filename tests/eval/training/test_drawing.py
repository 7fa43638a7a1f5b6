"""Which passages of a question a step gets to see."""

from collections import Counter

import numpy as np

from eval.training.drawing import drawn, hard, without_gold
from eval.training.examples import Example, Part
from retriever.reader import Reading

OTHERS = [Part(Reading(f"Other {number}", (f"unit {number}",))) for number in range(17)]
GOLD = [
    Part(Reading(f"Gold {number}", ("something else", f"answer {number}")), frozenset({1}))
    for number in range(3)
]


def draws(example: Example) -> list[Example]:
    """What comes of five hundred draws."""
    found = (drawn(example, np.random.default_rng(seed)) for seed in range(500))
    return [one for one in found if one is not None]


def test_an_answered_question() -> None:
    """Two passages that answer, and three to five that do not; now and then no answer at all."""
    found = draws(Example("What is the answer?", (*GOLD, *OTHERS)))

    assert {len(one.parts) for one in found} == {5, 6, 7}
    assert {sum(bool(part.gold) for part in one.parts) for one in found} == {0, 2}
    taken = [one for one in found if not one.is_answered]
    assert 0.05 < len(taken) / len(found) < 0.15
    units = {unit for one in taken for part in one.parts for unit in part.reading.units}
    assert "something else" in units
    assert not any(unit.startswith("answer") for unit in units)


def test_a_list_keeps_its_answer() -> None:
    """Half a list is still one: taking units away would not make it unanswerable."""
    found = draws(Example("What are the answers?", (*GOLD, *OTHERS), whole=True))

    assert all(one.is_answered and one.whole for one in found)


def test_a_question_without_an_answer() -> None:
    """One passage more, since none answers."""
    found = draws(Example("What is it?", tuple(OTHERS)))

    assert {len(one.parts) for one in found} == {4, 5, 6}


def test_higher_ranks_are_likelier() -> None:
    """The first is drawn more often than the tenth, and the tenth is drawn."""
    random = np.random.default_rng(1)
    often = Counter(part.reading.path for _ in range(500) for part in hard(OTHERS, 3, random))

    assert often["Other 0"] > 1.5 * often["Other 9"] > 0


def test_no_passage_is_drawn_twice() -> None:
    """And no more than there are."""
    found = hard(OTHERS[:2], 5, np.random.default_rng(1))

    assert sorted(part.reading.path for part in found) == ["Other 0", "Other 1"]
    assert hard([], 5, np.random.default_rng(1)) == []


def test_where_the_answer_was_all_there_is_nothing_left() -> None:
    """Such a draw is no example; the others are whole."""
    only = Part(Reading("Only", ("the answer",)), frozenset({0}))

    found = [drawn(Example("What?", (only,)), np.random.default_rng(seed)) for seed in range(100)]

    assert without_gold(only) == Part(Reading("Only", ()))
    assert None in found
    assert all(one.is_answered for one in found if one is not None)
