"""What comes when."""

from itertools import islice

import numpy as np

from eval.training.examples import Example, Part
from eval.training.mixture import Material, Mixture, endless
from eval.training.public import Public, PublicQuestion
from retriever.reader import Reading

OWN = tuple(Example(f"own {n}", (Part(Reading("Own", ("a", "b"))),)) for n in range(5))
PUBLIC = Public((Reading("Public", ("c",)),), (PublicQuestion("public", 0, frozenset({0}), ()),))


def test_every_item_comes_once_before_any_comes_again() -> None:
    """Round by round, each in an order of its own."""
    rounds = endless(range(10), np.random.default_rng(1))

    first, second = list(islice(rounds, 10)), list(islice(rounds, 10))

    assert sorted(first) == sorted(second) == list(range(10))
    assert first != second
    assert list(endless([], np.random.default_rng(1))) == []


def test_public_questions_come_first() -> None:
    """Alone for a fifth of the time, and 12 in 100 after that; never where there are none."""
    material = Material(OWN, PUBLIC)

    assert [material.share_of_public(spent) for spent in (0.0, 0.19, 0.2, 1.0)] == [
        1,
        1,
        0.12,
        0.12,
    ]
    assert Material(OWN).share_of_public(0.0) == 0
    assert Material(OWN, Public((), ())).share_of_public(0.0) == 0


def test_a_mixture_has_both() -> None:
    """Early only public ones, later mostly those of the notebooks."""
    mixture = Mixture(Material(OWN, PUBLIC), np.random.default_rng(1))

    early, late = mixture.take(50, 0.1), mixture.take(500, 0.5)

    assert all(one.is_answered for one in early)
    assert 30 < sum(one.is_answered for one in late) < 90
