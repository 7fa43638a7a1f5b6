"""The ranker, fitted to a small notebook."""

import json
from pathlib import Path

import pytest

from eval.training.notebooks import Notebook, read_notebooks
from eval.training.prepare import all_seen
from eval.training.ranker_file import GoldOfNotebooks, about, fit, write_ranker
from index import HASH_MODEL
from ingest import QuothError
from retriever import RankerWeights


def test_fitted_and_written(notebook_folder: Path, tmp_path: Path) -> None:
    """The file has the form of the one that ships: the same names, numbers of three digits."""
    notebooks = read_notebooks([notebook_folder])
    path = tmp_path / "ranker.json"

    write_ranker(fit(notebooks, all_seen(notebooks, HASH_MODEL)), notebooks, path)

    stored = json.loads(path.read_text("utf-8"))
    assert stored.pop("about").endswith(
        "to 8 questions about 1 notebook; 3 of them have no answer there."
    )
    assert list(stored) == ["passages", "spans", "confidence"]
    weights = [weight for model in stored.values() for weight in model.values()]
    assert all(round(weight, 3) == weight for weight in weights)
    assert stored["passages"]["reader"] > 0
    assert stored["confidence"].keys() >= {"constant", "reader"}


def test_numbers_a_person_can_read(tmp_path: Path) -> None:
    """Rounded, and no -0.0."""
    path = tmp_path / "ranker.json"

    write_ranker(RankerWeights({"a": 1.23456, "b": -0.0001}, {}, {}), (), path)

    assert '"a": 1.235,\n    "b": 0.0\n' in path.read_text("utf-8")


def test_notes_of_one_name_in_two_notebooks(notebook_folder: Path, tmp_path: Path) -> None:
    """Each question is judged by the notes of its own notebook."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "garden.md").write_text("# Garden\n\nOnly a lawn.\n", encoding="utf-8")
    gold = [{"note": "garden.md", "lines": [3, 3]}]
    row = {"id": "q1", "question": "What is in the garden?", "answerable": True,
           "answers": ["lawn"], "gold": gold}  # fmt: skip
    (other / "garden.known.jsonl").write_text(json.dumps(row), encoding="utf-8")
    notebooks = read_notebooks([notebook_folder, other])
    seen = all_seen(notebooks, HASH_MODEL)

    gold_of = GoldOfNotebooks(notebooks)

    lawn = next(one for one in seen if one.question.question == "What is in the garden?")
    sun = next(one for one in seen if one.question.question == "How much sun do tomatoes need?")
    for one in (lawn, sun):
        matches = one.found.matches
        held = [
            gold_of.held(one.question, match, span.start, span.end)
            for match in matches
            for span in [match.stored.passage.span]
        ]
        assert sum(held) == sum(gold_of.passages(one.question, matches)) == 1
        assert [sorted(gold_of.units(one.question, match)) for match in matches].count([0]) == 1
    assert about(notebooks).endswith(
        "9 questions about 2 notebooks; 3 of them have no answer there."
    )


def test_what_cannot_be_fitted(notebook_folder: Path) -> None:
    """Without answers, or with nothing else."""
    notebooks = read_notebooks([notebook_folder])
    seen = all_seen(notebooks, HASH_MODEL)
    answered = [one for one in seen if one.question.answerable]

    with pytest.raises(QuothError, match="when to decline cannot be learnt"):
        fit(notebooks, answered)
    with pytest.raises(QuothError, match="For no question was a passage found"):
        fit(notebooks, [one for one in seen if one not in answered])


def test_answers_that_the_notes_do_not_bear_out_are_told(
    notebook_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the way, with the first of them; and how far it is."""
    (notebook,) = read_notebooks([notebook_folder])
    stale = Notebook("n", notebook.notes, notebook.questions[:2], ("q9: gone", "q10: gone"))

    assert len(all_seen([stale], HASH_MODEL)) == 2

    said = capsys.readouterr().err
    assert "does not bear out 2 known answers, which are left out. The first is q9: gone" in said
    assert f"notebook 1 of 1, {notebook.notes}: 2 questions asked, 0 s left" in said
