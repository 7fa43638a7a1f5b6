"""Folders of notes with known questions."""

import json
from pathlib import Path

import pytest

from eval.training.examples import Example, examples_of
from eval.training.notebooks import indexed, read_notebooks
from index import HASH_MODEL
from ingest import QuothError


def test_questions_beside_the_notes(notebook_folder: Path) -> None:
    """All of all files, told apart from those of other notebooks."""
    (notebook,) = read_notebooks([notebook_folder])

    assert notebook.notes == notebook_folder
    assert sorted(one.id for one in notebook.questions) == [f"1-book:q{n}" for n in range(1, 9)]
    assert notebook.stale == ()


def test_notes_and_questions_in_folders_of_their_own(notebook_folder: Path) -> None:
    """Any .jsonl in `known` holds questions."""
    (notes, known) = (notebook_folder / "notes", notebook_folder / "known")
    notes.mkdir()
    known.mkdir()
    (notebook_folder / "garden.md").rename(notes / "garden.md")
    (notebook_folder / "garden.known.jsonl").rename(known / "garden.jsonl")

    (notebook,) = read_notebooks([notebook_folder])

    assert notebook.notes == notes
    assert len(notebook.questions) == 3


def test_an_answer_that_is_not_there_is_left_out(notebook_folder: Path) -> None:
    """And said."""
    gold = [{"note": "bike.md", "lines": [5, 5]}]
    row = {"id": "old", "question": "?!", "answerable": True, "answers": ["9 bar"], "gold": gold}
    (notebook_folder / "old.known.jsonl").write_text(json.dumps(row), encoding="utf-8")

    (notebook,) = read_notebooks([notebook_folder])

    assert len(notebook.questions) == 8
    assert notebook.stale == ("old: bike.md, line 5 holds none of the answers",)


def test_folders_that_are_no_notebook(tmp_path: Path, notebook_folder: Path) -> None:
    """Missing, without questions, or named twice."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(QuothError, match=r"There is no folder .*nowhere"):
        read_notebooks([tmp_path / "nowhere"])
    with pytest.raises(QuothError, match=r"empty is no notebook: it has no NAME.known.jsonl"):
        read_notebooks([tmp_path / "empty"])
    with pytest.raises(QuothError, match="named twice"):
        read_notebooks([notebook_folder, notebook_folder / ".." / "book"])


def test_examples_are_what_search_finds(notebook_folder: Path) -> None:
    """Passages as the reader is shown them, and the units that answer; nothing is written there."""
    before = sorted(notebook_folder.rglob("*"))
    (notebook,) = read_notebooks([notebook_folder])

    with indexed(notebook, HASH_MODEL) as folder:
        found = list(examples_of(notebook, folder))

    asked = (one.question for one in notebook.questions)
    examples = dict(zip(asked, found, strict=True))
    assert sorted(notebook_folder.rglob("*")) == before
    assert not folder.exists()
    assert _answers(examples["When do I water the garden?"]) == ["- water in the evening"]
    assert _answers(examples["How much sun do peppers need?"]) == []
    tyres = examples["What pressure have the tyres of the bike?"]
    assert tyres is not None
    assert tyres.whole
    assert _answers(tyres) == ["- front tyre at 4 bar", "- rear tyre at 5 bar"]


def test_what_search_does_not_find_is_not_taught(notebook_folder: Path) -> None:
    """A question without a word in it has no passages; to decline it needs no reader."""
    row = {"id": "mark", "question": "?!", "answerable": False}
    (notebook_folder / "odd.known.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (notebook,) = read_notebooks([notebook_folder])

    with indexed(notebook, HASH_MODEL) as folder:
        found = list(examples_of(notebook, folder))

    assert found.count(None) == 1
    assert len(found) == 9


def _answers(example: Example | None) -> list[str]:
    assert example is not None
    return [
        unit
        for part in example.parts
        for number, unit in enumerate(part.reading.units)
        if number in part.gold
    ]
