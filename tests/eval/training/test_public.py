"""Public questions: reading them, and making notes of encyclopedia passages."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.training.examples import Part
from eval.training.note_style import as_notes, windowed
from eval.training.public import read_public
from ingest import QuothError
from retriever.reader import Reading

PASSAGES = [
    {"title": "Normans", "heading": "Normans", "units": ["They came by sea.", "In 911."]},
    {"title": "Rollo", "heading": "Death", "units": ["He died."]},
    {"title": "Empty", "heading": "", "units": []},
]
QUESTION = {"question": "When?", "passage": 0, "gold_units": [1], "negatives": [1, 2]}


def written(folder: Path, *questions: object) -> Path:
    """A folder of public questions."""
    for name, rows in (("passages", PASSAGES), ("questions", questions)):
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row)}\n" for row in rows)
    return folder


def test_what_cannot_be_learnt_from_is_left_out(tmp_path: Path) -> None:
    """No unit is known to answer, or there is none."""
    vague, empty = {**QUESTION, "any_unit": True}, {**QUESTION, "passage": 2, "gold_units": []}

    public = read_public(written(tmp_path, QUESTION, vague, empty))

    (question,) = public.questions
    assert (question.passage, question.gold, question.near) == (0, frozenset({1}), (1, 2))
    assert [one.path for one in public.passages] == ["Normans", "Rollo > Death", "Empty"]


def test_a_question_with_others_beside_it(tmp_path: Path) -> None:
    """Its own passage comes first, the only one that answers; empty passages never come."""
    public = read_public(written(tmp_path, QUESTION))

    for seed in range(50):
        example = public.drawn(public.questions[0], np.random.default_rng(seed))

        first, *others = example.parts
        assert sorted(first.gold) == [1]
        assert "911" in first.reading.units[1]
        assert [part.gold for part in others] in ([], [frozenset()])


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"passage": 3}, "line 1: there are 3 passages"),
        ({"gold_units": [2]}, "line 1: passage 0 has 2 units"),
        ({"negatives": ["1"]}, "line 1: .negatives. must be a list of whole numbers"),
    ],
)
def test_bad_questions_are_named(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    """By file and line."""
    folder = written(tmp_path, {**QUESTION, **change})

    with pytest.raises(QuothError, match=rf"questions.jsonl.xz, {complaint}"):
        read_public(folder)


def test_a_folder_without_the_files(tmp_path: Path) -> None:
    """The message says which are wanted."""
    with pytest.raises(QuothError, match=r"Name a folder with passages.jsonl.xz and"):
        read_public(tmp_path)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=20), st.data())
def test_a_window_holds_an_answer(lengths: list[int], data: st.DataObject) -> None:
    """Units in a row, their answers still marked; a passage of the size of notes stays."""
    units = tuple(" ".join([f"u{number}"] * length) for number, length in enumerate(lengths))
    gold = data.draw(st.frozensets(st.integers(0, len(units) - 1)))
    random = np.random.default_rng(data.draw(st.integers(0, 99)))

    found = windowed(Part(Reading("Path", units), gold), random)

    first = units.index(found.reading.units[0])
    last = first + len(found.reading.units)
    assert found.reading.units == units[first:last]
    assert {number + first for number in found.gold} == {n for n in gold if first <= n < last}
    assert bool(found.gold) == bool(gold)
    if sum(lengths) <= 90:
        assert found.reading.units == units


@given(st.lists(st.text(max_size=30), max_size=5), st.integers(0, 99))
def test_written_as_notes_no_unit_is_lost(units: list[str], seed: int) -> None:
    """Gold is by number, so numbers must stay."""
    assert len(as_notes(units, np.random.default_rng(seed))) == len(units)


def test_notes_are_terse() -> None:
    """A marker, no articles, no full stop: each in some draws."""
    found = {as_notes(["The sea is cold."], np.random.default_rng(seed))[0] for seed in range(60)}

    assert {"The sea is cold.", "- sea is cold", "• The sea is cold"} <= found
