"""Telling the forms of known questions apart, and what holds for all of them."""

import json
from pathlib import Path

import pytest

from eval import KnownQuestionsError, Question, evenly, read_known, write_notes


def line(number: int) -> str:
    """A line with the unanswerable question `number`."""
    return json.dumps({"id": f"q{number}", "question": "Why?", "answerable": False})


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("absent.jsonl", r"There is no .*absent\.jsonl\. Name a file or folder"),
        ("known.csv", r"known\.csv ends in \.csv, which is no form of known questions"),
        ("known", r"known ends in nothing, which is no form"),
    ],
)
def test_paths_that_are_no_known_questions(tmp_path: Path, name: str, problem: str) -> None:
    """The message says what was expected."""
    for present in ("known.csv", "known"):
        (tmp_path / present).write_text("x", encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match=problem):
        read_known(tmp_path / name)


def test_a_folder_that_lacks_a_part_of_beir(tmp_path: Path) -> None:
    """The missing parts are named."""
    (tmp_path / "corpus.jsonl").touch()

    with pytest.raises(KnownQuestionsError, match=r"queries\.jsonl and qrels missing"):
        read_known(tmp_path)


def test_a_folder_of_known_questions(tmp_path: Path) -> None:
    """Every `*.known.jsonl` in it, by name; notes and other files beside them are no matter."""
    (tmp_path / "b.known.jsonl").write_text(f"{line(1)}\n{line(2)}\n", encoding="utf-8")
    (tmp_path / "a.known.jsonl").write_text(f"{line(1)}\n", encoding="utf-8")
    (tmp_path / "other.jsonl").write_text("{", encoding="utf-8")
    (tmp_path / "a.md").touch()

    assert [question.id for question in read_known(tmp_path)] == ["a:q1", "b:q1", "q2"]


def test_a_folder_with_neither_form(tmp_path: Path) -> None:
    """Both forms are named."""
    with pytest.raises(KnownQuestionsError, match=r"no \*\.known\.jsonl files and is no BEIR"):
        read_known(tmp_path)


def test_several_paths_together(tmp_path: Path) -> None:
    """In the order they are named; ids that do not clash stay as they are."""
    for name, number in (("one", 1), ("two", 2)):
        (tmp_path / f"{name}.jsonl").write_text(line(number), encoding="utf-8")

    questions = read_known(tmp_path / "two.jsonl", tmp_path / "one.jsonl")

    assert [question.id for question in questions] == ["q2", "q1"]


def test_a_file_named_twice(tmp_path: Path) -> None:
    """Its questions cannot be told apart, not even by the file."""
    path = tmp_path / "one.jsonl"
    path.write_text(line(1), encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match='the id "one:q1" is given to 2 questions'):
        read_known(path, path)


def test_one_file_of_several_without_questions(tmp_path: Path) -> None:
    """It is named, though the other has some."""
    (tmp_path / "one.jsonl").write_text(line(1), encoding="utf-8")
    (tmp_path / "two.jsonl").touch()

    with pytest.raises(KnownQuestionsError, match=r"two\.jsonl holds no questions"):
        read_known(tmp_path / "one.jsonl", tmp_path / "two.jsonl")


def test_an_id_given_twice(tmp_path: Path) -> None:
    """Results are told apart by id, so each has its own."""
    path = tmp_path / "known.jsonl"
    path.write_text(f"{line(1)}\n{line(2)}\n{line(1)}\n", encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match='the id "q1" is given to 2 questions'):
        read_known(path)


def test_a_file_without_questions(tmp_path: Path) -> None:
    """An empty file is a mistake, not a perfect score."""
    path = tmp_path / "known.jsonl"
    path.write_text("\n\n", encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match="holds no questions"):
        read_known(path)


def test_a_limit_takes_questions_from_all_over_the_file() -> None:
    """Three of nine: the first of each third."""
    questions = tuple(Question(str(number), "?", False) for number in range(9))

    assert [question.id for question in evenly(questions, 3)] == ["0", "3", "6"]
    assert evenly(questions, None) == evenly(questions, 9) == evenly(questions, 99) == questions


def test_own_questions_have_no_notes_to_write(tmp_path: Path) -> None:
    """JSON Lines are about notes that are there already."""
    path = tmp_path / "known.jsonl"
    path.write_text(line(1), encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match="no documents of its own"):
        write_notes(path, tmp_path / "notes")


def test_notes_are_not_written_over_others(tmp_path: Path) -> None:
    """A folder that holds anything is left alone."""
    path = tmp_path / "squad.json"
    path.write_text('{"data": []}', encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match="is not empty"):
        write_notes(path, tmp_path)
