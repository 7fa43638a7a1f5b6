"""The command: what it prints, writes and refuses, and all of it on one small folder."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from xml.dom.minidom import parseString

import pytest

from eval.bench.command import main
from eval.bench.figures import Facts
from index import HASH_MODEL


@dataclass(frozen=True)
class Whole:
    """What `all` left behind."""

    result: Facts
    picture: str
    printed: str
    before: dict[str, tuple[str, int]]
    after: dict[str, tuple[str, int]]
    left: list[str]


def _state(notes: Path) -> dict[str, tuple[str, int]]:
    return {
        path.relative_to(notes).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in notes.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Everything, as little of it as can be, on three notes."""
    place = tmp_path_factory.mktemp("bench")
    notes = place / "notes"
    (notes / "deep").mkdir(parents=True)
    (notes / "sqs.md").write_text("# SQS\n\n## Retention\n\nMessages are kept for 4 days.\n")
    (notes / "deep" / "garden.md").write_text("# Basil\n\nBasil grows beside tomatoes.\n")
    (notes / "bread.txt").write_text("Bread\n\nThe dough rests for twelve hours.\n")
    before = _state(notes)
    words = [
        *("all", str(notes), "--model", HASH_MODEL, "--rounds", "1", "--cold", "1"),
        *("--seconds", "0.1", "--clients", "1", "2", "--sizes", "50"),
        *("--keep", str(place / "kept")),
        *("--json", str(place / "bench.json"), "--picture", str(place / "bench.svg")),
    ]
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("sys.stdout.write", printed.append)
        assert main(words) == 0
    return Whole(
        json.loads((place / "bench.json").read_text("utf-8")),
        (place / "bench.svg").read_text("utf-8"),
        "".join(printed),
        before,
        _state(notes),
        sorted(path.name for path in place.iterdir()),
    )


def test_every_part_is_there(whole: Whole) -> None:
    """In the figures and on the screen; the test embedder is not compared with anything."""
    assert [*whole.result] == [
        *("machine", "reference", "index", "questions", "clients", "vectors"),
    ]
    for word in ("processor", "reference work", "INDEX", "QUESTIONS", "CLIENTS", "VECTORS"):
        assert word in whole.printed
    assert sum(whole.result["reference"]["of which"].values()) == pytest.approx(
        whole.result["reference"]["seconds"], abs=1e-3
    )


def test_the_notes_are_only_read(whole: Whole) -> None:
    """Neither a byte nor a time of theirs has changed, and no file came to them."""
    assert whole.after == whole.before
    assert whole.left == ["bench.json", "bench.svg", "kept", "notes"]


def test_indexing_adds_up(whole: Whole) -> None:
    """What was counted from nothing, and what each kind of change made of it."""
    found = whole.result["index"]
    assert (found["notes"], found["passages"], found["embedded"], found["skipped"]) == (3, 3, 3, 0)
    assert found["texts"] >= 2 * found["passages"]
    assert found["tokens"] > found["texts"]
    assert {"notes", "quoth.db", "vectors.faiss"} <= found["bytes"].keys()
    full = found["full"]
    assert full["seconds"] >= full["build"] > 0
    rate = full["per second"]
    assert rate["notes"] == pytest.approx(3 / full["seconds"], abs=0.02)
    assert rate["texts"] == pytest.approx(found["texts"] / full["seconds"], abs=0.02)
    assert sum(stage["share"] for stage in full["stages"].values()) == pytest.approx(1, abs=0.01)
    assert {kind: update["written"] for kind, update in found["updates"].items()} == {
        "nothing changed": 0,
        "one note edited": 1,
        "1 % edited": 1,
        "one note renamed": 1,
    }
    for update in found["updates"].values():
        seconds = update["seconds"]
        assert update["share"] == pytest.approx(seconds["median"] / full["seconds"], abs=0.001)


def test_questions_and_clients(whole: Whole) -> None:
    """Asked of the index that was made, warm and cold, alone and together."""
    questions = whole.result["questions"]
    assert questions["notes"] == 3
    assert questions["stages"]["total"].keys() == {"p50", "p95", "p99"}
    assert questions["by vectors"] == {"recall@10": 1.0, "nominated": 1.0}
    assert questions["cold"].keys() == {"ask", "search"}
    assert [run["errors"] for run in whole.result["clients"]["runs"]] == [0, 0]


def test_the_picture(whole: Whole) -> None:
    """Sound, and with both panels."""
    text = parseString(whole.picture).toxml()  # noqa: S318
    assert "One question" in text
    assert "index from nothing" in text


def test_one_part_alone(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table on the screen, the same as JSON in a file, from which a picture can be drawn."""
    out, drawn = tmp_path / "bench.json", tmp_path / "bench.svg"
    words = ["questions", "--index", str(folder), "--rounds", "1", "--cold", "0"]
    assert main([*words, "--json", str(out)]) == 0
    assert "to the passages" in capsys.readouterr().out
    found = json.loads(out.read_text())
    assert [*found] == ["machine", "reference", "questions"]
    assert (found["questions"]["passages"], found["questions"]["questions"]) == (2, 2)
    assert main(["picture", str(out), str(out), "--out", str(drawn)]) == 0
    assert "in all" in parseString(drawn.read_text()).toxml()  # noqa: S318
    assert main([*words, "--brief"]) == 0
    assert "reference work" not in capsys.readouterr().out


def test_what_cannot_be_measured(
    two_notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 2, and one line says why."""
    empty = tmp_path / "empty"
    empty.mkdir()
    bad = tmp_path / "bad.json"
    bad.write_text("[")
    for words, why in (
        (["questions", "--index", str(tmp_path / "none")], "no index"),
        (["index", str(empty)], "no notes"),
        (["index", str(empty), "--keep", str(bad / "in")], "bad.json"),
        (["index", str(two_notes), "--keep", str(two_notes)], "is not empty"),
        (["picture", str(bad), "--out", str(tmp_path / "p.svg")], "cannot be read"),
    ):
        assert main([*words, *(["--brief"] if words[0] != "picture" else [])]) == 2
        assert why in capsys.readouterr().err
