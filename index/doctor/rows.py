"""The small tables, row by row: each holds what was written."""

from ..checksums import row_checksum
from ..folders import DATABASE
from ..headings import SELECT_HEADING
from .findings import Examination, Remedy, Subject, counted, fault

ROWS = "rows"
_QUERIES = {
    "a note": "SELECT id, path, title, digest, encoding, tags, warnings, checksum FROM notes",
    "a heading": SELECT_HEADING,
    "another name of something": "SELECT name, means, name_key, means_key, checksum FROM aliases",
    "a file that is left out": "SELECT path, reason, checksum FROM skipped",
    "the index itself": "SELECT key, value, checksum FROM meta",
}


def check_rows(subject: Subject) -> Examination:
    """The checksums of notes, headings, names, the ledger and the facts; and how many notes."""
    read = 0
    for what, query in _QUERIES.items():
        rows = subject.store.connection.execute(query)
        wrong = 0
        for row in rows:
            read += 1
            wrong += row_checksum(*row[:-1]) != row[-1]
        if wrong:
            said = f"What is kept of {what} is not what was written: {counted(wrong, 'row')}."
            yield fault(ROWS, said, DATABASE, Remedy.REBUILD)
    for table, wanted in (("notes", subject.info.notes), ("passages", subject.info.passages)):
        found = subject.store.count(table)
        if found != wanted:
            said = f"There are {found:,} {table} in the index, and it was made with {wanted:,}."
            yield fault(ROWS, said, DATABASE, Remedy.REBUILD)
    return f"the checksums of {counted(read, 'row')}"
