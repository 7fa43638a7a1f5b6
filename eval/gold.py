"""Whether the notes still hold what the known questions say they hold.

Notes change, and questions written for one folder get asked of another. Gold that has moved
would otherwise show as poor recall.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ingest import Lines, UnreadableNoteError, read_note

from .errors import KnownQuestionsError
from .metrics import fold
from .model import Place, Question


def stale_gold(questions: Sequence[Question], notes: Path) -> tuple[str, ...]:
    """What the notes no longer bear out, one sentence for each gold place or list answer.

    Raises:
        KnownQuestionsError: not one of the gold notes is in the folder: it is the wrong one.
    """
    named = dict.fromkeys(place.note for question in questions for place in question.gold)
    if named and not any((notes / note).is_file() for note in named):
        raise KnownQuestionsError(
            f"None of the {len(named)} notes that hold the known answers, such as "
            f"{next(iter(named))}, is in {notes}. Name their folder with --notes"
        )

    @cache
    def lines_of(note: str) -> tuple[str, ...] | None:
        try:
            return Lines(read_note(note, notes / note).text).contents
        except UnreadableNoteError:
            return None

    def text_of(place: Place) -> str | None:
        lines = lines_of(place.note)
        if lines is None or (place.last_line or 0) > len(lines):
            return None
        return fold("\n".join(lines[(place.first_line or 1) - 1 : place.last_line]))

    return tuple(
        f"{question.id}: {problem}"
        for question in questions
        for problem in _problems(question, [text_of(place) for place in question.gold])
    )


def _problems(question: Question, texts: Sequence[str | None]) -> Iterator[str]:
    answers = () if question.must_include else question.answers
    for place, text in zip(question.gold, texts, strict=True):
        if text is None:
            yield f"{in_words(place)} cannot be read"
        elif answers and not any(fold(answer) in text for answer in answers):
            yield f"{in_words(place)} holds none of the answers"
    for wanted in question.must_include:
        if not any(text is not None and fold(wanted) in text for text in texts):
            yield f'no gold place holds "{wanted}"'


def in_words(place: Place) -> str:
    """Such as `sqs.md` or `sqs.md, lines 3 to 9`."""
    if place.first_line is None:
        return place.note
    if place.first_line == place.last_line:
        return f"{place.note}, line {place.first_line}"
    return f"{place.note}, lines {place.first_line} to {place.last_line}"
