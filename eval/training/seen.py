"""Known questions as the pipeline sees them: what was found, and which of it holds the answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import Vectors
from ingest import Lines, Unit, read_note, units
from retriever import Assistant, Found, Match

from ..metrics import fold
from ..model import Place, Question, Quote


@dataclass(frozen=True, slots=True)
class Seen:
    """A question with what was found for it."""

    question: Question
    found: Found


class GoldFinder:
    """Tells which stretches of the notes hold the answer to a question."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        self._read: dict[str, tuple[str, Lines]] = {}

    def passages(self, question: Question, matches: Sequence[Match]) -> Vectors:
        """1 for each match that overlaps a gold place, else 0; of shape (matches,)."""
        return np.array(
            [float(bool(self._extents(question, match))) for match in matches], dtype=np.float32
        )

    def held(self, question: Question, match: Match, start: int, end: int) -> float:
        """The share of the wanted answers that the gold lines between two offsets hold.

        It is 0 or 1 where any one answer will do.
        """
        wanted = question.must_include or question.answers
        note = match.stored.passage.span.note_id
        parts = [
            fold(self._note(note)[0][max(start, gold_start) : min(end, gold_end)])
            for gold_start, gold_end in self._extents(question, match)
            if gold_start < end and start < gold_end
        ]
        if not parts:
            return 0.0
        holds = [any(fold(answer) in part for part in parts) for answer in wanted]
        if question.must_include:
            return sum(holds) / len(holds)
        return float(any(holds))

    def units(self, question: Question, match: Match) -> frozenset[int]:
        """The numbers, from 0, of a match's units that hold the answer.

        Where none holds it alone, they are those on gold lines. An answer that the heading gives
        counts for the first unit under it: the two are quoted together.
        """
        pieces = units(match.stored.passage)
        holding = {
            number
            for number, piece in enumerate(pieces)
            if self.held(question, match, piece.start, piece.end)
        }
        heading = match.stored.passage.heading
        if (
            heading is not None
            and pieces
            and self.held(question, match, heading.start, heading.end)
        ):
            holding.add(0)
        return frozenset(holding) or self._on_gold_lines(question, match, pieces)

    def quote(self, _question: Question, match: Match, start: int, end: int) -> Quote:
        """What stands between two offsets of the match's note, as it would be shown."""
        note = match.stored.passage.span.note_id
        text, lines = self._note(note)
        place = Place(note, lines.number_at(start), lines.number_at(end - 1))
        return Quote(place, text[start:end], verbatim=True)

    def _on_gold_lines(
        self, question: Question, match: Match, pieces: Sequence[Unit]
    ) -> frozenset[int]:
        return frozenset(
            number
            for number, piece in enumerate(pieces)
            for start, end in self._extents(question, match)
            if piece.start < end and start < piece.end
        )

    def _extents(self, question: Question, match: Match) -> list[tuple[int, int]]:
        """The gold places that the match's passage overlaps, as offsets into the note."""
        passage = match.stored.passage
        note = passage.span.note_id
        place = Place(note, passage.first_line, passage.last_line)
        return [self._extent(gold) for gold in question.gold if gold.overlaps(place)]

    def _extent(self, gold: Place) -> tuple[int, int]:
        text, lines = self._note(gold.note)
        if gold.first_line is None or gold.last_line is None:
            return 0, len(text)
        return lines.start(gold.first_line), lines.start(gold.last_line + 1)

    def _note(self, note: str) -> tuple[str, Lines]:
        if note not in self._read:
            text = read_note(note, self._notes / note).text
            self._read[note] = (text, Lines(text))
        return self._read[note]


def see(assistant: Assistant, questions: Sequence[Question]) -> Iterator[Seen]:
    """Each question with what is found for it, in order."""
    for question in questions:
        yield Seen(question, assistant.find(question.question, question.history))
