"""Whether an index says of a folder what must be said after an edit."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bad_notes import Change, Told
from bad_notes.words import line_of

from index import Store
from retriever import Assistant, Hit

_TEXTS = (
    "SELECT notes.path || char(10) || title || char(10) || coalesce(headings, '') || char(10)"
    " || coalesce(text, '') FROM notes LEFT JOIN passages ON notes.id = note"
)


def wrong(index_folder: Path, change: Change) -> list[str]:
    """What the index in `index_folder` does not say, and should; or says, and should not."""
    with Assistant.open(index_folder, reader="none") as assistant:
        found = [line for told in change.found for line in _wrong_place(assistant, told)]
    with closing(Store(index_folder)) as store:
        everything = "\n".join(row[0] for row in store.connection.execute(_TEXTS))
    return found + [f"{text!r} is still there" for text in change.gone if text in everything]


def _wrong_place(assistant: Assistant, told: Told) -> Iterator[str]:
    hits = assistant.search(f'"{told.text}"')
    if len(hits) != 1:
        yield f"{told.text!r} is found {len(hits)} times, in {[_note(hit) for hit in hits]}"
    for hit in hits[:1]:
        passage = hit.passage
        line = passage.first_line + line_of(passage.text, passage.text.index(told.text)) - 1
        if (_note(hit), told.line or line) != (told.note, line):
            yield f"{told.text!r} is in {_note(hit)}, line {line}, and not as in {told}"
        if told.headings not in (None, passage.headings):
            yield f"{told.text!r} is under {passage.headings}, not {told.headings}"


def _note(hit: Hit) -> str:
    return hit.passage.span.note_id
