"""Known questions, whatever their form: Quoth's JSON Lines, a BEIR folder or SQuAD v2 JSON.

The form is told by the path: `.jsonl` is Quoth's, `.json` is SQuAD; a folder is BEIR, or holds
`*.known.jsonl` files. Several paths are one set of questions.
"""

from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

from .beir import beir_notes, read_beir
from .errors import KnownQuestionsError
from .jsonl import read_jsonl
from .model import Question
from .several import PATTERN, files_in, together
from .squad import read_squad, squad_notes


def read_known(*paths: Path) -> tuple[Question, ...]:
    """The questions at all `paths`, in the order of the files; at least one, with unique ids.

    Ids that several files give begin with their file's stem: `sqs:q1`.

    Raises:
        KnownQuestionsError: a path has no form that can be read, holds no questions, or its
            content is malformed; the message names the file and the line.
    """
    parts = [(file, _questions(file)) for path in paths for file in _files(path)]
    questions = together(parts)
    _check_ids(", ".join(map(str, paths)), questions)
    return questions


def write_notes(path: Path, folder: Path) -> int:
    """How many notes were written: the data set's own documents, as files under `folder`.

    Raises:
        KnownQuestionsError: `path` has no documents of its own, or `folder` is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise KnownQuestionsError(f"{folder} is not empty. Name a new folder for the notes")
    written = 0
    for note, text in _documents(path):
        target = folder / note
        target.parent.mkdir(parents=True, exist_ok=True)
        # Line ends must stay as they are: newline="" keeps Python from translating them.
        target.write_text(text, encoding="utf-8", newline="")
        written += 1
    return written


def evenly(questions: tuple[Question, ...], limit: int | None) -> tuple[Question, ...]:
    """At most `limit` questions, spread evenly over all, in their order; all where it is None.

    The first few would not do: files of questions are written note by note.
    """
    if limit is None or limit >= len(questions):
        return questions
    return tuple(questions[number * len(questions) // limit] for number in range(limit))


def _questions(path: Path) -> tuple[Question, ...]:
    questions = _read(path)
    if not questions:
        raise KnownQuestionsError(f"{path} holds no questions. Write one JSON object a line")
    _check_ids(str(path), questions)
    return questions


def _check_ids(where: str, questions: tuple[Question, ...]) -> None:
    often, times = Counter(question.id for question in questions).most_common(1)[0]
    if times > 1:
        raise KnownQuestionsError(
            f'{where}: the id "{often}" is given to {times} questions. Give each its own'
        )


def _files(path: Path) -> tuple[Path, ...]:
    """The files of questions in a folder of them; any other path stands for itself."""
    if path.is_dir() and _lacking(path):
        return files_in(path) or (path,)
    return (path,)


def _lacking(folder: Path) -> list[str]:
    """The parts of a BEIR data set that `folder` does not have."""
    return [
        name for name in ("corpus.jsonl", "queries.jsonl", "qrels") if not (folder / name).exists()
    ]


class _Form(Enum):
    JSONL = auto()
    BEIR = auto()
    SQUAD = auto()


def _form(path: Path) -> _Form:
    if not path.exists():
        raise KnownQuestionsError(f"There is no {path}. Name a file or folder of known questions")
    if path.is_dir():
        missing = _lacking(path)
        if missing:
            raise KnownQuestionsError(
                f"{path} holds no {PATTERN} files and is no BEIR folder: "
                f"{' and '.join(missing)} missing. Name one, or a .jsonl file, or SQuAD .json"
            )
        return _Form.BEIR
    if path.suffix == ".json":
        return _Form.SQUAD
    if path.suffix == ".jsonl":
        return _Form.JSONL
    raise KnownQuestionsError(
        f"{path} ends in {path.suffix or 'nothing'}, which is no form of known questions. "
        "Name a .jsonl file, a BEIR folder, or SQuAD .json"
    )


def _read(path: Path) -> tuple[Question, ...]:
    match _form(path):
        case _Form.JSONL:
            return read_jsonl(path)
        case _Form.BEIR:
            return read_beir(path)
        case _Form.SQUAD:
            return read_squad(path)


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    match _form(path):
        case _Form.BEIR:
            return beir_notes(path)
        case _Form.SQUAD:
            return squad_notes(path)
        case _Form.JSONL:
            raise KnownQuestionsError(
                f"{path} has no documents of its own: its questions are about your notes"
            )
