"""The command `python -m eval.bench`: the parts of the bench, each by its name."""

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest import QuothError
from retriever import locate_index

from ..atomic import write_whole
from .building import build_once
from .clients import measure_clients
from .cold import measure_cold
from .curves import panels
from .embedding import measure_embedding
from .errors import BenchError
from .figures import Facts
from .indexing import measure_indexing
from .machine import machine
from .parser import build_parser
from .picture import picture
from .questions import measure_questions, questions_of
from .recalled import measure_recall
from .reference import reference
from .report import report_lines
from .vectors import build_vectors, measure_vectors, search_vectors
from .whole import measure_all

USER_ERROR = 2
INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """The exit code with the arguments `argv`: 0, 2 for the user's errors, 130 after Ctrl-C."""
    options = build_parser().parse_args(argv)
    try:
        if options.part == "all":
            measure_all(options)
        elif options.part == "picture":
            _draw(options)
        elif options.part in _INNER:
            sys.stdout.write(json.dumps(_INNER[options.part](options)))
        else:
            _measure(options)
    except QuothError as error:
        sys.stderr.write(f"bench: {' '.join(str(error).split())}\n")
        return USER_ERROR
    except OSError as error:
        sys.stderr.write(f"bench: {error.filename or 'the system'}: {error.strerror or error}\n")
        return USER_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _measure(options: Namespace) -> None:
    result = {} if options.brief else {"machine": machine()}
    if options.part != "reference" and not options.brief:
        result["reference"] = reference()
    result[options.part] = _PARTS[options.part](options)
    sys.stdout.write("\n".join(report_lines(result)) + "\n")
    if options.json:
        write_whole(json.dumps(result, indent=1) + "\n", options.json)


def _index(options: Namespace) -> Facts:
    with _scratch(options.keep) as scratch:
        return measure_indexing(options.notes, scratch, options.model, options.rounds)


@contextmanager
def _scratch(keep: Path | None) -> Iterator[Path]:
    """An empty folder: the one named, which stays, or one that is gone afterwards."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
            yield Path(folder)
        return
    if keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise BenchError(f"{keep} is not empty. Name a folder that is, or is not there yet")
    keep.mkdir(parents=True, exist_ok=True)
    yield keep


def _embed(options: Namespace) -> Facts:
    return measure_embedding(locate_index(options.index, None), options.texts, options.rounds)


def _questions(options: Namespace) -> Facts:
    folder = locate_index(options.index, None)
    questions = questions_of(folder, options.known, options.limit)
    facts = measure_questions(folder, questions, options.rounds)
    facts["by vectors"] = measure_recall(folder, questions)
    if options.cold:
        facts["cold"] = measure_cold(folder, questions[0][0], options.cold)
    return facts


def _clients(options: Namespace) -> Facts:
    folder = locate_index(options.index, None)
    questions = questions_of(folder, options.known, options.limit)
    return measure_clients(folder, questions, options.clients, options.seconds)


def _draw(options: Namespace) -> None:
    write_whole(picture(panels([_read(file) for file in options.results])), options.out)


def _read(file: Path) -> Facts:
    try:
        found: Facts = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BenchError(f"{file} cannot be read as figures of the bench: {error}") from error
    return found


_PARTS: Mapping[str, Callable[[Namespace], Facts]] = {
    "index": _index,
    "embed": _embed,
    "questions": _questions,
    "clients": _clients,
    "vectors": lambda options: measure_vectors(options.sizes),
    "reference": lambda _: reference(),
}

_INNER: Mapping[str, Callable[[Namespace], Facts]] = {
    "build-once": lambda options: build_once(options.notes, options.index, options.model),
    "vectors-build": lambda options: build_vectors(options.folder, options.size),
    "vectors-search": lambda options: search_vectors(options.folder, options.size),
}
"""What the bench runs in processes of their own: they print JSON."""
