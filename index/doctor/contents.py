"""What the index keeps of each note, compared with what the note gives when it is read again."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from ingest import FoundNote, Lines, NotesFolderError, PreparedNote, ToRead

from ..aliases import add_aliases
from ..changes import find_changes
from ..errors import ModelError
from ..known import IndexInfo, KnownNote
from ..prepare import model_of, outcomes
from ..records import passage_content
from ..schema import TABLES
from ..tokens import cutting_mark
from .findings import Examination, Remedy, Subject, counted, fault

CONTENTS = "contents"
_PASSAGES = (
    "SELECT start, end, first_line, last_line, headings, heading_start, heading_end, text, blocks"
    " FROM passages WHERE note = ? ORDER BY start"
)


def check_contents(subject: Subject) -> Examination:
    """Titles, tags, headings, aliases and passages of every note that is what it was."""
    if not _can_be_cut(subject.info):
        return ""
    known = subject.store.known_notes()
    try:
        changes = find_changes(subject.info.notes_folder, known, rehash=True)
    except NotesFolderError:  # which the check of freshness says
        return ""
    files = [found for found in changes.to_read if found.id in known]
    count = 0
    for prepared in _read(subject, files):
        note = known[prepared.found.id]
        if prepared.note.digest != note.digest:
            continue
        count += 1
        wrong = _differing(subject.store.connection, note, prepared)
        if wrong:
            what = f"The index has other {' and '.join(wrong)} than the note."
            yield fault(CONTENTS, what, note.path, Remedy.REBUILD)
    return f"what is kept of {counted(count, 'note')}, against the notes"


def _can_be_cut(info: IndexInfo) -> bool:
    """Whether the model's tokenizer is there, and notes are still cut as they were."""
    try:
        return cutting_mark(model_of(info.identity)) == info.cutting
    except ModelError:
        return False  # which the check of the model says


def _read(subject: Subject, files: Sequence[FoundNote]) -> Iterator[PreparedNote]:
    with closing(outcomes([ToRead(found) for found in files], subject.info.identity)) as coming:
        yield from (outcome for outcome in coming if isinstance(outcome, PreparedNote))


def _differing(connection: sqlite3.Connection, note: KnownNote, wanted: PreparedNote) -> list[str]:
    """The kinds of things that are not what they should be."""
    parts = {
        "title or tags": (_facts(connection, note), _wanted_facts(wanted)),
        "headings": (_headings(connection, note), _wanted_headings(wanted)),
        "names": (_aliases(connection, note.number), _wanted_aliases(wanted)),
        "passages": (_passages(connection, note), _wanted_passages(wanted)),
    }
    return [name for name, (found, right) in parts.items() if found != right]


def _facts(connection: sqlite3.Connection, note: KnownNote) -> object:
    query = "SELECT title, encoding, tags, warnings FROM notes WHERE id = ?"
    return connection.execute(query, (note.number,)).fetchone()


def _wanted_facts(wanted: PreparedNote) -> object:
    return (
        wanted.title,
        wanted.note.encoding,
        *(json.dumps(some, ensure_ascii=False) for some in (wanted.tags, wanted.warnings)),
    )


def _headings(connection: sqlite3.Connection, note: KnownNote) -> object:
    query = "SELECT ordinal, path, line, empty FROM headings WHERE note = ? ORDER BY ordinal"
    return connection.execute(query, (note.number,)).fetchall()


def _wanted_headings(wanted: PreparedNote) -> object:
    lines = Lines(wanted.note.text)
    return [
        (
            *(ordinal, json.dumps(section.headings, ensure_ascii=False)),
            *(lines.number_at(section.heading.start), int(not section.blocks)),
        )
        for ordinal, section in enumerate(wanted.outline.sections)
        if section.heading is not None
    ]


def _aliases(connection: sqlite3.Connection, number: int) -> object:
    query = "SELECT name, means, name_key, means_key FROM aliases WHERE note = ?"
    return sorted(connection.execute(query, (number,)))


def _wanted_aliases(wanted: PreparedNote) -> object:
    if not wanted.aliases:
        return []
    with closing(sqlite3.connect(":memory:")) as twin:
        twin.executescript(TABLES)
        add_aliases(twin, 1, wanted.aliases)
        return _aliases(twin, 1)


def _passages(connection: sqlite3.Connection, note: KnownNote) -> object:
    return connection.execute(_PASSAGES, (note.number,)).fetchall()


def _wanted_passages(wanted: PreparedNote) -> object:
    in_order = sorted(wanted.passages, key=lambda passage: passage.span.start)
    return [passage_content(passage) for passage in in_order]
