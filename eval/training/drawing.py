"""From all passages that search found for a question to the few of one training step.

A question comes up many times; each time it is seen beside other passages, put in other words.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from retriever.reader import Reading

from .examples import Example, Part
from .vary import Habits, shortened, varied

_HABITS = Habits(key_words=0.05, typo=0.06)
_GOLD = 2
"""Passages that answer, at most; further ones are mostly the same fact again."""
_NEGATIVES = (3, 4, 5)
"""Passages that do not answer, beside those that do; one more where none does."""
_NEAR_MISS = 0.10
"""Share of answered questions whose answer is taken away. Near misses are what declining is hard
for, and these are the hardest: everything about the matter is there but the answer."""
_SHORT_PATH = 0.08


def drawn(example: Example, random: Generator) -> Example | None:
    """A smaller example for one step; None where taking the answer away left nothing to read."""
    gold = [part for part in example.parts if part.gold][:_GOLD]
    others = [part for part in example.parts if not part.gold]
    count = int(random.choice(_NEGATIVES)) + (not gold)
    if gold and not example.whole and random.random() < _NEAR_MISS:
        gold = [without_gold(part) for part in gold]
    chosen = [part for part in (*gold, *hard(others, count, random)) if part.reading.units]
    if not chosen:
        return None
    parts = tuple(_with_path(part, random) for part in chosen)
    return replace(example, question=varied(example.question, _HABITS, random), parts=parts)


def hard(parts: Sequence[Part], count: int, random: Generator) -> list[Part]:
    """At most `count` of `parts`, each once; what search put higher is likelier to be drawn.

    It is what the reader must tell from the answer; lower ones keep it from learning that search
    is always nearly right.
    """
    if not parts:
        return []
    weights = 1 / (2 + np.arange(len(parts)))
    size = min(count, len(parts))
    numbers = random.choice(len(parts), size, replace=False, p=weights / weights.sum())
    return [parts[int(number)] for number in numbers]


def without_gold(part: Part) -> Part:
    """The passage without the units that answer."""
    left = tuple(unit for number, unit in enumerate(part.reading.units) if number not in part.gold)
    return Part(Reading(part.reading.path, left))


def _with_path(part: Part, random: Generator) -> Part:
    if random.random() >= _SHORT_PATH:
        return part
    return replace(part, reading=replace(part.reading, path=shortened(part.reading.path, random)))
