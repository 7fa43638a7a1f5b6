"""Find a quote again in a note that has changed since it was indexed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest import Outline, Passage, Section, Span, outline, title_of, units


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in a note now: its offsets, the note's title and the heading path."""

    start: int
    end: int
    title: str
    headings: tuple[str, ...]


class ChangedNote:
    """The text of a changed note. It is outlined once, and only if a quote may be in it."""

    def __init__(self, note_id: str, text: str) -> None:
        self._id = note_id
        self._text = text

    def find(self, quote: str, start: int) -> Place | None:
        """The place of `quote` that is nearest to `start`, or None.

        A place counts only where units begin and end there: that a queue takes `10 messages` must
        not be found in a note that says `110 messages` now.
        """
        if quote not in self._text or self._outline is None:
            return None
        title = title_of(self._id, self._outline)
        places = [
            Place(place, place + len(quote), title, section.headings)
            for section in self._outline.sections
            for place in self._places(quote, section)
        ]
        return min(places, key=lambda place: abs(place.start - start), default=None)

    @cached_property
    def _outline(self) -> Outline | None:
        try:
            return outline(self._id, self._text)
        except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
            return None  # such a note would not be indexed either

    def _places(self, quote: str, section: Section) -> Iterator[int]:
        if not section.blocks:
            return
        span = Span(self._id, section.blocks[0].start, section.blocks[-1].end)
        text = self._text[span.start : span.end]
        if quote not in text:
            return
        pieces = units(Passage(span, section.headings, text, 1, 1, section.blocks))
        ends = {piece.end for piece in pieces}
        for piece in pieces:
            if piece.start + len(quote) in ends and self._text.startswith(quote, piece.start):
                yield piece.start
