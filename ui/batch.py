"""`ask --batch`: questions as JSON lines in, replies as JSON lines out, as they come."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest import QuothError
from retriever import Assistant

from .contract import reply_object, to_json
from .parser import USER_MUST_ACT
from .terminal import print_lines


class BatchLineError(QuothError):
    """One line of a batch is not a question."""


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch. `id` is any JSON value and comes back as it was."""

    id: object
    question: str
    history: tuple[str, ...]


def answer_batch(assistant: Assistant, options: Namespace) -> int:
    """Write one object a line; 0, or 2 where any line could not be answered."""
    failed = False
    with _opened(options.batch) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            found = _reply(assistant, line, options)
            if "error" in found:
                found["line"] = number
                failed = True
            print_lines([to_json(found)], sys.stdout)
    return USER_MUST_ACT if failed else 0


def parse_question(line: bytes) -> BatchQuestion:
    """The question on `line`.

    Raises:
        BatchLineError: The line is not UTF-8, not a JSON object, or has no question in it.
    """
    fields = _fields(line)
    question, history = fields.get("question"), fields.get("history", [])
    if not isinstance(question, str):
        raise BatchLineError('a "question" with a text is missing')
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise BatchLineError('"history" must be a list of texts')
    return BatchQuestion(fields.get("id"), question, tuple(history))


def _fields(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    # Deep nesting ends in a RecursionError; bad UTF-8 and huge numbers are ValueErrors.
    except (ValueError, RecursionError) as error:
        raise BatchLineError(f"not JSON in UTF-8: {error}") from error
    if not isinstance(fields, dict):
        raise BatchLineError(f"not a JSON object but {type(fields).__name__}")
    return fields


def _reply(assistant: Assistant, line: bytes, options: Namespace) -> dict[str, object]:
    asked: BatchQuestion | None = None
    try:
        asked = parse_question(line)
        reply = assistant.ask(
            asked.question,
            asked.history,
            answers=options.answers,
            passages=options.passages,
            sure=options.sure,
        )
    except QuothError as error:
        return {"id": asked.id if asked else None, "error": str(error)}
    return {"id": asked.id, **reply_object(reply)}


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as file:
            yield file
