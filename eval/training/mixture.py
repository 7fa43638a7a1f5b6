"""What comes next: public questions first, then notebooks with a few public ones among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from numpy.random import Generator

from .drawing import drawn
from .examples import Example
from .public import Public

PUBLIC_FIRST = 0.2
"""Share of the time in which only public questions are read: how an answer looks, in general."""
_PUBLIC_LATER = 0.12
"""Share of public questions afterwards, lest it be forgotten."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Material:
    """All there is to learn from."""

    examples: tuple[Example, ...]
    """Of the notebooks, with all candidates; at least one."""
    public: Public | None = None
    public_first: float = PUBLIC_FIRST
    """The share of the time that public questions have for themselves."""

    def share_of_public(self, spent: float) -> float:
        """The share of public questions when the share `spent` of the time is over."""
        if self.public is None or not self.public.questions:
            return 0.0
        return 1.0 if spent < self.public_first else _PUBLIC_LATER


class Mixture:
    """Examples without end: every question comes once before any comes again."""

    def __init__(self, material: Material, random: Generator) -> None:
        self._material, self._random = material, random
        self._examples = endless(material.examples, random)
        self._questions = endless(material.public.questions if material.public else (), random)

    def take(self, count: int, spent: float) -> list[Example]:
        """The next `count` examples, as they are mixed when `spent` of the time is over."""
        share = self._material.share_of_public(spent)
        return [self._next(share) for _ in range(count)]

    def _next(self, share: float) -> Example:
        public = self._material.public
        if public is not None and self._random.random() < share:
            return public.drawn(next(self._questions), self._random)
        while True:
            example = drawn(next(self._examples), self._random)
            if example is not None:
                return example


def endless(items: Sequence[_Item], random: Generator) -> Iterator[_Item]:
    """All items in a random order, then all in another one, and so on; none if there are none."""
    while items:
        for number in random.permutation(len(items)):
            yield items[int(number)]
