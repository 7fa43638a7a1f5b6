"""Encyclopedia passages made to look like notes: of their size, and in their style."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from retriever.reader import Reading

from .examples import Part

_MOST_WORDS = 90
_WINDOW = (50, 90)
"""Words of a passage of notes."""
_MARKERS = ("- ", "- ", "* ", "", "• ")
_MARKED = 0.8
_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLES_DROPPED = (0.0, 0.6, 0.95)
_STOP_DROPPED = 0.7


def windowed(part: Part, random: Generator) -> Part:
    """Some units in a row, if the passage is longer than one of notes; one that answers among them.

    Where in the window the answer stands is left to chance: it must not be learnt.
    """
    units = part.reading.units
    words = sum(len(unit.split()) for unit in units)
    if words <= _MOST_WORDS:
        return part
    wanted = int(random.integers(*_WINDOW, endpoint=True)) * len(units) // words
    size = int(np.clip(wanted, 1, len(units)))
    first = int(random.integers(len(units) - size + 1))
    if part.gold:
        answer = int(random.choice(sorted(part.gold)))
        first = int(np.clip(answer - random.integers(size), 0, len(units) - size))
    last = first + size
    gold = frozenset(number - first for number in part.gold if first <= number < last)
    return Part(Reading(part.reading.path, units[first:last]), gold)


def as_notes(units: Sequence[str], random: Generator) -> tuple[str, ...]:
    """The units as list items or bare lines, with fewer articles and full stops."""
    marker = str(random.choice(_MARKERS)) if random.random() < _MARKED else ""
    dropped = float(random.choice(_ARTICLES_DROPPED))
    return tuple(marker + _terse(unit, dropped, random) for unit in units)


def _terse(unit: str, dropped: float, random: Generator) -> str:
    words = [
        word for word in unit.split() if word.lower() not in _ARTICLES or random.random() >= dropped
    ]
    text = " ".join(words) if len(words) > 1 else unit
    return text.rstrip(".") if random.random() < _STOP_DROPPED else text
