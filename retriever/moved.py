"""Find a quote again in a note that has changed since it was indexed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest import Passage, Section, Span, outline, title_of, units


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in a note now: its offsets, the note's title and the heading path."""

    start: int
    end: int
    title: str
    headings: tuple[str, ...]


def find_again(note_id: str, text: str, quote: str, start: int) -> Place | None:
    """The place of `quote` in the changed `text` that is nearest to `start`, or None.

    A place counts only where units begin and end there: that a queue takes `10 messages` must not
    be found in a note that says `110 messages` now.
    """
    try:
        found = outline(note_id, text)
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        return None  # such a note would not be indexed either
    title = title_of(note_id, found)
    places = [
        Place(place, place + len(quote), title, section.headings)
        for section in found.sections
        for place in _places(note_id, text, quote, section)
    ]
    return min(places, key=lambda place: abs(place.start - start), default=None)


def _places(note_id: str, text: str, quote: str, section: Section) -> Iterator[int]:
    if not section.blocks:
        return
    first, last = section.blocks[0].start, section.blocks[-1].end
    span = Span(note_id, first, last)
    pieces = units(Passage(span, section.headings, text[first:last], 1, 1, section.blocks))
    ends = {piece.end for piece in pieces}
    for piece in pieces:
        if piece.start + len(quote) in ends and text.startswith(quote, piece.start):
            yield piece.start
