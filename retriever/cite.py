"""Make a citation, and check it against the file as it is now.

The quote is always cut from the file that was just read. If the file has changed since it was
indexed, the old quote is looked for in it; if it is not there, or the file is gone, there is no
citation.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest import Lines, Span, UnreadableNoteError, decode, read_bytes

from .model import Citation
from .rank import RankedSpan


@dataclass(frozen=True, slots=True)
class CurrentNote:
    """A note's file as it is now."""

    text: str
    digest: str
    lines: Lines


class Checker:
    """Reads each note at most once for one answer, and keeps count of those that have changed."""

    def __init__(self, notes_folder: Path) -> None:
        self._folder = notes_folder
        self._notes: dict[str, CurrentNote | None] = {}
        self.changed: set[str] = set()

    def cite(self, ranked: RankedSpan) -> Citation | None:
        """The citation of a span, or None where the file no longer holds it."""
        stored, span = ranked.match.stored, ranked.span
        note_id = stored.passage.span.note_id
        note = self.current(note_id, stored.digest)
        if note is None:
            return None
        start, end = span.start, span.end
        moved = note.digest != stored.digest
        if moved:
            found = self._find_again(note.text, ranked)
            if found is None:
                return None
            start, end = found
        return Citation(
            span=Span(note_id, start, end),
            quote=note.text[start:end],
            title=stored.title,
            headings=stored.passage.headings,
            first_line=note.lines.number_at(start),
            last_line=note.lines.number_at(end - 1),
            score=ranked.probability,
            digest=note.digest,
            moved=moved,
        )

    def current(self, note_id: str, digest: str) -> CurrentNote | None:
        """The note's file as it is now, or None where it cannot be read any more."""
        if note_id not in self._notes:
            self._notes[note_id] = _read(self._folder / note_id)
        note = self._notes[note_id]
        if note is None or note.digest != digest:
            self.changed.add(note_id)
        return note

    @staticmethod
    def _find_again(text: str, ranked: RankedSpan) -> tuple[int, int] | None:
        """Where the span's text stands now, nearest to where it stood.

        A heading in front of the passage is left out: the index does not hold its characters.
        """
        passage = ranked.match.stored.passage
        start = max(ranked.span.start, passage.span.start)
        quote = passage.text[start - passage.span.start : ranked.span.end - passage.span.start]
        after = text.find(quote, start)
        before = text.rfind(quote, 0, start + len(quote))
        places = [place for place in (before, after) if place >= 0]
        if not places:
            return None
        nearest = min(places, key=lambda place: abs(place - start))
        return nearest, nearest + len(quote)


def _read(path: Path) -> CurrentNote | None:
    try:
        data, _ = read_bytes(path)
        text = decode(data).text
    except UnreadableNoteError:
        return None
    return CurrentNote(text, hashlib.sha256(data).hexdigest(), Lines(text))
