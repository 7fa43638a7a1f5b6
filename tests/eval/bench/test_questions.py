"""The bench of warm questions: every stage is met, and the figures are there."""

import json
from contextlib import suppress
from pathlib import Path

import pytest

import index
from eval.bench.command import main
from eval.bench.questions import measure, questions_of
from eval.bench.stages import _STAGES, timed_stages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two notes."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "sqs.md").write_text("# SQS\n\n## Retention\n\nMessages are kept for 4 days.\n")
    (notes / "garden.md").write_text("# Basil\n\nBasil grows beside tomatoes.\n")
    index.build(notes, tmp_path / "index", model=index.HASH_MODEL)
    return tmp_path / "index"


def test_every_stage_is_met(folder: Path) -> None:
    """A question that is answered goes through all of them; a stage that moved would be missed."""
    run = measure(folder, [("Messages are kept for 4 days", ())], rounds=2)
    assert (run.notes, run.passages) == (2, 2)
    (spent,) = run.questions
    assert spent.keys() >= _STAGES.keys()
    assert all(spent[stage] >= 0 for stage in spent)
    assert spent["understand"] + spent["search"] <= spent["to the passages"] <= spent["total"]


def test_nothing_is_left_behind() -> None:
    """Afterwards the functions are the ones of before, also when the bench is stopped."""
    before = index.Store.passages
    with suppress(KeyboardInterrupt), timed_stages():
        assert index.Store.passages is not before
        raise KeyboardInterrupt
    assert index.Store.passages is before


def test_questions_are_made_from_headings(folder: Path) -> None:
    """Where no known questions are named, the notes give some; never more than wanted."""
    assert questions_of(folder, None, 1) == questions_of(folder, None, 60)[:1]
    assert {question for question, _ in questions_of(folder, None, 60)} == {
        "What is said about SQS Retention?",
        "What is said about Basil?",
    }


def test_the_command_prints_and_writes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table on the screen, the same as JSON in a file; 2 where there is no index."""
    out = tmp_path / "bench.json"
    words = ["questions", "--index", str(folder), "--rounds", "1", "--json", str(out)]
    assert main(words) == 0
    assert "to the passages" in capsys.readouterr().out
    found = json.loads(out.read_text())
    assert (found["passages"], found["questions"]) == (2, 2)
    assert set(found["stages"]["total"]) == {"p50", "p95", "p99"}
    assert main(["questions", "--index", str(tmp_path / "none")]) == 2
    assert "no index" in capsys.readouterr().err
