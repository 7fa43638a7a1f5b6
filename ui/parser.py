"""The words of the command line and their help texts."""

import argparse
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from . import help_texts
from .terminal import complain

USER_MUST_ACT = 2


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line that says where the help is."""

    def error(self, message: str) -> NoReturn:
        """Complain and leave with the exit code for things the user must do."""
        complain(f"{message}. See: {self.prog} --help")
        raise SystemExit(USER_MUST_ACT)


def build_parser(version: str) -> Parser:
    """The parser of the whole command line; `command` is None where none was given."""
    parser = Parser(
        prog="quoth",
        description="Ask your notes: every answer is a verbatim quote with a citation.",
        epilog=help_texts.EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"quoth {version}")
    parser.add_argument("--verbose", action="store_true", help="say more, tracebacks included")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_index(commands)
    _add_watch(commands)
    _add_ask(commands)
    _add_search(commands)
    _add_chat(commands)
    _add_status(commands)
    _add_doctor(commands)
    _add_eval(commands)
    return parser


if TYPE_CHECKING:
    # argparse has no public name for what `add_subparsers` returns, and no subscript for it.
    _Commands = argparse._SubParsersAction[Parser]


def _add(commands: "_Commands", name: str, summary: str, examples: str = "") -> Parser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=examples or None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    # Suppressed, or the default would undo a --verbose in front of the command.
    parser.add_argument(
        "--verbose", action="store_true", default=argparse.SUPPRESS, help="say more"
    )
    return parser


def _add_index(commands: "_Commands") -> None:
    parser = _add(
        commands, "index", "bring the index of a notes folder up to date", help_texts.INDEX
    )
    _notes_argument(parser)
    _index_option(parser)
    parser.add_argument("--rehash", action="store_true", help="read every file again")
    parser.add_argument(
        "--model", metavar="NAME", help="the embedding model: a name or a folder (kept afterwards)"
    )


def _add_watch(commands: "_Commands") -> None:
    summary = "bring the index up to date whenever notes change, until Ctrl-C"
    parser = _add(commands, "watch", summary, help_texts.WATCH)
    _notes_argument(parser)
    _index_option(parser)


def _add_ask(commands: "_Commands") -> None:
    parser = _add(commands, "ask", "answer a question with quotes from the notes", help_texts.ASK)
    parser.add_argument("question", nargs="?", metavar="QUESTION")
    _index_option(parser)
    parser.add_argument("--notes", type=Path, metavar="DIR", help="the notes folder to ask")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--batch", metavar="FILE", help="questions as JSON lines; - reads stdin")
    parser.add_argument("--answers", type=_count, default=3, metavar="N", help="quotes at most (3)")
    parser.add_argument(
        "--passages", type=_count, default=10, metavar="N", help="passages at most (10)"
    )
    parser.add_argument(
        "--sure",
        type=_likelihood,
        metavar="P",
        help="answer only where the notes do so with at least this likelihood, 0 to 1 (0.67)",
    )
    _reader_option(parser)
    parser.add_argument(
        "--history",
        nargs="+",
        action="extend",
        default=[],
        metavar="Q",
        help="earlier questions of the conversation, oldest first; give them after the question",
    )


def _add_search(commands: "_Commands") -> None:
    parser = _add(commands, "search", "find passages without answering", help_texts.SEARCH)
    parser.add_argument("query", metavar="QUERY")
    _index_option(parser)
    parser.add_argument("--notes", type=Path, metavar="DIR", help="the notes folder to search")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--limit", type=_count, default=10, metavar="N", help="at most N (10)")
    _reader_option(parser)


def _add_chat(commands: "_Commands") -> None:
    parser = _add(
        commands, "chat", "ask in the browser, indexing first where needed", help_texts.CHAT
    )
    _notes_argument(parser)
    _index_option(parser)
    parser.add_argument("--port", type=_port, default=8501, help="the port (8501)")
    parser.add_argument(
        "--host",
        type=_address,
        default="127.0.0.1",
        metavar="ADDRESS",
        help="serve the network too, at this address of this computer, or 0.0.0.0 for all",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    _reader_option(parser)


def _add_status(commands: "_Commands") -> None:
    parser = _add(commands, "status", "say what is indexed, what is not, and why")
    _index_option(parser)
    parser.add_argument("--notes", type=Path, metavar="DIR", help="the notes folder to ask about")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_doctor(commands: "_Commands") -> None:
    parser = _add(commands, "doctor", "check the index and say what is wrong", help_texts.DOCTOR)
    _index_option(parser)
    parser.add_argument("--notes", type=Path, metavar="DIR", help="the notes folder of the index")
    parser.add_argument("--repair", action="store_true", help="put right what can be")
    parser.add_argument(
        "--model", metavar="NAME", help="the embedding model, where the repair makes a new index"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_eval(commands: "_Commands") -> None:
    # The options belong to the evaluation's own parser. With a prefix that nobody types, this one
    # takes none of them for its own, --help included.
    parser = commands.add_parser(
        "eval",
        help="measure answers against known questions",
        add_help=False,
        prefix_chars="\0",
    )
    parser.add_argument("arguments", nargs="*")


def _notes_argument(parser: Parser) -> None:
    parser.add_argument(
        "notes",
        nargs="?",
        type=Path,
        metavar="NOTES",
        help="the notes folder; the one indexed last where left out",
    )


def _index_option(parser: Parser) -> None:
    parser.add_argument("--index", type=Path, metavar="DIR", help="the index folder")


def _reader_option(parser: Parser) -> None:
    parser.add_argument(
        "--reader",
        metavar="NAME",
        help="another reader: a folder, a model hub's owner/name, or none",
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {number}")
    return number


def _likelihood(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"must be from 0 to 1, got {number}")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"must be from 1 to 65535, got {number}")
    return number


def _address(text: str) -> str:
    return str(ip_address("127.0.0.1" if text == "localhost" else text))


# argparse names the type in its complaints.
_count.__name__ = _port.__name__ = "whole number"
_likelihood.__name__ = "number"
_address.__name__ = "IP address"
