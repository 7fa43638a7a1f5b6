"""Typed access to one JSON object of a file of known questions.

Every complaint names the file, the place in it, what was seen and what to do.
"""

import difflib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import KnownQuestionsError


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON object, and where it stands."""

    path: Path
    where: str
    """Such as `line 12` or `data[3].paragraphs[0]`."""
    values: Mapping[str, object]

    def complaint(self, problem: str) -> KnownQuestionsError:
        """The error to raise: file, place, `problem`."""
        return KnownQuestionsError(f"{self.path}, {self.where}: {problem}")

    def text(self, key: str, default: str | None = None) -> str:
        """The string under `key`, or `default`; it may be blank only where there is a default."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.complaint(f'"{key}" must be a string, {seen(self, key)}')
        if default is None and not value.strip():
            raise self.complaint(f'"{key}" must not be blank, {seen(self, key)}')
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """The true or false under `key`; `default` where the key is missing."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.complaint(f'"{key}" must be true or false, {seen(self, key)}')
        return value

    def number(self, key: str) -> float:
        """The number under `key`."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.complaint(f'"{key}" must be a number, {seen(self, key)}')
        return float(value)

    def whole_numbers(self, key: str) -> tuple[int, ...]:
        """The whole numbers listed under `key`."""
        values = self.values.get(key)
        if not isinstance(values, list) or not all(type(value) is int for value in values):
            raise self.complaint(f'"{key}" must be a list of whole numbers, {seen(self, key)}')
        return tuple(values)

    def row(self, key: str) -> "Row":
        """The object under `key`."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self.complaint(f'"{key}" must be an object, {seen(self, key)}')
        return Row(self.path, f"{self.where}, {key}", value)

    def texts(self, key: str) -> tuple[str, ...]:
        """The non-empty strings listed under `key`; none where the key is missing."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.complaint(f'"{key}" must be a list of strings, {seen(self, key)}')
        texts = tuple(value for value in values if isinstance(value, str) and value.strip())
        if len(texts) < len(values):
            raise self.complaint(f'"{key}" must list non-empty strings only, {seen(self, key)}')
        return texts

    def rows(self, key: str) -> tuple["Row", ...]:
        """The objects listed under `key`, each knowing its place; none where it is missing."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.complaint(f'"{key}" must be a list of objects, {seen(self, key)}')
        return tuple(
            Row(self.path, f"{self.where}, {key}[{number}]", value)
            for number, value in enumerate(values)
        )

    def check_spelling(self, keys: Collection[str]) -> None:
        """Refuse a key that is nearly one of `keys`; others are left alone.

        People keep remarks of their own beside the questions. A misspelt key, though, would
        quietly make a question unjudged.
        """
        for key in self.values:
            near = difflib.get_close_matches(key, keys, 1, cutoff=0.8)
            if key not in keys and near:
                raise self.complaint(f'there is no key "{key}"; did you mean "{near[0]}"?')


def seen(row: Row, key: str) -> str:
    """What stands under `key`, for the end of a message."""
    if key not in row.values:
        return "but it is missing. Add it"
    value = json.dumps(row.values[key], ensure_ascii=False)
    return f"but it is {value if len(value) <= 60 else value[:57] + '...'}"


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file, in order; blank lines are passed over."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(path, f"line {number}", line)
    except OSError as error:
        raise cannot_read(path, error) from error


def read_object(path: Path) -> Row:
    """The one object that a JSON file holds."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from error
    return _row(path, "top level", data)


def cannot_read(path: Path, error: OSError) -> KnownQuestionsError:
    """The error for a file that the system does not let us read."""
    return KnownQuestionsError(f"{path} cannot be read: {error.strerror or error}. Check the path.")


def _row(path: Path, where: str, data: bytes) -> Row:
    row = Row(path, where, {})
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise row.complaint(f"not UTF-8 at byte {error.start}. Save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise row.complaint(
            f"not JSON: {error.msg} at column {error.colno}. "
            "Each question is one JSON object on a line of its own"
            if where.startswith("line")
            else f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        ) from error
    if not isinstance(value, dict):
        raise row.complaint(f"expected a JSON object, found {type(value).__name__}")
    return Row(path, where, value)
