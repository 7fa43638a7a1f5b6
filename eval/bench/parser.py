"""The words of `python -m eval.bench`."""

import argparse
from collections.abc import Callable
from pathlib import Path

_SIZES = [10_000, 50_000, 200_000]
_CLIENTS = [1, 4, 8]

# argparse has no public name for what `add_subparsers` returns.
_Add = Callable[..., argparse.ArgumentParser]


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="How fast Quoth is.")
    add = parser.add_subparsers(dest="part", required=True, metavar="PART").add_parser
    _add_all(add)
    _add_parts(add)
    drawing = add("picture", help="draw cost against size from the JSON of one or more runs")
    drawing.add_argument("results", type=Path, nargs="+", metavar="JSON")
    drawing.add_argument("--out", type=Path, required=True, metavar="FILE", help="an SVG file")
    _add_inner(add)
    return parser


def _add_all(add: _Add) -> None:
    whole = add("all", help="everything below, on a copy of a folder in an index made for it")
    for option in (_notes, _model, _rounds, _known, _cold, _seconds, _sizes, _texts):
        option(whole)
    whole.add_argument("--picture", type=Path, metavar="FILE", help="draw cost against size there")
    _json(whole)


def _add_parts(add: _Add) -> None:
    indexing = add("index", help="index a copy of a folder, change it, and update the index")
    for option in (_notes, _model, _rounds, _json):
        option(indexing)
    embedding = add("embed", help="Quoth's embedding beside that of sentence-transformers")
    for option in (_index, _texts, _rounds, _json):
        option(embedding)
    asking = add("questions", help="warm questions, stage by stage, one at a time, and cold ones")
    for option in (_index, _known, _rounds, _cold, _json):
        option(asking)
    serving = add("clients", help="several who ask at once")
    for option in (_index, _known, _seconds, _json):
        option(serving)
    searching = add("vectors", help="search of made vectors, up to millions")
    for option in (_sizes, _json):
        option(searching)
    _json(add("reference", help="a fixed piece of work, to compare machines by"))


def _add_inner(add: _Add) -> None:
    """What the bench runs in processes of their own; they print JSON."""
    build = add("build-once")
    build.add_argument("notes", type=Path)
    build.add_argument("--index", type=Path, required=True)
    _model(build)
    for name in ("vectors-build", "vectors-search"):
        inner = add(name)
        inner.add_argument("folder", type=Path)
        inner.add_argument("--size", type=_above_0, required=True)


def _notes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notes", type=Path, metavar="NOTES", help="a notes folder; it is only read")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the copy and its index there"
    )


def _index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", type=Path, help="the index folder (default: the one used last)")


def _model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAME", help="the embedding model (the built-in one)")


def _known(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--known", type=Path, help="known questions (default: made from headings)")
    parser.add_argument("--limit", type=_above_0, default=60, help="questions at most (60)")


def _rounds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=_above_0, default=3, help="how often each is done (3)")


def _cold(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cold", type=_0_or_more, default=5, help="cold starts of each kind (5)")


def _seconds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=10.0, help="how long clients ask (10)")
    parser.add_argument(
        "--clients", type=_above_0, nargs="+", default=_CLIENTS, help="how many ask (1 4 8)"
    )


def _texts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--texts", type=_above_0, default=2000, help="texts to embed (2000)")


def _sizes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        *("--sizes",),
        type=_above_0,
        nargs="+",
        default=_SIZES,
        help="how many vectors are searched (10000 50000 200000)",
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--brief", action="store_true", help="do not describe the machine")


def _above_0(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def _0_or_more(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("it must be 0 or more")
    return number
