"""A few small notes, and all that can happen to notes between two builds."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

_NOTES = 7
_WORD = re.compile(r"\bkite[a-z]{3}\b")


def first_notes(notes: Path) -> None:
    """Make the folder: some notes below each other, one of them plain text, one a copy."""
    for number in range(_NOTES):
        write(notes / _name(number), _text(number, 1))
    write(notes / "plain.txt", f"Plain\n\nThe word {_word(90, 1)} stands in plain text.\n")
    write(notes / "copy.md", _text(0, 1))
    write(notes / "broken.md", "\0")


def changed_notes(notes: Path) -> None:
    """Edit, rename, delete, touch, break, mend and make notes, one or two of each."""
    write(notes / _name(0), _text(0, 2))
    write(notes / _name(1), _text(1, 2) + _text(11, 2))
    (notes / _name(2)).rename(notes / "renamed.md")
    (notes / _name(3)).unlink()
    os.utime(notes / _name(4), ns=(10**18, 10**18))
    write(notes / _name(5), "\0")
    write(notes / "broken.md", _text(91, 2))
    write(notes / "new" / "one.md", _text(92, 2))
    write(notes / "new" / "two.txt", f"Two\n\nThe word {_word(93, 2)} is new.\n")


def write(path: Path, text: str) -> None:
    """Write a note, folders included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def code_words(text: str) -> set[str]:
    """The words by which notes are told apart: of one note in one state each."""
    return set(_WORD.findall(text))


def _name(number: int) -> str:
    return f"{'deep/er/' if number % 2 else ''}{number}.md"


def _text(number: int, version: int) -> str:
    word = _word(number, version)
    return (
        f"---\ntags: [t{number}]\n---\n# Note {number}\n\nThe word {word} stands here.\n\n"
        f"## Part of {number}\n\n- An item, version {version}.\n- A queue (QU) of {word}.\n"
    )


def _word(number: int, version: int) -> str:
    # Letters only: a word with digits is found by its parts too.
    return "kite" + "".join("bcdfghjkmp"[digit] for digit in (*divmod(number, 10), version))


def as_format_2(index_folder: Path) -> None:
    """Make an index one of format 2, as far as an update looks at it: without checksums."""
    with closing(sqlite3.connect(index_folder / "quoth.db", isolation_level=None)) as connection:
        connection.executescript(
            "CREATE TABLE plain (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;"
            "INSERT INTO plain SELECT key, vector FROM vectors; DROP TABLE vectors;"
            "ALTER TABLE plain RENAME TO vectors; PRAGMA user_version = 2;"
        )
