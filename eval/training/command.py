"""The command `python -m eval.training`: train the reader, fit the ranker, try it without parts."""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest import QuothError

from .ablation import ablate
from .ablation_table import markdown
from .diary import say
from .errors import TrainingError
from .mixture import PUBLIC_FIRST, Material
from .notebooks import Notebook, notebook, read_notebooks
from .outputs import check_output
from .prepare import all_examples, all_seen
from .public import read_public
from .ranker_file import about, fit, write_ranker

USER_ERROR = 2
_NOTEBOOK = "a folder of notes with NAME.known.jsonl beside them, or with notes/ and known/"
_MODEL = "the embedding model of the search (default: the built-in one)"


def main(argv: Sequence[str]) -> int:
    """The exit code with the arguments `argv`: 0, or 2 for the user's errors."""
    arguments = _parser().parse_args(argv)
    try:
        _COMMANDS[arguments.command](arguments)
    except QuothError as error:
        say(f"{arguments.command}: {' '.join(str(error).split())}")
        return USER_ERROR
    except KeyboardInterrupt:
        say(f"{arguments.command}: stopped. What was saved stays")
        return 130
    return 0


def _train_reader(arguments: argparse.Namespace) -> None:
    check_output(arguments.out, ".safetensors")
    if arguments.start is not None and not arguments.start.is_file():
        raise TrainingError(f"There is no file {arguments.start} to start --from")
    learnt = {folder.resolve() for folder in arguments.notebooks}
    if arguments.check is not None and arguments.check.resolve() in learnt:
        raise TrainingError(f"{arguments.check} is to be learnt from. Name another to --check")
    notebooks = read_notebooks(arguments.notebooks)
    held_out = read_notebooks([arguments.check]) if arguments.check else ()
    public = read_public(arguments.public) if arguments.public else None
    # These import torch: who only made a slip must not wait for it.
    from .check import top_of
    from .train import Plan, train

    examples = all_examples(notebooks, arguments.model)
    if not examples:
        raise TrainingError("Search finds the answer to no question. Add notebooks or questions")
    train(
        Plan(arguments.minutes * 60, arguments.seed, arguments.out, arguments.start),
        Material(examples, public, arguments.public_first),
        top_of(all_examples(held_out, arguments.model)) if held_out else (),
    )


def _fit_ranker(arguments: argparse.Namespace) -> None:
    check_output(arguments.out, ".json")
    notebooks = _ranker_notebooks(arguments)
    weights = fit(notebooks, all_seen(notebooks, arguments.model))
    write_ranker(weights, notebooks, arguments.out)
    say(f"{about(notebooks)} Written to {arguments.out}")


def _ablate(arguments: argparse.Namespace) -> None:
    tune, held_out = read_notebooks([arguments.tune]), read_notebooks([arguments.held_out])
    if arguments.tune.resolve() == arguments.held_out.resolve():
        raise TrainingError(f"{arguments.tune} is to be fitted to. Name another as --held-out")
    sys.stdout.write(markdown(ablate(tune, held_out, arguments.model)))


_COMMANDS = {"reader": _train_reader, "ranker": _fit_ranker, "ablation": _ablate}


def _ranker_notebooks(arguments: argparse.Namespace) -> tuple[Notebook, ...]:
    if arguments.notebooks and not (arguments.known or arguments.notes):
        return read_notebooks(arguments.notebooks)
    if arguments.known and arguments.notes and not arguments.notebooks:
        return (notebook(arguments.notes.name, arguments.notes, [arguments.known]),)
    raise TrainingError("Name either --notebooks, or --known together with --notes")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.training",
        description="Train what Quoth learnt from known questions. Notebooks are only read; their "
        "indexes are made in a temporary folder.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    _add_reader(commands.add_parser("reader", help="train the reader (an hour or more)"))
    _add_ranker(commands.add_parser("ranker", help="fit ranker.json (minutes)"))
    _add_ablation(commands.add_parser("ablation", help="measure what each part is worth (minutes)"))
    return parser


def _add_reader(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Train the reader for a given time. Its weights are written every few minutes, and "
        "checked on notebooks that it does not learn from."
    )
    add = parser.add_argument
    add("--notebooks", type=Path, nargs="+", required=True, metavar="DIR", help=_NOTEBOOK)
    add("--public", type=Path, metavar="DIR", help="passages.jsonl.xz and questions.jsonl.xz")
    add("--public-first", type=_share, default=PUBLIC_FIRST, metavar="SHARE",
        help="the share of the time for public questions alone (default: %(default)s)")  # fmt: skip
    add("--check", type=Path, metavar="DIR", help="a held-out notebook to check with")
    add("--minutes", type=_minutes, default=60.0, help="of training (default: %(default)s)")
    add("--seed", type=int, default=1, help="of all that is left to chance (default: %(default)s)")
    add("--from", type=Path, dest="start", metavar="WEIGHTS", help="a .safetensors to go on from")
    add("--model", help=_MODEL)
    add("--out", type=Path, required=True, metavar="FILE", help="the .safetensors to write")


def _add_ranker(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Fit the ranker to notebooks other than those the reader was trained on: of those it is "
        "too sure."
    )
    add = parser.add_argument
    add("--notebooks", type=Path, nargs="+", metavar="DIR", help=_NOTEBOOK)
    add("--known", type=Path, metavar="FILE", help="known questions, in place of --notebooks")
    add("--notes", type=Path, metavar="DIR", help="the notes that --known is about")
    add("--model", help=_MODEL)
    add("--out", type=Path, required=True, metavar="FILE", help="the .json to write")


def _add_ablation(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Fit the ranker without each of its parts, measure it on other notebooks, and print a "
        "table in Markdown. The reader must have learnt from neither."
    )
    add = parser.add_argument
    add("--tune", type=Path, required=True, metavar="DIR", help=f"to fit to: {_NOTEBOOK}")
    add("--held-out", type=Path, required=True, metavar="DIR", help="to measure on: another")
    add("--model", help=_MODEL)


def _minutes(text: str) -> float:
    return _number(text, 0.001, math.inf, "minutes, more than 0")


def _share(text: str) -> float:
    return _number(text, 0.0, 1.0, "a share from 0 to 1")


def _number(text: str, least: float, most: float, wanted: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number <= most or math.isinf(number):
        raise argparse.ArgumentTypeError(f"expected {wanted}, got {text!r}")
    return number
