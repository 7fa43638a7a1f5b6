"""Full-text search: BM25 over note title, heading path and text (SQLite FTS5)."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from math import inf

from ingest import Passage

from .errors import damaged
from .terms import terms

# The weights, in order: a word in the note's title, in the heading path, in the text.
_SEARCH = "SELECT rowid, -bm25(terms, 1.0, 1.5, 1.0) AS score FROM terms WHERE terms MATCH ?"
# The sign keeps SQLite from beginning anew at each of these rows, half a millisecond for each.
_AMONG = " AND +rowid IN (SELECT value FROM json_each(?))"
_BEST = " ORDER BY score DESC, rowid LIMIT ?"


def search_terms(
    connection: sqlite3.Connection,
    wanted: Sequence[str],
    limit: int,
    among: Collection[int] | None = None,
) -> list[tuple[int, float]]:
    """The passages with any of the `wanted` terms: number and BM25 score, best first.

    Scores are above 0; equal scores are ordered by passage number. Several terms with blanks
    between them are one phrase. With `among`, only passages with these numbers are found.
    Every passage with one of the terms is scored, a microsecond each.

    Raises:
        IndexDamagedError: there is a score that no passage can have.
    """
    terms = [*dict.fromkeys(wanted)]
    if not terms:
        return []
    if among is None:
        rows = connection.execute(_SEARCH + _BEST, (any_of(terms), limit))
    else:
        values = (any_of(terms), json.dumps([*among]), limit)
        rows = connection.execute(_SEARCH + _AMONG + _BEST, values)
    found = rows.fetchall()
    # What damage makes of the lengths that the full text remembers; None stands for no number.
    if not all(score is not None and 0 < score < inf for _, score in found):
        raise damaged("The full text of the index is damaged.")
    return found


def any_of(terms: Sequence[str]) -> str:
    """A full-text query for the rows with any of the terms; nothing in a term is an operator."""
    return " OR ".join(f'"{term}"' for term in terms)


def passages_with(connection: sqlite3.Connection, *wanted: str) -> int:
    """In how many passages a term or another ending of it occurs, title and headings included.

    Of several terms or phrases, any one counts.
    """
    query = "SELECT count(*) FROM terms WHERE terms MATCH ?"
    return int(connection.execute(query, (any_of([*dict.fromkeys(wanted)]),)).fetchone()[0])


def find_phrase(connection: sqlite3.Connection, phrase: str, *, in_text: bool = False) -> set[int]:
    """The passages with all terms of `phrase` in a row, in any ending; in title, headings or text.

    With `in_text`, titles and headings do not count.
    """
    row = f'"{" ".join(terms(phrase))}"'
    query = "SELECT rowid FROM terms WHERE terms MATCH ?"
    found = connection.execute(query, (f"body : {row}" if in_text else row,))
    return {number for (number,) in found}


def add_terms(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, Passage]]) -> None:
    """Make passages findable: pairs of number, note title and passage."""
    fields = [(number, *_fields(title, passage)) for number, title, passage in rows]
    connection.executemany(
        "INSERT INTO terms (rowid, title, headings, body) VALUES (?, ?, ?, ?)", fields
    )
    seen = {word for _, *texts in fields for text in texts for word in text.split()}
    connection.executemany(
        "INSERT OR IGNORE INTO words VALUES (?)", ((word,) for word in sorted(seen))
    )


def remove_terms(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, Passage]]) -> None:
    """Make passages unfindable. Title and passage must be what they were when added.

    The full-text index keeps no texts, so it is told again what it has to forget.
    """
    connection.executemany(
        "INSERT INTO terms (terms, rowid, title, headings, body) VALUES ('delete', ?, ?, ?, ?)",
        ((number, *_fields(title, passage)) for number, title, passage in rows),
    )


def _fields(title: str, passage: Passage) -> tuple[str, str, str]:
    texts = (title, " ".join(passage.headings), passage.text)
    return tuple(" ".join(terms(text)) for text in texts)  # type: ignore[return-value]
