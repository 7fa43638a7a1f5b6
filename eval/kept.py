"""Known questions that people made of their own notes, kept for the notes folder.

They lie in one file, `known.jsonl` under `index.kept_folder`: away from the index, which may be
deleted at any time, and from the notes, which are only read.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatch
from itertools import count
from pathlib import Path, PurePosixPath

from index import kept_folder

from .alone import alone_in
from .atomic import write_whole
from .errors import KnownQuestionsError, ReportFileError
from .jsonl import object_of, question_from
from .model import Question
from .row import Row
from .several import PATTERN


def kept_known(notes: Path) -> Path:
    """The file of the folder's own known questions, which need not be there yet."""
    return kept_folder(notes) / "known.jsonl"


def known_sets(notes: Path) -> tuple[Path, ...]:
    """The files of known questions about `notes`: its own, if any, then those that lie in it."""
    own = kept_known(notes)
    return (*([own] if own.is_file() else []), *sorted(_lying_in(notes)))


def keep_question(notes: Path, question: Question) -> Path:
    """The file that now holds `question`, among the folder's own known questions.

    Its id is given here; a topic too, where it has none: the name of the note that answers it.
    A question with the same text, history and answerability is replaced and leaves its id.
    Every other line stays as it is, whether it can be read or not.

    Raises:
        KnownQuestionsError: the question could not be judged, such as an answerable one without
            a gold place, or the file is not UTF-8.
        ReportFileError: the file cannot be written.
    """
    path = kept_known(notes)
    with alone_in(path.parent):
        lines = _lines(path)
        earlier = [_question_in(path, line) for line in lines]
        place = next((at for at, each in enumerate(earlier) if _same(each, question)), len(lines))
        replaced = earlier[place] if place < len(lines) else None
        new_id = replaced.id if replaced else _new_id(earlier)
        lines[place : place + 1] = [_line(path, replace(question, id=new_id))]
        write_whole("\n".join(lines) + "\n", path)
    return path


def _lying_in(notes: Path) -> Iterator[Path]:
    """The files of known questions anywhere in `notes`, but for hidden folders."""
    for folder, folders, files in os.walk(notes):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files if fnmatch(name, PATTERN))


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReportFileError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise KnownQuestionsError(
            f"{path}: not UTF-8 at byte {error.start}. Save the file as UTF-8"
        ) from error
    return text.removesuffix("\n").split("\n") if text else []


def _question_in(path: Path, line: str) -> Question | None:
    """The question of a line; None where there is none, which is for the reader to complain of."""
    try:
        value = json.loads(line.removeprefix("\ufeff"))
        return question_from(Row(path, "", value)) if isinstance(value, dict) else None
    except (ValueError, KnownQuestionsError):
        return None


def _same(one: Question | None, other: Question) -> bool:
    return one is not None and _asked(one) == _asked(other)


def _asked(question: Question) -> tuple[str, tuple[str, ...], bool]:
    return question.question, question.history, question.answerable


def _new_id(earlier: list[Question | None]) -> str:
    taken = {each.id for each in earlier if each is not None}
    # From the number of lines on: a line that cannot be read may have its number still.
    return next(
        name for number in count(len(earlier) + 1) if (name := f"kept-{number:03}") not in taken
    )


def _line(path: Path, question: Question) -> str:
    """The line of the file for `question`, sure to be read back."""
    if not question.topic and question.gold:
        question = replace(question, topic=PurePosixPath(question.gold[0].note).stem)
    line = json.dumps(object_of(question), ensure_ascii=False)
    question_from(Row(path, f"the question to keep, {question.id}", json.loads(line)))
    try:
        line.encode()
    except UnicodeEncodeError as error:
        raise KnownQuestionsError(
            f'"{question.question}" cannot be kept: it, or the name of its note, holds a character '
            "that is not Unicode. Give the note another name"
        ) from error
    return line
