"""The known questions of the project: enough of them, and every gold place still holds."""

from pathlib import Path

import pytest

from eval import Question, read_known
from ingest import Lines

ROOT = Path(__file__).parents[2]
KNOWN = ROOT / "eval" / "known" / "aws.jsonl"
NOTES = ROOT / "notes"


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    """All of them; reading them checks their form and that each id is unique."""
    return read_known(KNOWN)


@pytest.fixture(scope="module")
def lines() -> dict[str, tuple[str, ...]]:
    """The lines of every sample note, as they stand in the file."""
    return {
        path.relative_to(NOTES).as_posix(): Lines(path.read_bytes().decode("utf-8")).contents
        for path in NOTES.rglob("*")
        if path.is_file()
    }


def test_there_are_enough_questions(questions: tuple[Question, ...]) -> None:
    """At least 150, of which at least 30 are not answered by the notes."""
    assert len(questions) >= 150
    assert sum(not question.answerable for question in questions) >= 30


def test_ids_are_unique_and_questions_too(questions: tuple[Question, ...]) -> None:
    """The same words after another conversation are another question."""
    assert len({question.id for question in questions}) == len(questions)
    asked = {(question.question.casefold(), question.history) for question in questions}
    assert len(asked) == len(questions)


def test_every_question_can_be_judged(questions: tuple[Question, ...]) -> None:
    """Each has a kind; what is answerable has a topic, lines and answer strings."""
    for question in questions:
        assert question.kind, question.id
        if question.answerable:
            assert question.topic, question.id
            assert question.answers or question.must_include, question.id
            assert all(place.first_line is not None for place in question.gold), question.id


def test_every_gold_place_exists(
    questions: tuple[Question, ...], lines: dict[str, tuple[str, ...]]
) -> None:
    """Its note is in the folder and has so many lines."""
    for question in questions:
        for place in question.gold:
            assert place.note in lines, (question.id, place)
            assert (place.last_line or 0) <= len(lines[place.note]), (question.id, place)


def test_every_gold_place_holds_its_answer(
    questions: tuple[Question, ...], lines: dict[str, tuple[str, ...]]
) -> None:
    """Verbatim in the raw lines: one answer in each place, a list over all places together."""
    for question in questions:
        texts = [
            "\n".join(lines[place.note][(place.first_line or 1) - 1 : place.last_line])
            for place in question.gold
        ]
        if question.must_include:
            missing = [wanted for wanted in question.must_include if wanted not in "\n".join(texts)]
            assert not missing, (question.id, missing)
        else:
            for text, place in zip(texts, question.gold, strict=True):
                assert any(answer in text for answer in question.answers), (question.id, place)
