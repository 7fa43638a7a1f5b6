"""The ablation, on a small notebook and on outcomes that can be counted by hand."""

from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from eval import Outcome, Place, Question, Quote, Status
from eval.metrics import answer
from eval.training.ablation import Tried, ablate
from eval.training.ablation_table import difference, markdown
from eval.training.command import main
from eval.training.notebooks import read_notebooks
from eval.training.parts import NOTHING, PARTS
from index import HASH_MODEL

_ANSWER = partial(answer, k=1)


def test_every_part_is_left_out_once(notebook_folder: Path, tmp_path: Path) -> None:
    """The whole comes first, and the same questions are judged each time."""
    held_out = copytree(notebook_folder, tmp_path / "held-out")

    tried = ablate(read_notebooks([notebook_folder]), read_notebooks([held_out]), HASH_MODEL)

    assert [one.part for one in tried] == [NOTHING, *PARTS]
    assert len({tuple(each.question for each in one.outcomes) for one in tried}) == 1
    whole, calibration = tried[0], tried[-1]
    assert [one.quotes for one in calibration.outcomes] == [one.quotes for one in whole.outcomes]
    assert calibration.outcomes != whole.outcomes


def test_the_command_prints_a_table(
    notebook_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stdout, so that it can be put into a file; and refuses to measure on what it fits to."""
    held_out = copytree(notebook_folder, tmp_path / "held-out")
    options = ["--tune", str(notebook_folder), "--model", "hash", "--held-out"]

    assert main(["ablation", *options, str(held_out)]) == 0
    printed = capsys.readouterr().out
    assert main(["ablation", *options, str(notebook_folder)]) == 2

    assert printed.startswith("| left out | answer@1 | difference |")
    assert printed.count("\n| ") == len(PARTS) + 2
    assert "8 held-out questions: 5 with an answer, 3 near misses." in printed
    assert "is to be fitted to" in capsys.readouterr().err


def outcome(number: int, text: str) -> Outcome:
    """The answer is `yes`, on line 1; what was quoted is `text`."""
    gold = Place("a.md", 1, 1)
    question = Question(f"q{number}", "Really?", True, answers=("yes",), gold=(gold,))
    quotes = (Quote(gold, text, True),)
    return Outcome(question, Status.ANSWERED, 0.0, 0.9, (gold,), quotes)


def test_differences_are_of_the_same_questions() -> None:
    """Two of four are lost, none is won."""
    whole = tuple(outcome(number, "yes") for number in range(4))
    less = tuple(outcome(number, "yes" if number < 2 else "no") for number in range(4))

    found = difference(_ANSWER, less, whole)

    assert found.value == -0.5
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low < -0.5 < found.high <= 0
    row = markdown([Tried(NOTHING, whole), Tried(PARTS[0], less)]).splitlines()[3]
    assert row.startswith("| the reader | 0.500 | -0.500 (")
    assert "| 1.000 | +0.000 (+0.000 to +0.000) |" in row
