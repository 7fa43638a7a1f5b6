"""`python -m eval.training`."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.training.command import main
from retriever.reader.export import load_network


def complaint(arguments: Sequence[object], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said on stderr when the arguments are refused."""
    assert main([str(one) for one in arguments]) == 2
    return capsys.readouterr().err


def test_a_reader_is_trained_and_checked(
    notebook_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a notebook to weights that can be loaded, saying how it goes."""
    held_out = tmp_path / "held-out"
    held_out.mkdir()
    for file in notebook_folder.iterdir():
        (held_out / file.name).write_bytes(file.read_bytes())
    out = tmp_path / "reader.safetensors"
    options = ["--check", held_out, "--minutes", 0.001, "--model", "hash", "--out", out]

    code = main([str(one) for one in ["reader", "--notebooks", notebook_folder, *options]])

    said = capsys.readouterr().err
    assert code == 0
    assert "8 of 8 questions can be learnt from" in said
    assert "left, step 1: loss " in said
    assert "held out: first unit right" in said
    assert f"saved to {out}" in said
    load_network(out)
    assert [file for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_a_ranker_is_fitted(
    notebook_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From known questions and notes that lie apart."""
    out, known = tmp_path / "ranker.json", notebook_folder / "garden.known.jsonl"
    options = ["--notes", notebook_folder, "--model", "hash", "--out", out]

    code = main([str(one) for one in ["ranker", "--known", known, *options]])

    assert code == 0
    assert "3 questions about 1 notebook" in json.loads(out.read_text("utf-8"))["about"]
    assert f"Written to {out}" in capsys.readouterr().err


def test_slips_are_told_before_the_work_begins(
    notebook_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with what to do."""
    book, out = notebook_folder, tmp_path / "reader.safetensors"
    reader = ["reader", "--notebooks", book, "--out"]

    assert "must end in .safetensors" in complaint([*reader, tmp_path / "reader.bin"], capsys)
    assert "There is no folder" in complaint([*reader, tmp_path / "no" / out.name], capsys)
    assert "to start --from" in complaint([*reader, out, "--from", tmp_path / "none"], capsys)
    assert "to be learnt from" in complaint([*reader, out, "--check", book], capsys)
    assert "passages.jsonl.xz" in complaint([*reader, out, "--public", tmp_path], capsys)
    ranker = ["ranker", "--out", tmp_path / "ranker.json"]
    assert "Name either --notebooks" in complaint(ranker, capsys)
    assert "Name either" in complaint([*ranker, "--notebooks", book, "--notes", book], capsys)
    assert sorted(tmp_path.iterdir()) == [book]


@pytest.mark.parametrize(
    "options",
    [["--minutes", "0"], ["--minutes", "inf"], ["--minutes", "x"], ["--public-first", "2"]],
)
def test_numbers_out_of_range(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The parser says what was expected and what it got."""
    with pytest.raises(SystemExit, match="2"):
        main(["reader", "--notebooks", "x", "--out", "y", *options])

    assert f"got '{options[1]}'" in capsys.readouterr().err
