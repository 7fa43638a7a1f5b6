"""The command `python -m eval.bench`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest import QuothError
from retriever import locate_index

from ..atomic import write_whole
from .machine import machine
from .questions import measure, questions_of
from .report import report_lines, report_object

USER_ERROR = 2


def main(argv: Sequence[str]) -> int:
    """The exit code with the arguments `argv`: 0, or 2 for the user's errors."""
    arguments = _parser().parse_args(argv)
    try:
        _ask(arguments)
    except QuothError as error:
        sys.stderr.write(f"bench: {' '.join(str(error).split())}\n")
        return USER_ERROR
    return 0


def _ask(arguments: argparse.Namespace) -> None:
    folder = locate_index(arguments.index, None)
    questions = questions_of(folder, arguments.known, arguments.limit)
    run, where = measure(folder, questions, arguments.rounds), machine()
    sys.stdout.write("\n".join(report_lines(run, where)) + "\n")
    if arguments.json:
        write_whole(json.dumps(report_object(run, where), indent=1) + "\n", arguments.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="How fast Quoth is.")
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("questions", help="warm questions, stage by stage, one at a time")
    asking.add_argument("--index", type=Path, help="the index folder (default: the one used last)")
    asking.add_argument("--known", type=Path, help="known questions (default: made from headings)")
    asking.add_argument("--limit", type=_above_0, default=60, help="questions at most (60)")
    asking.add_argument("--rounds", type=_above_0, default=3, help="the best of so many counts (3)")
    asking.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    return parser


def _above_0(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number
