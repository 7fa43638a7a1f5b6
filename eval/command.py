"""The console command `quoth eval`: ask known questions, print the numbers.

It is found by the command line through the entry point group `quoth.commands`, so that neither
package imports the other.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Never

from rich.console import Console

from ingest import QuothError

from .compare import compare, show_comparison
from .dataset import write_notes
from .diagram import write_diagram
from .errors import KnownQuestionsError, ReportFileError
from .evaluate import Plan, evaluate
from .kept import kept_known
from .kept_runs import keep_run
from .model import Depths
from .progress import progress
from .saved import read_report, write_report
from .table import show_report

USER_ERROR = 2
_WIDTH = 100
"""Columns where the output is no terminal."""


def main(argv: Sequence[str]) -> int:
    """The exit code of `quoth eval` with the arguments `argv`: 0, or 2 for the user's errors."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.write_notes is not None:
            return _write_notes(arguments)
        return _evaluate(arguments)
    except QuothError as error:
        sys.stderr.write(f"quoth eval: {' '.join(str(error).split())}\n")
        return USER_ERROR


def _evaluate(arguments: argparse.Namespace) -> int:
    earlier = read_report(arguments.compare) if arguments.compare else None
    if arguments.json:
        _check_writable(arguments.json)
    from retriever import Assistant, locate_index

    index = locate_index(arguments.index, arguments.notes)
    plan = Plan(Depths(passages=arguments.k), arguments.limit)
    with Assistant.open(index) as assistant, progress() as on_progress:
        folder = assistant.notes_folder
        known, notes = arguments.known or _own_questions(folder), arguments.notes or folder
        report = evaluate(known, assistant, notes, plan, on_progress)
    console = _console()
    kept = keep_run(folder, report, datetime.now(UTC)) if arguments.keep else None
    if arguments.json:
        # Before anything is printed: a closed pipe must not cost the run.
        write_report(report, arguments.json)
        write_diagram(report, _picture(arguments.json))
    show_report(report, console)
    if arguments.json:
        console.print(f"Written: {arguments.json} and {_picture(arguments.json)}", soft_wrap=True)
    if kept:
        console.print(f"Kept for the Evaluate page: {kept}", soft_wrap=True)
    if earlier:
        show_comparison(compare(earlier, report), console)
    return 0


def _own_questions(folder: Path) -> list[Path]:
    own = kept_known(folder)
    if not own.is_file():
        raise KnownQuestionsError(
            f"No known questions are kept for {folder} yet. Keep some with Save as test under "
            "answers in quoth chat, or name a file: quoth eval KNOWN.jsonl"
        )
    return [own]


def _check_writable(path: Path) -> None:
    if not path.parent.is_dir():
        raise ReportFileError(f"There is no folder {path.parent} to write --json to")
    if path == _picture(path):
        raise ReportFileError(f"{path} is where the picture would go. Name a .json file")


def _picture(path: Path) -> Path:
    return path.with_suffix(".svg")


def _write_notes(arguments: argparse.Namespace) -> int:
    folder = arguments.write_notes
    if len(arguments.known) != 1:
        raise KnownQuestionsError("--write-notes writes one data set's notes. Name only that one")
    known = arguments.known[0]
    written = write_notes(known, folder)
    sys.stdout.write(
        f"{written} notes written to {folder}. Next: quoth index {folder}, "
        f"then quoth eval {known} --notes {folder}\n"
    )
    return 0


def _console() -> Console:
    width = None if sys.stdout.isatty() else _WIDTH
    return Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> Never:
        self.exit(USER_ERROR, f"{self.prog}: {message}. See {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="quoth eval",
        description="Ask questions whose answers are known, and print how many were found.",
    )
    add = parser.add_argument
    add(
        "known",
        type=Path,
        nargs="*",
        help="a .jsonl file, a folder of *.known.jsonl files, a BEIR folder, or SQuAD v2 .json; "
        "several are asked together; without any, the questions kept on the chat page",
    )
    add("--notes", type=Path, metavar="DIR", help="the notes that the questions are about")
    add("--index", type=Path, metavar="DIR", help="the index folder, if not the usual one")
    add("--json", type=Path, metavar="OUT", help="write the report to OUT, and a picture beside it")
    add("--keep", action="store_true", help="keep the run for the Evaluate page of quoth chat")
    add("--compare", type=Path, metavar="EARLIER", help="an earlier report to compare with")
    add("--limit", type=_positive, metavar="N", help="ask only N questions, evenly spread")
    add("--k", type=_depths, default=Depths().passages, metavar="K,K", help="depths of recall@k")
    add("--write-notes", type=Path, metavar="DIR", help="only write a data set's notes to DIR")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, got {text!r}")
    return int(text)


def _depths(text: str) -> tuple[int, ...]:
    return tuple(sorted({_positive(part.strip()) for part in text.split(",")}))
