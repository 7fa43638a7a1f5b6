"""The time that a build spends in each of its stages, measured from outside.

Two processes and several threads work at once, so a stage is told by what it does itself, in all
of them; together the stages may take longer than the build.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path

from ingest import ModelTokenizer, Outcome, Prepare, ToRead, note_preparer

from .timing import Spent, replaced, timed

_READING = {
    "read": ("ingest.prepare", "read_note"),
    "outline": ("ingest.prepare", "outline"),
    "cut": ("ingest.prepare", "cut"),
    "tags": ("ingest.prepare", "tags_of"),
    "other names": ("ingest.prepare", "find_aliases"),
}
"""In the process that reads notes. What a stage is called, and where it is called from."""

_BUILDING = {
    "find what changed": ("index.build", "find_changes"),
    "divide and key": ("index.prepare", "keyed_texts"),
    "make rows": ("index.prepare", "rows_of"),
    "stage rows": ("index.staging:Staging", "add"),
    "know the vectors": ("index.writer:Writer", "missing_vectors"),
    "load the model": ("index.encoder", "export_model"),
    "tokenise": ("index.batches:Batcher", "batches"),
    "embed": ("index.encoder:Encoder", "embed"),
    "keep the vectors": ("index.writer:Writer", "add_vectors"),
    "write": ("index.writer:Writer", "commit"),
    "write facts": ("index.writer:Writer", "commit_facts"),
    "arrange words": ("index.build", "refresh_words"),
    "arrange vectors": ("index.build", "refresh_dense"),
}
"""In the process that was started, by several threads. While one of them loads the model, the
others wait, which counts as embedding."""

_PREPARER = ("index.prepare", "note_preparer")
"""What is sent to the process that reads notes."""

BUILD_STAGES = (*_READING, *_BUILDING)
"""All of them, in order."""


@contextmanager
def timed_build(folder: Path) -> Iterator[Callable[[], Spent]]:
    """Inside, builds are timed; the function gives what each stage has taken so far.

    The processes that read notes keep their figures in `folder`, a file each.
    """
    with timed(_BUILDING, own=True) as spent, replaced(_PREPARER, lambda _: _sent(folder)):
        yield lambda: _together([spent, *map(_figures, folder.glob("*.json"))])


def _sent(folder: Path) -> Callable[[ModelTokenizer | None], Prepare]:
    return partial(timed_preparer, str(folder))


def timed_preparer(folder: str, tokenizer: ModelTokenizer | None) -> Prepare:
    """What `note_preparer` makes, in the process that reads, with its stages timed."""
    return partial(_prepared, folder, note_preparer(tokenizer))


def _prepared(folder: str, prepare: Prepare, task: ToRead) -> Outcome:
    _, spent = _timed_here()
    try:
        return prepare(task)
    finally:
        Path(folder, f"{os.getpid()}.json").write_text(json.dumps(spent), "utf-8")


@cache
def _timed_here() -> tuple[ExitStack, Spent]:
    """Begun once in a process, which may be given several rounds of notes; it ends with it."""
    stack = ExitStack()  # The stages are put back when it is forgotten, so it is remembered.
    return stack, stack.enter_context(timed(_READING, own=True))


def _figures(file: Path) -> Spent:
    found: Spent = json.loads(file.read_text("utf-8"))
    return found


def _together(parts: list[Spent]) -> Spent:
    return {
        stage: sum(part.get(stage, 0.0) for part in parts)
        for stage in BUILD_STAGES
        if any(stage in part for part in parts)
    }
