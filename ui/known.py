"""What was shown or corrected on the page as a question whose answer is known."""

import re

from eval import Place as GoldPlace
from eval import Question
from ingest import Lines, QuothError

from .marking import Emphasis
from .render import PassageView, QuoteView

_KIND = "kept"


class NotInPassageError(QuothError):
    """The words that are said to answer do not stand where they are said to."""


def quoted_by(question: str, history: tuple[str, ...], quote: QuoteView) -> Question:
    """`question`, answered by a quote: by what is marked in it, or by all of it."""
    marked = [piece.text for piece in quote.pieces if piece.emphasis is Emphasis.ANSWER]
    answer = marked[0] if len(marked) == 1 else quote.text
    place = quote.place
    return _known(
        question, history, answer, GoldPlace(place.note, place.first_line, place.last_line)
    )


def answered_by(
    question: str, history: tuple[str, ...], passage: PassageView, words: str
) -> Question:
    """`question`, answered by these words of a passage; a line end counts as a blank.

    Raises:
        NotInPassageError: the passage does not have them.
    """
    found = re.search(r"\s+".join(map(re.escape, words.split())), passage.text)
    if not found or not found[0]:
        raise NotInPassageError(
            "Copy the words that answer from the passage, exactly as they stand there."
        )
    lines = Lines(passage.text)
    before = passage.place.first_line - 1
    first, last = (before + lines.number_at(at) for at in (found.start(), found.end() - 1))
    return _known(question, history, found[0], GoldPlace(passage.place.note, first, last))


def not_answered(question: str, history: tuple[str, ...]) -> Question:
    """`question`, known to have no answer in the notes."""
    return Question("", question, answerable=False, history=history, kind=_KIND)


def _known(question: str, history: tuple[str, ...], answer: str, place: GoldPlace) -> Question:
    return Question(
        "", question, True, history, answers=(answer,), gold=(place,), kind=_KIND, topic=place.note
    )
