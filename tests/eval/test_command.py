"""The arguments of `quoth eval`, and its one line for each of the user's errors."""

import json
from pathlib import Path

import pytest

from eval import Place, Question, keep_question, kept_runs, read_report
from eval.command import main
from index import HASH_MODEL, build


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr; stdout must be empty."""
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert captured.out == ""
    return line


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        (["k.jsonl", "--limit", "0"], "--limit: expected a whole number from 1, got '0'"),
        (["k.jsonl", "--k", "1,x"], "--k: expected a whole number from 1, got 'x'"),
        (["k.jsonl", "--what"], "unrecognized arguments: --what"),
    ],
)
def test_arguments_that_make_no_sense(
    capsys: pytest.CaptureFixture[str], argv: list[str], problem: str
) -> None:
    """Exit code 2 and one line that says where help is."""
    with pytest.raises(SystemExit) as ended:
        main(argv)

    line = complaint(capsys)
    assert ended.value.code == 2
    assert line.startswith("quoth eval: ")
    assert problem in line
    assert line.endswith("See quoth eval --help")


def test_an_earlier_report_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said before any question is asked, let alone an index opened."""
    earlier = tmp_path / "earlier.json"

    assert main([str(tmp_path / "known.jsonl"), "--compare", str(earlier)]) == 2
    assert complaint(capsys) == (
        f"quoth eval: {earlier} cannot be read: No such file or directory. Check the path."
    )


def test_a_report_to_a_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also said before the questions are asked."""
    out = tmp_path / "absent" / "report.json"

    assert main([str(tmp_path / "known.jsonl"), "--json", str(out)]) == 2
    assert complaint(capsys).startswith(f"quoth eval: There is no folder {out.parent}")


def test_a_report_where_its_picture_would_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The picture has the report's name with the ending .svg, so the report cannot have it."""
    out = tmp_path / "report.svg"

    assert main([str(tmp_path / "known.jsonl"), "--json", str(out)]) == 2
    assert complaint(capsys).endswith("is where the picture would go. Name a .json file")


def test_notes_of_two_data_sets_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They could get in each other's way."""
    notes = tmp_path / "notes"

    assert main(["a.json", "b.json", "--write-notes", str(notes)]) == 2
    assert complaint(capsys).endswith("Name only that one")
    assert not notes.exists()


def test_a_folder_of_questions_to_a_report_and_its_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Real notes, a real index with the embedder that needs no model."""
    notes, out = tmp_path / "notes", tmp_path / "report.json"
    notes.mkdir()
    for name in ("basil", "thyme"):
        (notes / f"{name}.md").write_text(f"# {name}\n\n{name} likes shade.\n", encoding="utf-8")
        gold = [{"note": f"{name}.md", "lines": [3, 3]}]
        row = {"id": "q1", "question": f"What likes {name}?", "answerable": True, "gold": gold}
        (notes / f"{name}.known.jsonl").write_text(json.dumps(row), encoding="utf-8")
    build(notes, tmp_path / "index", model=HASH_MODEL)

    code = main([str(notes), "--index", str(tmp_path / "index"), "--json", str(out)])

    printed = capsys.readouterr().out
    assert code == 0
    assert "notes: 2 questions, 2 answerable and 0 not" in printed
    assert f"Written: {out} and {out.with_suffix('.svg')}" in printed
    assert [each.question.id for each in read_report(out).outcomes] == ["basil:q1", "thyme:q1"]
    assert out.with_suffix(".svg").read_text(encoding="utf-8").startswith("<svg ")


def test_writing_the_notes_of_a_data_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The notes are written, and the next two commands are told."""
    known, notes = tmp_path / "dev.json", tmp_path / "notes"
    article = {"title": "Normans", "paragraphs": [{"context": "They came.", "qas": []}]}
    known.write_text(json.dumps({"data": [article]}), encoding="utf-8")

    assert main([str(known), "--write-notes", str(notes)]) == 0
    assert capsys.readouterr().out == (
        f"1 notes written to {notes}. Next: quoth index {notes}, "
        f"then quoth eval {known} --notes {notes}\n"
    )
    assert (notes / "Normans" / "000.txt").read_text(encoding="utf-8") == "They came."


def test_a_data_set_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reader's complaint becomes the one line."""
    known = tmp_path / "dev.json"
    known.write_text("[]", encoding="utf-8")

    assert main([str(known), "--write-notes", str(tmp_path / "notes")]) == 2
    assert "dev.json, top level: expected a JSON object, found list" in complaint(capsys)


def test_without_a_file_the_folders_own_questions_are_asked_and_the_run_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What people kept on the chat page; `--keep` gives the run to the Evaluate page."""
    notes = _basil(tmp_path)
    keep_question(notes, Question("", "What likes shade?", True, gold=(Place("basil.md", 3, 3),)))

    code = main(["--index", str(tmp_path / "index"), "--keep"])

    (run,) = kept_runs(notes)
    printed = capsys.readouterr().out
    assert code == 0
    assert "known.jsonl: 1 questions, 1 answerable and 0 not" in printed
    assert printed.endswith(f"Kept for the Evaluate page: {run.path}\n")
    assert [each.question.id for each in read_report(run.path).outcomes] == ["kept-001"]


def test_without_a_file_and_without_kept_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says how to keep some, and how to name a file instead."""
    notes = _basil(tmp_path)

    assert main(["--index", str(tmp_path / "index")]) == 2
    assert complaint(capsys) == (
        f"quoth eval: No known questions are kept for {notes} yet. Keep some with Save as test "
        "under answers in quoth chat, or name a file: quoth eval KNOWN.jsonl"
    )


def test_the_notes_of_no_data_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Questions that people keep have no notes of their own to write."""
    assert main(["--write-notes", str(tmp_path / "notes")]) == 2
    assert complaint(capsys).endswith("Name only that one")


def _basil(folder: Path) -> Path:
    """A notes folder with one note, indexed in `folder / "index"` without a model."""
    notes = folder / "notes"
    notes.mkdir()
    (notes / "basil.md").write_text("# Basil\n\nBasil likes shade.\n", encoding="utf-8")
    build(notes, folder / "index", model=HASH_MODEL)
    return notes
