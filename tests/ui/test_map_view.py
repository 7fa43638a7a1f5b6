"""What the map shows: dots, the last question among them, and all of it in words."""

from dataclasses import replace

import pytest

from ui.map_groups import ColourBy
from ui.map_view import Dot, Kind, LastQuestion, MapView, map_view, place_label
from ui.opening import OpenNote
from ui.placed_notes import PlacedPassage

SQS = PlacedPassage(
    *("aws/sqs.md", "SQS", ("aws",), ("SQS", "Standard queue"), 5, 7, "At least once.", 0.0, 0.0)
)
FIFO = replace(SQS, headings=("SQS", "FIFO"), first_line=9, last_line=9, x=1.0, y=0.0)
LOOSE = PlacedPassage("b.md", "Bread", (), (), 1, 1, "The dough rests.", -1.0, 1.0)
PASSAGES = (SQS, FIFO, LOOSE)


def asked(*scores: float) -> LastQuestion:
    """A question that found the first passages, with these scores."""
    hits = tuple(
        (passage.note, passage.first_line, passage.last_line, score)
        for passage, score in zip(PASSAGES, scores, strict=False)
    )
    return LastQuestion("How often?", hits)


def question_in(view: MapView) -> Dot:
    """The dot of the last question."""
    assert view.question is not None
    return view.question


def test_each_passage_is_a_dot() -> None:
    """With its heading path, or the note's title where it stands under no heading."""
    view = map_view(PASSAGES, ColourBy.NOTE)

    assert [dot.heading for dot in view.dots] == ["SQS > Standard queue", "SQS > FIFO", "Bread"]
    assert [dot.lines for dot in view.dots] == ["lines 5-7", "line 9", "line 1"]
    assert [dot.group for dot in view.dots] == ["SQS", "SQS", "Bread"]
    assert view.dots[0].place == OpenNote("aws/sqs.md", 5, 7)
    assert view.groups == ("SQS", "Bread")
    assert view.question is None


def test_the_question_stands_in_the_middle_of_what_it_found() -> None:
    """The better pulling harder: three quarters of the way to what scores three times as much."""
    question = question_in(map_view(PASSAGES, ColourBy.NOTE, asked(1.0, 3.0)))

    assert (question.x, question.y) == (0.75, 0.0)
    assert question.heading == "How often?"
    assert question.place is None


@pytest.mark.parametrize("score", [0.0, -2.0])
def test_scores_that_pull_nowhere_are_equal(score: float) -> None:
    """There is a middle all the same."""
    assert question_in(map_view(PASSAGES, ColourBy.NOTE, asked(score, score))).x == 0.5


def test_what_must_be_seen_comes_last() -> None:
    """Passages, then the question, then what it found, the best on top."""
    view = map_view(PASSAGES, ColourBy.NOTE, asked(2.0, 1.0))

    assert [dot.kind for dot in view.dots] == [Kind.PASSAGE, Kind.QUESTION, Kind.HIT, Kind.HIT]
    assert [dot.rank for dot in view.dots] == [None, None, 2, 1]


def test_hits_that_are_gone_are_not_drawn() -> None:
    """Ranks are not counted anew, and with none left the question is not drawn either."""
    gone = ("gone.md", 1, 2, 9.0)
    some = map_view(PASSAGES, ColourBy.NOTE, LastQuestion("?", (gone, *asked(1.0).hits)))
    none = map_view(PASSAGES, ColourBy.NOTE, LastQuestion("?", (gone,)))

    assert [dot.rank for dot in some.dots if dot.rank] == [2]
    assert (question_in(some).x, question_in(some).y) == (0.0, 0.0)
    assert none.question is None
    assert len(none.dots) == 3


def test_the_picture_is_said_in_words() -> None:
    """How much there is, what the colours are, and what was asked."""
    said = map_view(PASSAGES, ColourBy.NOTE, asked(1.0)).description

    assert "3 passages of 2 notes" in said
    assert "Coloured by note; the biggest groups are SQS (2), Bread (1)." in said
    assert "The last question, How often?, stands among the 1 passage found for it." in said
    assert "question" not in map_view(PASSAGES, ColourBy.NOTE).description


def test_nothing_turns_the_text_around() -> None:
    """In a question or a file name; what is opened keeps its exact name."""
    odd = replace(LOOSE, note="b\u202e.md")
    view = map_view([odd], ColourBy.FOLDER, LastQuestion("a\u202eb", (("b\u202e.md", 1, 1, 1.0),)))

    assert question_in(view).heading == "a<U+202E>b"
    assert view.dots[-1].note == "b<U+202E>.md"
    assert view.dots[-1].place == OpenNote("b\u202e.md", 1, 1)
    assert place_label(odd) == "Bread · b<U+202E>.md, line 1"


def test_without_passages_there_is_nothing() -> None:
    """And nothing fails."""
    assert map_view((), ColourBy.TAG, asked(1.0)).dots == ()
