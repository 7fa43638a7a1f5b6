"""What each command prints, over real notes and a real index."""

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest

from ui.cli import main

QUESTION = "How often does a standard queue deliver each message?"
QUOTE = "A standard queue delivers each message at least once."
PLACE = r"cloud/sqs\.md, (?:line 7|lines 5-7)\b"
"""Of the quote: alone, or with its heading."""


def test_index_prints_a_receipt(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, with every file left out; progress goes to standard error."""
    assert main(["index", str(notes), "--model", "hash"]) == 0

    printed = capsys.readouterr()
    assert "notes      2\n" in printed.out
    assert "added      2\n" in printed.out
    assert "1 file not indexed:\n  broken.md: " in printed.out
    assert "quoth: reading" in printed.err


def test_index_again_needs_no_folder(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The notes indexed last are meant, and nothing has changed."""
    assert main(["index"]) == 0

    assert "unchanged  2\n" in capsys.readouterr().out


def test_an_answer_is_a_quote_with_its_lines(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0, and nothing but the answer on standard output."""
    assert main(["ask", QUESTION, "--sure", "0"]) == 0

    printed = capsys.readouterr()
    assert f"│ {QUOTE}\n" in printed.out
    assert re.search(rf"SQS > Standard queue · {PLACE}", printed.out)
    assert "Searched 2 notes" in printed.out
    assert "1 file could not be read" in printed.out
    assert printed.err == ""


def test_what_the_notes_do_not_answer_is_said(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, a reason, and the nearest passages."""
    assert main(["ask", "What is the capital of Bergamo?", "--sure", "1"]) == 1

    printed = capsys.readouterr().out
    assert printed.startswith("Not in your notes: ")
    assert "Nearest passages:" in printed


@pytest.mark.parametrize(("sure", "code"), [("0", 0), ("1", 1)])
def test_how_sure_quoth_must_be_is_an_option(
    indexed: Path, capsys: pytest.CaptureFixture[str], sure: str, code: int
) -> None:
    """Of a batch, too; the confidence in the reply is the same either way."""
    assert main(["ask", QUESTION, "--sure", sure, "--json"]) == code

    found = json.loads(capsys.readouterr().out)
    assert found["status"] == ["answered", "not_in_notes"][code]
    assert 0 < found["confidence"] < 1


def test_how_sure_quoth_must_be_is_a_setting(
    indexed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option wins over it."""
    monkeypatch.setenv("QUOTH_SURE", "1")

    assert main(["ask", QUESTION]) == 1
    assert main(["ask", QUESTION, "--sure", "0"]) == 0


@pytest.mark.parametrize("command", ["ask", "search"])
def test_another_reader_is_an_option(
    indexed: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """It reads for both commands, so one that is not there is a complaint of both."""
    sure = ["--sure", "0"] if command == "ask" else []
    assert main([command, QUESTION, *sure, "--reader", "none"]) == 0
    assert QUOTE in capsys.readouterr().out

    assert main([command, QUESTION, "--reader", "no-such-reader"]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith('quoth: There is no reader "no-such-reader".')


def test_json_is_one_object_on_one_line(
    notes: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the quote exactly where it says."""
    limits = ["--answers", "1", "--passages", "2", "--sure", "0"]
    assert main(["ask", QUESTION, "--json", *limits]) == 0

    printed = capsys.readouterr().out
    found = json.loads(printed)
    assert printed.count("\n") == 1
    assert found["status"] == "answered"
    assert len(found["answers"]) == 1
    assert len(found["passages"]) <= 2
    best = found["answers"][0]
    assert QUOTE in best["quote"]
    text = (notes / best["note"]).read_text("utf-8")
    assert text[best["start"] : best["end"]] == best["quote"]


def test_the_notes_folder_names_the_index(
    notes: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--notes` and `--index` lead to the same index."""
    assert main(["ask", QUESTION, "--notes", str(notes), "--sure", "0"]) == 0
    assert main(["ask", QUESTION, "--index", str(indexed), "--sure", "0"]) == 0

    assert len(re.findall(PLACE, capsys.readouterr().out)) == 2


def test_search_prints_passages(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In full, or as JSON."""
    assert main(["search", "tomatoes sun", "--limit", "1"]) == 0
    assert "│ Tomatoes need six hours of sun a day." in capsys.readouterr().out

    assert main(["search", "tomatoes sun", "--limit", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passages"][0]["note"] == "garden.md"


def test_status_says_what_is_stale(
    notes: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New and deleted notes by name, and files left out with their reason."""
    (notes / "garden.md").unlink()
    (notes / "new.md").write_text("# New\n\nText.\n", "utf-8")

    assert main(["status"]) == 0
    printed = capsys.readouterr().out
    assert "new: new.md" in printed
    assert "deleted: garden.md" in printed
    assert "broken.md: " in printed

    assert main(["status", "--json"]) == 0
    assert "new.md" in json.loads(capsys.readouterr().out)["new"]


def test_a_batch_answers_line_by_line(
    tmp_path: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids come back; a bad line gets an error and the rest goes on; the end says so."""
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        dedent(f"""\
            {{"id": "a", "question": "{QUESTION}"}}

            not json
            {{"id": "b", "question": "   "}}
            {{"id": "c", "question": "What is the \\"capital of Bergamo\\"?"}}
            """),
        "utf-8",
    )

    assert main(["ask", "--batch", str(batch), "--sure", "0"]) == 2

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["a", None, "b", "c"]
    assert lines[0]["status"] == "answered"
    assert lines[1]["line"] == 3
    assert "not JSON" in lines[1]["error"]
    assert "error" in lines[2]
    assert lines[3]["status"] == "not_in_notes"


def test_a_good_batch_ends_well(
    tmp_path: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0, whatever the replies are."""
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"question": "What is the capital of Bergamo?"}\n', "utf-8")

    assert main(["ask", "--batch", str(batch)]) == 0


def test_the_evaluation_gets_all_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever distribution says that it has the command is asked, options and all."""
    (tmp_path / "stand_in.py").write_text(
        "def main(words):\n    return 7 if words == ['known.jsonl', '--k', '5'] else 8\n", "utf-8"
    )
    metadata = tmp_path / "stand_in-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Name: stand-in\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text("[quoth.commands]\neval = stand_in:main\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    assert main(["eval", "known.jsonl", "--k", "5"]) == 7


def test_a_taken_port_is_noticed_before_indexing(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is indexed in vain, and the message names another port."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert main(["chat", str(notes), "--port", str(port)]) == 2

    complaint = capsys.readouterr().err
    assert f"quoth chat --port {port + 1}" in complaint
    assert "reading" not in complaint


def test_the_doctor_finds_all_well(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0; a file that cannot be read is named, and is no fault."""
    assert main(["doctor"]) == 0

    printed = capsys.readouterr()
    assert re.search("passages +the checksums and places of 5 passages\n", printed.out)
    assert "notice (notes): The file cannot be read: it holds NUL bytes" in printed.out
    assert printed.out.splitlines()[-1].startswith("All is well. Checked in ")
    assert printed.err == ""

    assert main(["doctor", "--index", str(indexed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["well"] is True


def test_the_doctor_finds_faults_and_repairs_them(
    notes: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 as long as there are faults, 0 once there are none."""
    (notes / "garden.md").unlink()
    (indexed / "vectors.faiss").write_bytes(b"x")

    assert main(["doctor", "--notes", str(notes)]) == 1
    printed = capsys.readouterr().out
    assert "fault (notes): The note was deleted. [garden.md]" in printed
    assert "2 faults found in " in printed

    assert main(["doctor", "--repair"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("done: The index was brought up to date with 1 note: ")
    assert "All is well." in printed

    assert main(["doctor", "--repair"]) == 0
    assert capsys.readouterr().out.startswith("There was nothing to repair.")


def test_the_doctor_is_told_whose_index_it_was(
    notes: Path, indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database that can say nothing any more is moved aside; no damage ends in a traceback."""
    (indexed / "quoth.db").write_bytes(b"no database" * 100)

    assert main(["doctor", "--index", str(indexed), "--repair"]) == 1
    assert "failed: The index does not say any more" in capsys.readouterr().out

    words = ["doctor", "--notes", str(notes), "--repair", "--model", "hash", "--json"]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["well"] is True
    assert "The index was made again from 2 notes" in found["repair"]["done"][0]
    assert main(["ask", QUESTION, "--sure", "0"]) == 0


def test_the_doctor_needs_an_index(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the command that makes one."""
    assert main(["doctor", "--notes", str(notes)]) == 2

    assert "Run: quoth index NOTES" in capsys.readouterr().err
