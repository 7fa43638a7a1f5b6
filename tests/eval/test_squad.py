"""SQuAD v2 files: every paragraph a note, some questions impossible."""

import json
from pathlib import Path

import pytest

from eval import KnownQuestionsError, Place, Question, read_known, write_notes

PARAGRAPHS = [
    {"context": "Nothing is asked here.", "qas": []},
    {
        "context": "The Normans came from  Normandy.\r\nThey did.",
        "qas": [
            {
                "id": "s1",
                "question": "Where from?",
                "is_impossible": False,
                "answers": [
                    {"text": "Normandy", "answer_start": 23},
                    {"text": "from Normandy", "answer_start": 18},
                    {"text": "Normandy", "answer_start": 23},
                ],
            },
            {
                "id": "s2",
                "question": "Where to?",
                "is_impossible": True,
                "answers": [],
                "plausible_answers": [{"text": "Normandy", "answer_start": 23}],
            },
        ],
    },
]


def written(folder: Path, paragraphs: object = PARAGRAPHS) -> Path:
    """A SQuAD file with one article."""
    path = folder / "dev.json"
    data = {"version": "v2.0", "data": [{"title": "Norman_Kings", "paragraphs": paragraphs}]}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_questions_and_impossible_questions(tmp_path: Path) -> None:
    """Answers once each; the gold is the paragraph's note; the topic is the title."""
    answerable, impossible = read_known(written(tmp_path))

    assert answerable == Question(
        "s1",
        "Where from?",
        True,
        answers=("Normandy", "from Normandy"),
        gold=(Place("Norman_Kings/001.txt"),),
        topic="Norman_Kings",
    )
    assert impossible == Question("s2", "Where to?", False, topic="Norman_Kings")


def test_paragraphs_become_notes_as_they_are(tmp_path: Path) -> None:
    """Not a byte of the context changes."""
    notes = tmp_path / "notes"

    assert write_notes(written(tmp_path), notes) == 2
    note = notes / "Norman_Kings" / "001.txt"
    assert note.read_bytes() == b"The Normans came from  Normandy.\r\nThey did."


def test_a_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    """There are no lines in such a file, so the path in the data is given."""
    path = written(
        tmp_path, [{"context": "x", "qas": [{"id": "s", "question": "?", "answers": []}]}]
    )

    problem = r'dev\.json, .*data\[0\], paragraphs\[0\], qas\[0\]: "answers" is empty'
    with pytest.raises(KnownQuestionsError, match=problem):
        read_known(path)


def test_a_file_that_is_no_json(tmp_path: Path) -> None:
    """Line and column are given."""
    path = tmp_path / "dev.json"
    path.write_text('{"data":\n [}', encoding="utf-8")

    with pytest.raises(KnownQuestionsError, match=r"not JSON: .* at line 2, column 3"):
        read_known(path)
