"""The nouns of the harness: what is asked and what came back. The numbers are in `findings`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Some lines of a note, or the whole note where both lines are None."""

    note: str
    """POSIX path relative to the notes folder."""
    first_line: int | None = None
    last_line: int | None = None
    """Lines are 1-based and inclusive."""

    def __post_init__(self) -> None:
        first, last = self.first_line, self.last_line
        if first is None and last is None:
            return
        if first is None or last is None or not 1 <= first <= last:
            raise ValueError(f"a place needs 1 <= first <= last line, or none, got {first}..{last}")

    def overlaps(self, other: "Place") -> bool:
        """Whether both are in one note and share a line; a whole note shares every line."""
        if self.note != other.note:
            return False
        if self.first_line is None or self.last_line is None:
            return True
        if other.first_line is None or other.last_line is None:
            return True
        return self.first_line <= other.last_line and other.first_line <= self.last_line


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a known answer, or known to have none in the notes."""

    id: str
    question: str
    answerable: bool
    history: tuple[str, ...] = ()
    """Earlier questions of the conversation, oldest first."""
    answers: tuple[str, ...] = ()
    """Any one of these inside a quote answers the question."""
    must_include: tuple[str, ...] = ()
    """A list answer: all of these, over the quotes shown. Where given, `answers` is not used."""
    gold: tuple[Place, ...] = ()
    """Where the notes answer; any one place counts. Empty for unanswerable questions."""
    kind: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that was shown as an answer, and whether the file really says so."""

    place: Place
    text: str
    verbatim: bool
    """Byte for byte what the note's file holds at the quote's offsets, and on its lines."""
    score: float | None = None
    """The retriever's own score of it, from 0 to 1; None in reports of before it was kept."""


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    DECLINED = "not_in_notes"
    FAILED = "failed"
    """Asking raised an error."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for one question."""

    question: Question
    status: Status
    milliseconds: float
    """Wall time of asking, measured from outside."""
    confidence: float | None = None
    """None where asking failed."""
    passages: tuple[Place, ...] = ()
    """Best first."""
    quotes: tuple[Quote, ...] = ()
    """Best first; empty unless answered."""
    reason: str = ""
    """Why it was declined, or the error."""


@dataclass(frozen=True, slots=True)
class Depths:
    """How far down a ranking the measures look."""

    passages: tuple[int, ...] = (1, 3, 5, 10)
    quotes: tuple[int, ...] = (1, 3)

    def __post_init__(self) -> None:
        for depths in (self.passages, self.quotes):
            if not depths or depths[0] < 1 or list(depths) != sorted(set(depths)):
                raise ValueError(f"depths must be rising whole numbers from 1, got {depths}")


OnProgress = Callable[[int, int], None]
"""Called with the number of questions done and the total."""
