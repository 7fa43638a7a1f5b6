"""How Quoth stands on this computer: the index, where things lie, and which versions run."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index import BUILT_IN, HASH_MODEL, ModelError, Status, find_model, kept_folder

_PACKAGES = {"Streamlit": "streamlit", "FAISS": "faiss-cpu", "ONNX Runtime": "onnxruntime"}

Rows = list[tuple[str, str]]


def index_rows(status: Status) -> Rows:
    """What the index holds and what made it, as labels and values."""
    return [
        ("Model", f"{status.model}, {status.dimension} dimensions"),
        ("Reader", reader_words(status.model)),
        ("Vectors", f"{status.vectors:,} ({status.precision})"),
        ("Questions", f"embedded in {status.question_precision}"),
        ("Generation", f"{status.generation:,}"),
        ("Built", f"{status.built.astimezone():%Y-%m-%d %H:%M:%S}"),
    ]


def place_rows(status: Status) -> Rows:
    """Where the notes, the index and what people made lie."""
    return [
        ("Notes", str(status.notes_folder)),
        ("Index", str(status.index_folder)),
        ("Chats, known questions, settings", str(kept_folder(status.notes_folder))),
    ]


def version_rows() -> Rows:
    """The versions of what runs here."""
    return [
        ("Quoth", _version("quoth")),
        ("Python", platform.python_version()),
        *((label, _version(package)) for label, package in _PACKAGES.items()),
        ("SQLite", sqlite3.sqlite_version),
    ]


def reader_words(model: str) -> str:
    """Which reader reads the passages that are found."""
    named = os.environ.get("QUOTH_READER")
    if named == "none":
        return "none: passages are not read"
    if named:
        return named
    return "the one for tests" if model == HASH_MODEL else "the one that ships"


def model_problem(model: str) -> str | None:
    """What is wrong with the embedding model's files; None where nothing is.

    A model of a hub is not looked for: that might call the hub.
    """
    if model != BUILT_IN and not Path(model).is_absolute():
        return None
    try:
        find_model(model)
    except ModelError as error:
        return str(error)
    return None


def size_words(size: int) -> str:
    """`3.4 MB`."""
    return f"{size / 1e6:,.1f} MB"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed as a package"
