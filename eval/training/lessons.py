"""Examples as tokens, packed into steps of about the same cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from retriever.reader.rows import Row, Words, row

from .examples import Example

STEP_TOKENS = 5000
"""Tokens of a step: seven questions or so."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example as the network is given it."""

    rows: tuple[Row, ...]
    gold: frozenset[int]
    """Numbers of units that answer, from 0 and on through the rows."""
    whole: bool

    @property
    def units(self) -> int:
        """How many units there are in all rows."""
        return sum(row.units for row in self.rows)

    @property
    def tokens(self) -> int:
        """How many tokens there are in all rows."""
        return sum(len(row.tokens) for row in self.rows)


def lessons_of(words: Words, examples: Sequence[Example]) -> list[Lesson]:
    """A lesson for each example, in order, but for those whose answer has no room in the row."""
    # In one call: the tokenizer then works on all cores.
    texts = [text for example in examples for text in _texts(example)]
    tokens = iter(words.tokens(texts))
    lessons = [_lesson(example, tokens) for example in examples]
    return [
        lesson
        for example, lesson in zip(examples, lessons, strict=True)
        if lesson.units and (lesson.gold or not example.is_answered)
    ]


def packed(
    lessons: Sequence[Lesson], random: Generator, budget: int = STEP_TOKENS
) -> Iterator[list[Lesson]]:
    """The lessons in a random order, each once, as steps of at most `budget` tokens.

    A lesson that is longer makes a step of its own.
    """
    step: list[Lesson] = []
    for number in random.permutation(len(lessons)):
        lesson = lessons[int(number)]
        if step and sum(one.tokens for one in step) + lesson.tokens > budget:
            yield step
            step = []
        step.append(lesson)
    if step:
        yield step


def _texts(example: Example) -> Iterator[str]:
    yield example.question
    for part in example.parts:
        yield part.reading.path
        yield from part.reading.units


def _lesson(example: Example, tokens: Iterator[list[int]]) -> Lesson:
    """The lesson whose texts come next in `tokens`."""
    question = next(tokens)
    rows: list[Row] = []
    gold: set[int] = set()
    seen = 0
    for part in example.parts:
        path = next(tokens)
        made = row(question, path, [next(tokens) for _ in part.reading.units])
        gold |= {seen + number for number in part.gold if number < made.units}
        seen += made.units
        rows.append(made)
    return Lesson(tuple(rows), frozenset(gold), example.whole)
