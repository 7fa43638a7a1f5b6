"""The whole bench: every part in a process of its own, on one copy of a folder of notes."""

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from index import HASH_MODEL

from ..atomic import write_whole
from .child import run_bench
from .curves import panels
from .figures import Facts
from .machine import machine
from .picture import picture
from .reference import reference
from .report import report_lines


def measure_all(options: Namespace) -> None:
    """Run the parts, print what each found, and keep the figures as they come."""
    result: Facts = {"machine": machine(), "reference": reference()}
    _say(report_lines(result))
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
        figures = Path(folder) / "part.json"
        kept = options.keep or Path(folder) / "kept"
        for part, words in _parts(options, kept):
            sys.stderr.write(f"bench: measuring {part} ...\n")
            ended = run_bench([part, *map(str, words), "--brief", "--json", str(figures)])
            _say(["", *ended.text.splitlines()])
            result[part] = json.loads(figures.read_text("utf-8"))[part]
            _keep(result, options)


def _parts(options: Namespace, kept: Path) -> Iterator[tuple[str, list[object]]]:
    """The parts in order, each with its words."""
    model = ["--model", options.model] if options.model else []
    index = ["--index", kept / "index"]
    rounds = ["--rounds", options.rounds]
    asked = ["--limit", options.limit, *(["--known", options.known] if options.known else [])]
    yield "index", [options.notes, "--keep", kept, *model, *rounds]
    if options.model != HASH_MODEL:  # which nothing is compared with
        yield "embed", [*index, "--texts", options.texts, *rounds]
    yield "questions", [*index, *asked, *rounds, "--cold", options.cold]
    yield "clients", [*index, *asked, "--seconds", options.seconds, "--clients", *options.clients]
    yield "vectors", ["--sizes", *options.sizes]


def _keep(result: Facts, options: Namespace) -> None:
    if options.json:
        write_whole(json.dumps(result, indent=1) + "\n", options.json)
    if options.picture and (drawn := panels([result])):
        write_whole(picture(drawn), options.picture)


def _say(lines: list[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
