"""A whole note as it is shown beside the page: its lines, what each is, and its outline."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest import BlockKind, Lines, Note, Outline, outline, read_note

_LOOKS = {
    BlockKind.CODE: "code",
    BlockKind.TABLE_HEAD: "row",
    BlockKind.ROW: "row",
}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a note, as its file has it."""

    number: int
    text: str
    look: str
    """`heading`, `code`, `row`, `front` or `text`."""
    level: int
    """Of a heading, from 1; 0 for any other line."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note to look at."""

    note: str
    digest: str
    lines: tuple[NoteLine, ...]

    @property
    def headings(self) -> tuple[NoteLine, ...]:
        """The lines that are headings."""
        return tuple(line for line in self.lines if line.level)


def note_view(notes: Path, note: str) -> NoteView:
    """The note as its file is now.

    Raises:
        UnreadableNoteError: it cannot be read; the message says why, without naming it.
    """
    read = read_note(note, notes / note)
    try:
        found = outline(note, read.text)
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        found = Outline(())  # such a note is not indexed, but it can be looked at
    return NoteView(note, read.digest, tuple(_lines(read, found)))


def _lines(note: Note, found: Outline) -> Iterator[NoteLine]:
    lines = Lines(note.text)
    looks: dict[int, tuple[str, int]] = {}
    for first, last, look, level in _stretches(lines, found):
        for number in range(first, last + 1):
            looks.setdefault(number, (look, level))
    for number, text in enumerate(lines.contents, start=1):
        look, level = looks.get(number, ("text", 0))
        yield NoteLine(number, text, look, level)


def _stretches(lines: Lines, found: Outline) -> Iterator[tuple[int, int, str, int]]:
    """First and last line of everything that does not look like plain text."""
    if found.front_matter:
        yield (*_numbers(lines, found.front_matter.start, found.front_matter.end), "front", 0)
    for section in found.sections:
        if section.heading:
            first, _ = _numbers(lines, section.heading.start, section.heading.end)
            yield first, first, "heading", len(section.headings)
        for block in section.blocks:
            if block.kind in _LOOKS:
                yield (*_numbers(lines, block.start, block.end), _LOOKS[block.kind], 0)


def _numbers(lines: Lines, start: int, end: int) -> tuple[int, int]:
    return lines.number_at(start), lines.number_at(end - 1)
