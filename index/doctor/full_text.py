"""The full-text index, compared with one that is made again in memory from the passages.

FTS5's own check must write, and knows nothing of the texts: this index keeps none.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing

from ..lexical import add_terms
from ..schema import TABLES
from .findings import Examination, Finding, Remedy, Subject, counted, fault
from .passages import sound_passages

FULL_TEXT = "full text"
_MASK = (1 << 64) - 1


def check_full_text(subject: Subject) -> Examination:
    """Passages and full-text rows are the same; thoroughly: every word of them is, too."""
    connection = subject.store.connection
    names = dict(
        connection.execute(
            "SELECT passages.id, notes.path FROM passages JOIN notes ON notes.id = passages.note"
        ).fetchall()
    )
    found = {number for (number,) in connection.execute("SELECT rowid FROM terms")}
    for number in sorted(names.keys() - found):
        yield _broken(f"Passage {number} cannot be found by its words.", names[number])
    for number in sorted(found - names.keys()):
        yield _broken(f"The full text has a passage {number} that is in no note.", FULL_TEXT)
    if not subject.thorough:
        return f"the full text of {counted(len(names), 'passage')}"
    with closing(sqlite3.connect(":memory:")) as twin:
        twin.executescript(TABLES)
        passages = sound_passages(subject.store)
        add_terms(twin, ((one.number, one.title, one.passage) for one in passages))
        for number in sorted(_differing(connection, twin) & names.keys() & found):
            yield _broken(f"Passage {number} is found by other words than its own.", names[number])
        yield from _totals(connection, twin)
    return f"every word of {counted(len(names), 'passage')}"


def _totals(connection: sqlite3.Connection, twin: sqlite3.Connection) -> Iterable[Finding]:
    lengths = "SELECT block FROM terms_data WHERE id = 1"  # how long passages are on average
    if connection.execute(lengths).fetchall() != twin.execute(lengths).fetchall():
        yield _broken("What the full text says of its own size is wrong.", FULL_TEXT)
    known = "SELECT word FROM words"
    missing = {word for (word,) in twin.execute(known)}
    missing.difference_update(word for (word,) in connection.execute(known))
    if missing:
        what = f"Spelling is checked without {counted(len(missing), 'word')} of the notes"
        yield _broken(f"{what}, such as {min(missing)}.", FULL_TEXT)


def _differing(connection: sqlite3.Connection, twin: sqlite3.Connection) -> set[int]:
    """The passages whose words are not the same in both."""
    ours, theirs = _marks(connection), _marks(twin)
    sizes = "SELECT id, sz FROM terms_docsize"
    our_sizes, their_sizes = dict(connection.execute(sizes)), dict(twin.execute(sizes))
    return {
        number
        for number in ours.keys() | theirs.keys() | our_sizes.keys()
        if ours[number] != theirs[number] or our_sizes.get(number) != their_sizes.get(number)
    }


def _marks(connection: sqlite3.Connection) -> Counter[int]:
    """One number for each passage that tells its words and their places from all others."""
    connection.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, terms, instance)")
    marks: Counter[int] = Counter()
    for word, number, column, place in connection.execute("SELECT * FROM temp.places"):
        marks[number] = (marks[number] + hash((word, column, place))) & _MASK
    return marks


def _broken(what: str, where: str) -> Finding:
    return fault(FULL_TEXT, what, where, Remedy.REBUILD)
