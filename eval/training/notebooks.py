"""Notebooks to learn from: a folder of notes with known questions, indexed where nobody looks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import index

from ..dataset import read_known
from ..gold import stale_gold
from ..model import Question
from .errors import TrainingError


@dataclass(frozen=True, slots=True)
class Notebook:
    """Notes, and questions whose answers in them are known."""

    name: str
    notes: Path
    questions: tuple[Question, ...]
    stale: tuple[str, ...]
    """What the notes do not bear out, one sentence each. Such questions are left out."""


def read_notebooks(folders: Sequence[Path]) -> tuple[Notebook, ...]:
    """The notebooks in `folders`, in order; the ids of their questions are unique over all.

    A folder holds notes with `NAME.known.jsonl` beside them, or the subfolders `notes` and `known`.

    Raises:
        QuothError: a folder is named twice or is no notebook, or its questions cannot be read.
    """
    if len({folder.resolve() for folder in folders}) < len(folders):
        raise TrainingError("A notebook is named twice. Name each folder once")
    return tuple(
        notebook(f"{number}-{folder.resolve().name}", *_parts(folder))
        for number, folder in enumerate(folders, 1)
    )


def notebook(name: str, notes: Path, known: Sequence[Path]) -> Notebook:
    """The notebook of the folder `notes`, with the questions at `known` that it bears out.

    Raises:
        KnownQuestionsError: the questions cannot be read, or are about other notes.
    """
    questions = read_known(*known)
    stale = stale_gold(questions, notes)
    bad = {sentence.split(": ")[0] for sentence in stale}
    sound = tuple(one for one in questions if one.id not in bad)
    named = tuple(replace(one, id=f"{name}:{one.id}") for one in sound)
    return Notebook(name, notes, named, stale)


@contextmanager
def indexed(one: Notebook, model: str | None = None) -> Iterator[Path]:
    """The folder of an index of the notebook, which is deleted afterwards."""
    with TemporaryDirectory(prefix="quoth-training-") as folder:
        index.build(one.notes, Path(folder), model=model, is_last=False)
        yield Path(folder)


def _parts(folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """The notes folder of a notebook, and its files of known questions."""
    if not folder.is_dir():
        raise TrainingError(f"There is no folder {folder}. Name the folder of a notebook")
    apart = (folder / "notes").is_dir() and (folder / "known").is_dir()
    notes = folder / "notes" if apart else folder
    found = (folder / "known").glob("*.jsonl") if apart else folder.glob("*.known.jsonl")
    known = tuple(sorted(found))
    if not known:
        raise TrainingError(
            f"{folder} is no notebook: it has no NAME.known.jsonl beside its notes, and no "
            "folders notes and known. Add known questions, or name another folder"
        )
    return notes, known
