"""Public questions about encyclopedia passages: many and varied, but nobody's notes.

They teach what an answer to a question looks like; so that little else is learnt from them, their
passages are cut to the size of notes and half of them are written as notes.

`passages.jsonl.xz` holds `{"title", "heading", "units"}` a line; `questions.jsonl.xz` holds
`{"question", "passage", "gold_units", "any_unit", "negatives"}`, with passages by line number from
0 and units by number from 0.
"""

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from numpy.random import Generator

from retriever.reader import Reading

from ..row import Row, seen
from .errors import TrainingError
from .examples import Example, Part
from .note_style import as_notes, windowed
from .vary import Habits, varied

_HABITS = Habits(key_words=0.15, typo=0.08)
_OTHERS = (1, 2, 2, 3)
_NEAR = 0.8
"""Share of the other passages that are about the same; the rest may be about anything."""
_NO_PATH = 0.15
_AS_NOTES = 0.5


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question about a passage, by number; without gold units it has no answer there."""

    question: str
    passage: int
    gold: frozenset[int]
    near: tuple[int, ...]
    """Passages that do not answer it, nearest first."""


@dataclass(frozen=True, slots=True)
class Public:
    """Questions, and the passages they are about."""

    passages: tuple[Reading, ...]
    questions: tuple[PublicQuestion, ...]

    def drawn(self, question: PublicQuestion, random: Generator) -> Example:
        """The question with its passage, and with others that do not answer it."""
        parts = [self._part(question.passage, question.gold, random)]
        numbers = {question.passage}
        for _ in range(int(random.choice(_OTHERS))):
            other = self._other(question, random)
            if other not in numbers and self.passages[other].units:
                numbers.add(other)
                parts.append(self._part(other, frozenset(), random))
        return Example(varied(question.question, _HABITS, random), tuple(parts))

    def _other(self, question: PublicQuestion, random: Generator) -> int:
        if question.near and random.random() < _NEAR:
            return question.near[min(int(random.exponential(2)), len(question.near) - 1)]
        return int(random.integers(len(self.passages)))

    def _part(self, number: int, gold: frozenset[int], random: Generator) -> Part:
        whole = Part(self.passages[number], gold)
        part = windowed(whole, random)
        units = part.reading.units
        if random.random() < _AS_NOTES:
            units = as_notes(units, random)
        path = "" if random.random() < _NO_PATH else part.reading.path
        return Part(Reading(path, units), part.gold)


def read_public(folder: Path) -> Public:
    """The public questions in `folder`, but for those of which no unit is known to answer.

    Raises:
        QuothError: the files are missing or malformed.
    """
    passages = tuple(_passage(row) for row in _rows(folder / "passages.jsonl.xz"))
    questions = tuple(
        _question(row, passages)
        for row in _rows(folder / "questions.jsonl.xz")
        if not row.flag("any_unit", default=False)
    )
    return Public(passages, tuple(one for one in questions if passages[one.passage].units))


def _passage(row: Row) -> Reading:
    names = (row.text("title", ""), row.text("heading", ""))
    units = row.values.get("units")
    # Empty ones are kept: questions name units by number.
    if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
        raise row.complaint(f'"units" must be a list of strings, {seen(row, "units")}')
    return Reading(" > ".join(dict.fromkeys(name for name in names if name)), tuple(units))


def _question(row: Row, passages: Sequence[Reading]) -> PublicQuestion:
    passage = int(row.number("passage"))
    gold, near = row.whole_numbers("gold_units"), row.whole_numbers("negatives")
    if not all(0 <= number < len(passages) for number in (passage, *near)):
        raise row.complaint(f"there are {len(passages)} passages, numbered from 0")
    if not all(0 <= number < len(passages[passage].units) for number in gold):
        raise row.complaint(f"passage {passage} has {len(passages[passage].units)} units")
    return PublicQuestion(row.text("question"), passage, frozenset(gold), near)


def _rows(path: Path) -> Iterator[Row]:
    try:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield _row(path, number, json.loads(line))
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise TrainingError(
            f"{path} cannot be read: {error}. Name a folder with passages.jsonl.xz and "
            "questions.jsonl.xz"
        ) from error


def _row(path: Path, number: int, value: object) -> Row:
    row = Row(path, f"line {number}", {})
    if not isinstance(value, dict):
        raise row.complaint(f"expected a JSON object, found {type(value).__name__}")
    return replace(row, values=value)
