"""The words of the command line."""

import pytest

from retriever.settings import SURE_ENOUGH
from ui.parser import build_parser


def _complaint(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as leaving:
        build_parser("1.2.3").parse_args(arguments)
    assert leaving.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "q", "--answers", "0"],
        ["ask", "q", "--passages", "many"],
        ["ask", "q", "--sure", "very"],
        ["ask", "q", "--sure", "1.01"],
        ["ask", "q", "--sure", "-0.1"],
        ["ask", "q", "--sure", "nan"],
        ["ask", "q", "--sure"],
        ["ask", "q", "--reader"],
        ["search", "q", "--sure", "0.5"],
        ["search"],
        ["search", "q", "--limit", "-1"],
        ["chat", "--port", "70000"],
        ["no-such-command"],
        ["ask", "one", "two\x1b[2J"],
    ],
)
def test_a_bad_command_line_is_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It begins with our name, says where the help is, and steers no terminal."""
    complaint = _complaint(arguments, capsys)

    assert complaint.startswith("quoth: ")
    assert complaint.count("\n") == 1
    assert "--help" in complaint
    assert "\x1b" not in complaint


@pytest.mark.parametrize("command", ["index", "watch", "ask", "search", "chat", "status", "doctor"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With a sentence that says what it does."""
    with pytest.raises(SystemExit) as leaving:
        build_parser("1.2.3").parse_args([command, "--help"])

    assert leaving.value.code == 0
    assert f"usage: quoth {command}" in capsys.readouterr().out


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit codes."""
    with pytest.raises(SystemExit):
        build_parser("1.2.3").parse_args(["--help"])

    text = capsys.readouterr().out
    commands = ("index", "watch", "ask", "search", "chat", "status", "doctor", "eval")
    for word in (*commands, "exit codes"):
        assert word in text


def test_history_is_a_list_however_it_is_given() -> None:
    """In one go or one at a time, oldest first."""
    parser = build_parser("1.2.3")

    together = parser.parse_args(["ask", "q", "--history", "a", "b"])
    apart = parser.parse_args(["ask", "q", "--history", "a", "--history", "b"])

    assert together.history == apart.history == ["a", "b"]
    assert parser.parse_args(["ask", "q"]).history == []


@pytest.mark.parametrize(("text", "sure"), [("0", 0.0), ("1", 1.0), ("0.35", 0.35)])
def test_how_sure_to_be_is_a_likelihood(text: str, sure: float) -> None:
    """From 0 to 1, both included; left out, it is the user's setting."""
    parser = build_parser("1.2.3")

    assert parser.parse_args(["ask", "q", "--sure", text]).sure == sure
    assert parser.parse_args(["ask", "q"]).sure is None


def test_the_help_names_the_usual_likelihood(capsys: pytest.CaptureFixture[str]) -> None:
    """The one that is used where nothing is said."""
    with pytest.raises(SystemExit):
        build_parser("1.2.3").parse_args(["ask", "--help"])

    assert f"0 to 1 ({SURE_ENOUGH})" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", [["ask", "q"], ["search", "q"], ["chat"]])
def test_another_reader_is_a_name(command: list[str]) -> None:
    """Any text: which names there are is not for the parser to know."""
    parser = build_parser("1.2.3")

    assert parser.parse_args([*command, "--reader", "owner/name"]).reader == "owner/name"
    assert parser.parse_args(command).reader is None


def test_verbose_may_stand_before_or_after_the_command() -> None:
    """It means the same in both places."""
    parser = build_parser("1.2.3")

    assert parser.parse_args(["--verbose", "ask", "q"]).verbose
    assert parser.parse_args(["ask", "q", "--verbose"]).verbose
    assert not parser.parse_args(["ask", "q"]).verbose


def test_all_words_after_eval_belong_to_the_evaluation() -> None:
    """Options and --help included."""
    options = build_parser("1.2.3").parse_args(["eval", "known.jsonl", "--k", "5", "--help"])

    assert options.arguments == ["known.jsonl", "--k", "5", "--help"]
