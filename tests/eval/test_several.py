"""Known questions of several files together."""

from pathlib import Path

from eval import Question
from eval.several import files_in, name_of, stem, together


def question(name: str) -> Question:
    """An unanswerable question with this id."""
    return Question(name, "?", False)


def test_only_ids_that_clash_are_changed() -> None:
    """Both files give q1; the other ids stay as they are, and so does the order."""
    parts = [
        (Path("notes/sqs.known.jsonl"), [question("q1"), question("q2")]),
        (Path("ec2.jsonl"), [question("q3"), question("q1")]),
    ]

    assert [each.id for each in together(parts)] == ["sqs:q1", "q2", "q3", "ec2:q1"]


def test_an_id_that_one_file_gives_twice_is_no_clash_of_files() -> None:
    """It stays, for the reader to complain about."""
    parts = [(Path("sqs.jsonl"), [question("q1"), question("q1")])]

    assert [each.id for each in together(parts)] == ["q1", "q1"]


def test_stems() -> None:
    """The endings go, other dots stay."""
    assert stem(Path("a/sqs.known.jsonl")) == "sqs"
    assert stem(Path("v1.2.jsonl")) == "v1.2"


def test_names_for_a_report() -> None:
    """Up to three are told, more are counted; a folder is called by its own name."""
    paths = [Path(f"x/{name}.jsonl") for name in "abcd"]

    assert name_of(paths[:1]) == "a.jsonl"
    assert name_of(paths[:3]) == "a.jsonl, b.jsonl, c.jsonl"
    assert name_of(paths) == "a.jsonl and 3 others"
    assert name_of([Path()]) == Path.cwd().name


def test_files_in_a_folder(tmp_path: Path) -> None:
    """By name, those of the folder itself only."""
    (tmp_path / "deeper").mkdir()
    for name in ("b.known.jsonl", "a.known.jsonl", "c.jsonl", "deeper/d.known.jsonl"):
        (tmp_path / name).touch()

    assert [path.name for path in files_in(tmp_path)] == ["a.known.jsonl", "b.known.jsonl"]
