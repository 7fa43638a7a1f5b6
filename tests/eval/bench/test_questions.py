"""The bench of warm questions: every stage is met, and the figures are there."""

from pathlib import Path

import pytest

from eval.bench.errors import BenchError
from eval.bench.questions import ask_in_rounds, measure_questions, questions_of
from eval.bench.stages import _STAGES, in_order


def test_every_stage_is_met(folder: Path) -> None:
    """A question that is answered goes through all of them; a stage that moved would be missed."""
    (spent,) = ask_in_rounds(folder, [("Messages are kept for 4 days", ())], rounds=2)
    assert spent.keys() >= _STAGES.keys()
    assert all(spent[stage] >= 0 for stage in spent)
    assert spent["understand"] + spent["search"] <= spent["to the passages"] <= spent["total"]


def test_figures(folder: Path) -> None:
    """The counts of the index, the percentiles of each stage in order, and the memory."""
    found = measure_questions(folder, [("basil", ()), ("What grows?", ("basil",))], rounds=1)
    assert (found["notes"], found["passages"], found["questions"]) == (2, 2, 2)
    assert [*found["stages"]][-3:] == ["to the passages", "total", "total, processor"]
    assert in_order(found["stages"]) == [*found["stages"]][:-3]
    for shares in found["stages"].values():
        assert 0 <= shares["p50"] <= shares["p95"] <= shares["p99"]


def test_questions_are_made_from_headings(folder: Path) -> None:
    """Where no known questions are named, the notes give some; never more than wanted."""
    assert questions_of(folder, None, 1) == questions_of(folder, None, 60)[:1]
    assert {question for question, _ in questions_of(folder, None, 60)} == {
        "What is said about SQS Retention?",
        "What is said about Basil?",
    }


def test_no_questions(folder: Path, tmp_path: Path) -> None:
    """An empty file of known questions asks nothing, which is said."""
    (tmp_path / "known.jsonl").write_text(
        '{"id": "b", "question": "q?", "history": ["p?"], "answerable": false, "answers": [],'
        ' "must_include": [], "gold": [], "kind": "fact", "topic": "t"}\n'
    )
    assert questions_of(folder, tmp_path / "known.jsonl", 5) == (("q?", ("p?",)),)
    with pytest.raises(BenchError, match="nothing to ask"):
        questions_of(folder, tmp_path / "known.jsonl", 0)
