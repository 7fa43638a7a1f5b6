"""Known questions in Quoth's own form: JSON Lines, one question a line.

The keys are those of `Question`, with a gold place written `{"note": ..., "lines": [first,
last]}`, or without `lines` where any passage of the note will do.
"""

from collections.abc import Mapping
from pathlib import Path

from .model import Place, Question
from .row import Row, read_rows

_KEYS = (
    "id",
    "question",
    "history",
    "answerable",
    "answers",
    "must_include",
    "gold",
    "kind",
    "topic",
)


def read_jsonl(path: Path) -> tuple[Question, ...]:
    """The questions of the file at `path`, in its order."""
    return tuple(question_from(row) for row in read_rows(path))


def question_from(row: Row) -> Question:
    """The question that `row` describes, checked to be judgeable."""
    row.check_spelling(_KEYS)
    question = Question(
        id=row.text("id"),
        question=row.text("question"),
        answerable=row.flag("answerable"),
        history=row.texts("history"),
        answers=row.texts("answers"),
        must_include=row.texts("must_include"),
        gold=tuple(place_from(place) for place in row.rows("gold")),
        kind=row.text("kind", ""),
        topic=row.text("topic", ""),
    )
    if question.answerable and not question.gold:
        raise row.complaint('an answerable question needs a place in "gold" that answers it')
    if not question.answerable and (question.gold or question.answers or question.must_include):
        raise row.complaint(
            'an unanswerable question has no "gold", "answers" or "must_include". '
            'Empty them, or set "answerable" to true'
        )
    return question


def object_of(question: Question) -> Mapping[str, object]:
    """The JSON object that `question_from` reads back as `question`."""
    return {
        "id": question.id,
        "question": question.question,
        "history": list(question.history),
        "answerable": question.answerable,
        "answers": list(question.answers),
        "must_include": list(question.must_include),
        "gold": [object_of_place(place) for place in question.gold],
        "kind": question.kind,
        "topic": question.topic,
    }


def object_of_place(place: Place) -> dict[str, object]:
    """`{"note", "lines"}`, without `lines` for a whole note."""
    if place.first_line is None:
        return {"note": place.note}
    return {"note": place.note, "lines": [place.first_line, place.last_line]}


def place_from(row: Row) -> Place:
    """The place that `row` describes: `{"note", "lines"}`."""
    note, lines = row.text("note"), row.values.get("lines")
    match lines:
        case None:
            return Place(note)
        case [int(first), int(last)] if 1 <= first <= last:
            return Place(note, first, last)
    raise row.complaint(
        f'"lines" must be [first, last], counted from 1, but it is {lines!r}. '
        "Leave it out where any passage of the note will do"
    )
