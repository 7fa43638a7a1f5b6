"""Make a citation, and check it against the file as it is now.

The quote is always cut from the file that was just read. If the file has changed since it was
indexed, the old quote is looked for in it; if it is not there, or the file is gone, there is no
citation.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import Lines, Span, UnreadableNoteError, decode, read_bytes

from .asked import asked_for
from .evidence import evidence
from .model import Citation, Evidence
from .moved import ChangedNote, Place
from .query import Query
from .rank import RankedSpan
from .shown import list_shown, stands_under
from .spans import Shape


@dataclass(frozen=True, slots=True)
class CurrentNote:
    """A note's file as it is now."""

    text: str
    digest: str
    lines: Lines


class Checker:
    """Reads each note at most once for one answer, and keeps count of those that have changed."""

    def __init__(self, notes_folder: Path, query: Query) -> None:
        self._folder = notes_folder
        self._query = query
        self._asked = asked_for(query.question)
        self._notes: dict[str, CurrentNote | None] = {}
        self._outlined: dict[str, ChangedNote] = {}
        self.changed: set[str] = set()

    def citations(self, ranked: Sequence[RankedSpan]) -> tuple[Citation, ...]:
        """The citations that hold, in order; none of them overlaps an earlier one.

        In a note that has changed, two quotes of before can be one stretch of text now.
        """
        kept: list[Citation] = []
        for span in ranked:
            citation = self.cite(span)
            if citation and not any(_overlap(citation.span, other.span) for other in kept):
                kept.append(citation)
        return tuple(kept)

    def cite(self, ranked: RankedSpan) -> Citation | None:
        """The citation of a span, or None where the file no longer holds it."""
        stored, span = ranked.match.stored, ranked.span
        note_id = stored.passage.span.note_id
        note = self.current(note_id, stored.digest)
        if note is None:
            return None
        place: Place | None = Place(span.start, span.end, stored.title, stored.passage.headings)
        moved = note.digest != stored.digest
        if moved:
            place = self._find_again(note.text, ranked)
        if place is None:
            return None
        passage = stored.passage
        quote = note.text[place.start : place.end]
        under = () if moved else stands_under(passage, span.start, note.text)
        return Citation(
            span=Span(note_id, place.start, place.end),
            quote=quote,
            title=place.title,
            headings=place.headings,
            first_line=note.lines.number_at(place.start),
            last_line=note.lines.number_at(place.end - 1),
            score=ranked.probability,
            digest=note.digest,
            moved=moved,
            items=None if moved else list_shown(passage, span, note.text),
            under=under,
            evidence=self._evidence(ranked, quote, (*place.headings, *under), moved=moved),
        )

    def _evidence(
        self, ranked: RankedSpan, quote: str, context: Sequence[str], *, moved: bool
    ) -> Evidence:
        best, span = ranked.answering, ranked.span
        # Where a whole list was asked for, no item of it answers alone.
        is_all = moved or (self._asked.whole_list and span.shape is Shape.LIST)
        inside = None if is_all else (best.start - span.start, best.end - span.start)
        return evidence(self._query, self._asked, quote, context, inside)

    def has_changed(self, note_id: str, digest: str) -> bool:
        """Whether the note's file is another one than the one with this digest, or is gone."""
        note = self.current(note_id, digest)
        return note is None or note.digest != digest

    def current(self, note_id: str, digest: str) -> CurrentNote | None:
        """The note's file as it is now, or None where it cannot be read any more."""
        if note_id not in self._notes:
            self._notes[note_id] = _read(self._folder / note_id)
        note = self._notes[note_id]
        if note is None or note.digest != digest:
            self.changed.add(note_id)
        return note

    def _find_again(self, text: str, ranked: RankedSpan) -> Place | None:
        """Where the span's text stands now.

        A heading in front of the passage is left out: the index does not hold its characters.
        """
        passage = ranked.match.stored.passage
        note_id, base = passage.span.note_id, passage.span.start
        if note_id not in self._outlined:
            self._outlined[note_id] = ChangedNote(note_id, text)
        start = max(ranked.span.start, base)
        return self._outlined[note_id].find(
            passage.text[start - base : ranked.span.end - base], start
        )


def _overlap(one: Span, other: Span) -> bool:
    return one.note_id == other.note_id and one.start < other.end and other.start < one.end


def _read(path: Path) -> CurrentNote | None:
    try:
        data, _ = read_bytes(path)
        text = decode(data).text
    except UnreadableNoteError:
        return None
    return CurrentNote(text, hashlib.sha256(data).hexdigest(), Lines(text))
