"""The notebooks of the project: every answer is where it is said to be, no split has another's."""

from collections import Counter
from pathlib import Path

import pytest

from eval import Question, read_known, stale_gold

FOLDER = Path(__file__).parents[3] / "eval" / "notebooks"
SPLITS = ("train", "tune", "heldout")


@pytest.fixture(scope="module")
def questions() -> dict[str, tuple[Question, ...]]:
    """Those of each split; reading them checks their form and that each id is unique."""
    return {split: read_known(FOLDER / split) for split in SPLITS}


def names(split: str) -> set[str]:
    """The notes of a split."""
    return {path.name for path in (FOLDER / split).iterdir() if path.suffix != ".jsonl"}


@pytest.mark.parametrize("split", SPLITS)
def test_every_known_answer_is_there(
    split: str, questions: dict[str, tuple[Question, ...]]
) -> None:
    """On the lines that are named; and what is answerable can be judged."""
    assert stale_gold(questions[split], FOLDER / split) == ()
    for question in questions[split]:
        assert bool(question.answers or question.must_include) == question.answerable, question.id
        assert bool(question.gold) == question.answerable, question.id


@pytest.mark.parametrize("split", SPLITS)
def test_each_note_has_its_questions(split: str) -> None:
    """Beside it, under its name."""
    known = {path.name for path in (FOLDER / split).glob("*.known.jsonl")}

    assert known == {f"{Path(name).stem}.known.jsonl" for name in names(split)}


def test_no_notebook_is_in_two_splits(questions: dict[str, tuple[Question, ...]]) -> None:
    """Neither by its name nor by its text; what is measured on was never learnt from."""
    texts = [path.read_bytes() for split in SPLITS for path in (FOLDER / split).glob("*.[mt][dx]*")]
    stems = [Path(name).stem for split in SPLITS for name in names(split)]

    assert len(set(texts)) == len(texts) == len(set(stems)) == len(stems)
    asked = {
        split: {q.question for q in found if not q.history and q.kind != "offtopic"}
        for split, found in questions.items()
    }
    shared = asked["heldout"] & (asked["train"] | asked["tune"])
    assert len(shared) < len(asked["heldout"]) / 100


def test_the_counts_that_are_told(questions: dict[str, tuple[Question, ...]]) -> None:
    """In the README: notebooks and questions of each split, and questions of each kind."""
    told = (FOLDER / "README.md").read_text("utf-8")
    counts = {split: Counter(q.kind for q in found) for split, found in questions.items()}

    for split in SPLITS:
        row = next(line for line in told.splitlines() if line.startswith(f"| `{split}` |"))
        cells = [cell.strip() for cell in row.split("|")]
        assert (cells[2], cells[4]) == (str(len(names(split))), f"{len(questions[split]):,}")
    for kind in counts["train"]:
        row = next(line for line in told.splitlines() if line.startswith(f"| `{kind}` |"))
        assert row.endswith(" | ".join(f"{counts[split][kind]:,}" for split in SPLITS) + " |")
    assert all(found.keys() == counts["train"].keys() for found in counts.values())
