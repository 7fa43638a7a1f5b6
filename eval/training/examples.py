"""What the reader learns from: a question, passages, and which of their units answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import Store
from retriever import EmptyQuestionError, Match, RankerWeights
from retriever.finder import Finder
from retriever.reader import Reading, reading

from ..model import Question
from .notebooks import Notebook
from .seen import GoldFinder

CANDIDATES = 20
"""Passages of a question, as many as are read when answering: what else it must tell apart."""

_UNREAD = RankerWeights({}, {}, {})
"""Search alone is wanted: at first there is no reader to put passages in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with the numbers, from 0, of its units that answer the question."""

    reading: Reading
    gold: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A question with passages, best first where search found them."""

    question: str
    parts: tuple[Part, ...]
    whole: bool = False
    """A list is asked for: every gold unit is wanted, not any one."""

    @property
    def is_answered(self) -> bool:
        """Whether any of the passages answers."""
        return any(part.gold for part in self.parts)


def examples_of(notebook: Notebook, index_folder: Path) -> Iterator[Example | None]:
    """Each question of the notebook as the product's own search sees it, in order.

    None for a question that teaches nothing: search finds no passage for it, or the notes answer
    but no passage found does. The reader would learn to decline what it was never shown.
    """
    finder = Finder(Store(index_folder), _UNREAD, None)
    try:
        with finder.snapshot():
            maker = _Maker(finder, GoldFinder(notebook.notes))
            for question in notebook.questions:
                yield maker.example(question)
    finally:
        finder.store.close()


class _Maker:
    def __init__(self, finder: Finder, gold: GoldFinder) -> None:
        self._finder, self._gold = finder, gold
        # Passages come up for many questions; kept once, thousands of examples fit in memory.
        self._readings: dict[int, Reading] = {}

    def example(self, question: Question) -> Example | None:
        try:
            query, matches = self._finder.search(question.question, question.history)
        except EmptyQuestionError:
            return None
        parts = tuple(self._part(question, match) for match in matches[:CANDIDATES])
        example = Example(query.asked, parts, bool(question.must_include))
        useful = example.is_answered if question.answerable else bool(parts)
        return example if useful else None

    def _part(self, question: Question, match: Match) -> Part:
        number = match.stored.number
        if number not in self._readings:
            self._readings[number] = reading(match.stored.title, match.stored.passage)
        return Part(self._readings[number], self._gold.units(question, match))
