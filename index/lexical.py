"""Full-text search: BM25 over note title, heading path and text (SQLite FTS5)."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from ingest import Passage

from .promising import any_of
from .scoring import Scoring
from .terms import terms

_FEW = 5_000
"""Rows that are scored nearly as fast as chosen."""


def search_terms(
    connection: sqlite3.Connection,
    wanted: Sequence[str],
    limit: int,
    among: Collection[int] | None = None,
    count: Callable[[str], int] | None = None,
) -> list[tuple[int, float]]:
    """The passages with any of the `wanted` terms: number and BM25 score, best first.

    Scores are above 0; equal scores are ordered by passage number. Several terms with blanks
    between them are one phrase. With `among`, only passages with these numbers are found.

    Args:
        connection: The database.
        wanted: The terms.
        limit: How many passages at most.
        among: Numbers of passages.
        count: In how many passages a term occurs, where that is remembered.

    Raises:
        IndexDamagedError: there is a score that no passage can have.
    """
    count = count or partial(passages_with, connection)
    counts = {term: often for term in dict.fromkeys(wanted) if (often := count(term))}
    search = Scoring(connection, counts, among)
    can_choose = len(counts) > 1 and sum(counts.values()) > _FEW
    best = search.best(limit) if can_choose else search.of_all(limit)
    return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))[:limit]


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
