"""How the command line ends: exit codes, one-line complaints, and no tracebacks."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.lock import only_writer
from ui.cli import BUSY, main
from ui.terminal import visible

QUESTION = "How often does a standard queue deliver each message?"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["ask", "q", "--batch", "f"],
        ["ask", "   "],
        ["ask", "--batch", "/no/such/file"],
        ["ask", "q", "--index", "/no/such/folder"],
        ["index", "/no/such/folder"],
        ["status", "--notes", "/no/such/folder"],
    ],
)
def test_what_the_user_must_do_is_one_line(
    arguments: list[str], indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and no traceback."""
    assert main(arguments) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("quoth: ")
    assert printed.err.count("\n") == 1


def test_who_has_only_to_wait_is_told_by_the_exit_code(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script may try again later; one line names who is updating the index."""
    with only_writer(indexed):
        assert main(["index", "--index", str(indexed)]) == BUSY == 75
    assert f"(process {os.getpid()}" in capsys.readouterr().err
    assert main(["index", "--index", str(indexed)]) == 0


def test_without_an_index_the_way_to_one_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything was indexed."""
    assert main(["ask", "Why?"]) == 2

    assert "quoth index" in capsys.readouterr().err


def test_verbose_shows_where_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    """The traceback, in a log line."""
    assert main(["ask", "Why?", "--verbose"]) == 2

    assert "Traceback" in capsys.readouterr().err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output."""
    assert main(["--version"]) == 0

    assert capsys.readouterr().out.startswith("quoth ")


@pytest.mark.parametrize("setting", ["very", "80%", "1.5", "nan"])
def test_a_setting_that_makes_no_sense_is_one_line(
    indexed: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
) -> None:
    """It names the variable and what stands in it; who says how sure to be is not troubled."""
    monkeypatch.setenv("QUOTH_SURE", setting)

    assert main(["ask", QUESTION]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"quoth: QUOTH_SURE must be a number from 0 to 1, such as 0.8: {setting}\n"
    )
    assert main(["ask", QUESTION, "--sure", "0"]) == 0


def test_odd_words_are_questions_too(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Undecodable bytes, controls, search operators and quotes: a reply, never a traceback."""
    for question in ("caf\udce9?", '"', "a:b AND (c", "\x1b[2J", "x" * 20_000, "∀ 日本 👩\u200d🔬"):
        assert main(["ask", question]) in {0, 1, 2}, question

        printed = capsys.readouterr()
        text = printed.out + printed.err
        assert visible(text) == text
        assert "a fault in Quoth" not in text


def test_a_note_cannot_steer_the_terminal(notes: Path, indexed: Path) -> None:
    """On a real terminal: no escape, bell, backspace or turned text, wherever it stood."""
    evil = "\x1b]0;stolen\x07 \x1b[2J \x08 \x9b31m \u202e"
    text = f"# Payload {evil}\n\nThe payload {evil} stands here.\n"
    (notes / "evil \x1b[31m\u202e.md").write_text(text, "utf-8")
    ours, theirs = os.openpty()
    with open(ours, "rb", buffering=0) as screen:  # noqa: PTH123 - a descriptor has no path
        for command in (
            ["index"],
            ["ask", "Where stands the payload?", "--sure", "0"],
            ["search", "payload"],
        ):
            subprocess.run(
                [sys.executable, "-m", "ui.cli", *command],
                check=False,
                stdout=theirs,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "COLUMNS": "200"},
                timeout=120,
            )
        os.write(theirs, b"END")
        shown = b""
        while not shown.endswith(b"END"):
            shown += screen.read(65_536)
    os.close(theirs)

    assert "The payload ␛]0;stolen␇ ␛[2J ␈ <U+009B>31m <U+202E> stands here." in shown.decode()
    assert "evil ␛[31m<U+202E>.md" in shown.decode()
    assert not {0x1B, 0x07, 0x08} & set(shown)


def test_nobody_reading_is_no_error(indexed: Path) -> None:
    """A closed pipe ends the run without a word."""
    read, write = os.pipe()
    os.close(read)
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "ui.cli", "ask", QUESTION, "--json"],
            check=False,
            stdout=write,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    finally:
        os.close(write)

    assert finished.stderr == b""
    assert finished.returncode == 141


def test_asking_loads_nothing_that_it_does_not_use(indexed: Path) -> None:
    """The page's, the training's and the tables' libraries take seconds to import."""
    heavy = ("streamlit", "torch", "sentence_transformers", "pandas", "rich")
    script = (
        "import sys; from ui.cli import main; main(sys.argv[1:]); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    finished = subprocess.run(
        [sys.executable, "-c", script, "ask", QUESTION, "--json"],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert finished.stdout.splitlines()[-1] == "[]"


def test_ctrl_c_ends_with_its_own_code(indexed: Path) -> None:
    """130, one line, no traceback; here while it waits for questions."""
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write('{"question": "Tomatoes?"}\n')
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=60)

    assert running.returncode == 130
    assert complaint == "quoth: interrupted\n"
