"""Known questions from a SQuAD v2 JSON file.

Every paragraph is a note of its own. Gold lines are not known, so the answer strings are what
counts, anywhere in that note. "Impossible" was judged against one paragraph: in a whole corpus
another may hold an answer, so false answers are counted a little high. Format: Rajpurkar, Jia
and Liang, Know What You Don't Know, ACL 2018.
"""

from collections.abc import Iterator
from pathlib import Path

from .filename import note_id
from .model import Place, Question
from .row import Row, read_object


def read_squad(path: Path) -> tuple[Question, ...]:
    """The questions of every paragraph, in the order of the file, with their title as topic."""
    return tuple(
        _question(entry, title, note)
        for title, note, paragraph in _paragraphs(path)
        for entry in paragraph.rows("qas")
    )


def squad_notes(path: Path) -> Iterator[tuple[str, str]]:
    """Note id and text of every paragraph: its context, as it is."""
    for _, note, paragraph in _paragraphs(path):
        yield note, paragraph.text("context")


def _paragraphs(path: Path) -> Iterator[tuple[str, str, Row]]:
    for article in read_object(path).rows("data"):
        title = article.text("title")
        for number, paragraph in enumerate(article.rows("paragraphs")):
            yield title, f"{note_id(title, '')}/{number:03}.txt", paragraph


def _question(entry: Row, title: str, note: str) -> Question:
    answerable = not entry.flag("is_impossible", default=False)
    answers = tuple(dict.fromkeys(answer.text("text") for answer in entry.rows("answers")))
    if answerable and not answers:
        raise entry.complaint('"answers" is empty. Give one, or set "is_impossible" to true')
    return Question(
        id=entry.text("id"),
        question=entry.text("question"),
        answerable=answerable,
        answers=answers if answerable else (),
        gold=(Place(note),) if answerable else (),
        topic=title,
    )
